import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localDate } from '@ringvirkning/kernel';
import { agreementOf, kr } from '../agreements/agreement.fixture.js';
import { net } from '../agreements/settle.js';
import { csvOf, imbalanceOf, journalCsv, journalG69, journalOf } from './journal.js';

const plain = agreementOf(['{ kind: return, id: back, from: b, to: a, share: 0.5, cap: 100 }']);
const ACCOUNTS: Record<string, string> = { a: '0538110000000001', b: '0557130000000002', c: '0038110000000003' };
const agreement = { ...plain, sides: plain.sides.map((side) => ({ ...side, account: ACCOUNTS[side.id] })) };
const heading = { municipalityCode: '0751', machine: '42', expedition: 7, postedOn: localDate('2027-03-01') };
const journal = journalOf(agreement, [{ from: 'b', to: 'a', amount: kr(1234.5) }], 2026, 3);

describe('a journal', () => {
  it('debits who gives and credits who gets, in balance whatever is moved', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            from: fc.constantFrom('a', 'b', 'c'),
            to: fc.constantFrom('a', 'b', 'c'),
            amount: fc.bigInt(-1_000n, 1_000n),
          }),
        ),
        (moved) => imbalanceOf(journalOf(agreement, net(moved.filter(({ from, to }) => from !== to)), 2026, 1)) === 0n,
      ),
    ));
  it('is CSV with Danish amounts', () =>
    expect(journalCsv(journal).split('\r\n').slice(1)).toEqual([
      '0557130000000002;fund:b;1234,50;;DKK;2026;specs 2026 nr 3',
      '0538110000000001;fund:a;;1234,50;DKK;2026;specs 2026 nr 3',
      '',
    ]));
  it('is G69 with fields in ascending order, a reference of day, machine and expedition, and amounts in øre', () =>
    expect(journalG69(journal, heading).split('\r\n')).toEqual([
      '000G6900001075101NORFLYD&10300042&1040000007&11020270301&1110557130000000002&112000000123450+&113D&1142026&11720270301000420000007&153specs 2026 nr 3',
      '000G6900002075101NORFLYD&10300042&1040000007&11020270301&1110538110000000001&112000000123450+&113K&1142026&11720270301000420000007&153specs 2026 nr 3',
      '',
    ]));
  it('is no G69 without an account for each side, and says which lack one', () =>
    expect(() => journalG69(journalOf(plain, [{ from: 'b', to: 'a', amount: 1n }], 2026, 1), heading)).toThrow(
      'for b, a',
    ));
  it('holds no formula for a spreadsheet', () =>
    expect(csvOf([['=1+1', 'a;b', '-5,00']])).toBe(`\uFEFF'=1+1;"a;b";-5,00\r\n`));
});
