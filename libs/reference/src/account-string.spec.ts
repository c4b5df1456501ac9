import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { comingBudget, fitsArea, readAccountString, writtenAccount } from './account-string.js';

const digit = (text: string) => fc.constantFrom(...text);
const digits = (length: number) => fc.string({ unit: digit('0123456789'), minLength: length, maxLength: length });
const read = (text: string) => readAccountString(text, 2026);

describe('an account string', () => {
  it('is sixteen digits, part by part, however they are parted', () =>
    fc.assert(
      fc.property(digit('0123456'), digits(4), digit('123'), digit('123'), digits(9), (main, of, kind, owner, rest) => {
        const found = read(main + of + kind + owner + rest);
        if (!('account' in found)) throw new Error('refused');
        expect(found.account.digits).toBe(main + of + kind + owner + rest);
        expect(read(writtenAccount(found.account))).toEqual(found);
      }),
    ));
  it('names its parts', () =>
    expect(read('5.38.59.1.1.1234.002.40')).toMatchObject({
      account: {
        ...{ mainAccount: '5', mainFunction: '38', function: '59', kind: '1', ownership: '1' },
        ...{ costCentre: '1234', grouping: '002', type: '40', budgetYear: 2026 },
      },
    }));
  it.each([
    ['fifteen digits', '538591112340024', ['length']],
    ['letters', '53859111234002AB', ['length']],
    ['the balance sheet, a kind and an owner there are not', '9385909123400240', ['main-account', 'kind', 'ownership']],
    ['interest on a service', '5385941123400240', ['not-together']],
    ['operation among the financial accounts', '8225011123400240', ['not-together']],
  ])('is refused for %s, with every fault', (_, text, codes) =>
    expect(read(text).faults.map(({ code }) => code)).toEqual(codes),
  );
  it('of construction is of that steering area alone', () => {
    expect(fitsArea({ kind: '3' }, 'construction')).toBe(true);
    expect([fitsArea({ kind: '3' }, 'service'), fitsArea({ kind: '1' }, 'construction')]).toEqual([false, false]);
    expect([fitsArea({ kind: '1' }, 'transfers'), fitsArea({ kind: '2' }, 'service')]).toEqual([true, true]);
  });
});

describe('the coming budget', () => {
  it('is next year’s until its second reading, and then the one after', () => {
    expect(comingBudget(localDate('2026-10-15'))).toMatchObject({ budgetYear: 2027, proposal: '2026-09-15' });
    expect(comingBudget(localDate('2026-10-16'))).toMatchObject({ budgetYear: 2028, secondReading: '2027-10-15' });
  });
});
