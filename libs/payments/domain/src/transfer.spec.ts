import { describe, expect, it } from '@jest/globals';
import { addDays, instant, localDate, sum, type DomainError } from '@ringvirkning/kernel';
import fc from 'fast-check';
import type { Signer } from './run.js';
import {
  recordTransfer,
  standing,
  stateOf,
  transfersOf,
  withdrawWord,
  type TransferBook,
  type TransferFact,
  type TransferWord,
} from './transfer.js';

const now = instant('2026-07-10T08:00:00Z');
const today = localDate('2026-07-10');
const person = (subject: string): Signer => ({ subject, name: subject, organisation: 'aarhus', departments: [] });
const cashier = person('carl');
const transfer = { payer: 'aarhus', payee: 'fund', amount: 100n };
const run = {
  status: 'authorised',
  authorised: { by: 'bo', name: 'Bo', at: instant('2026-07-02T08:00:00Z') },
} as const;
const book = (facts: readonly TransferFact[] = []): TransferBook => ({ run, transfer, facts });
const paid: TransferWord = { type: 'paid', on: today, reference: 'B-7' };
const failed: TransferWord = { type: 'failed', on: today, reason: 'Kontoen er lukket' };
const refusal = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as DomainError).code;
  }
};
const record = (of: TransferBook, word: TransferWord, by = cashier) => recordTransfer(of, word, 'hand', by, now);

describe('the transfers of a run', () => {
  const settlement = (payer: string, payee: string, amount: bigint) => ({ payer, payee, amount });
  it('are one per payer and payee, all years together; nothing where it cancels out, nor of who pays elsewhere', () =>
    expect(
      transfersOf(
        [
          settlement('aarhus', 'fund', 70n),
          settlement('herning', 'fund', 9n),
          settlement('dsi', 'fund', 5n),
          settlement('aarhus', 'fund', -90n),
          settlement('dsi', 'fund', -5n),
        ],
        new Set(['herning']),
      ),
    ).toEqual([{ payer: 'aarhus', payee: 'fund', amount: -20n }]));
  it('add up to what the run settles', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y'), fc.bigInt(-50n, 50n))),
        (drawn) => {
          const settlements = drawn.map(([payer, payee, amount]) => ({ payer, payee, amount }));
          expect(sum(transfersOf(settlements, new Set()).map(({ amount }) => amount))).toBe(
            sum(settlements.map(({ amount }) => amount)),
          );
        },
      ),
    ));
});

describe('what became of a transfer', () => {
  it('is to be paid, failed, and paid when it is tried again', () => {
    expect(stateOf([])).toBe('to-pay');
    const first = record(book(), failed)!;
    expect(first).toMatchObject({ place: 1, type: 'failed', reason: 'Kontoen er lukket', signature: { by: 'carl' } });
    const second = record(book([first]), paid)!;
    expect([stateOf([first]), stateOf([first, second])]).toEqual(['failed', 'paid']);
  });
  it('said twice is said once; said otherwise of what is paid is refused, unless the bank returned it', () => {
    const once = record(book(), paid)!;
    expect(record(book([once]), paid)).toBeUndefined();
    expect(refusal(() => record(book([once]), { ...paid, reference: 'B-8' }))).toBe('payments.already-paid');
    expect(record(book([once]), failed)).toMatchObject({ place: 2, type: 'failed' });
  });
  it('is taken back by a further fact, after which what was said before stands', () => {
    const first = record(book(), failed)!;
    const second = record(book([first]), paid)!;
    const back = withdrawWord(book([first, second]), { place: 2, reason: 'Forkert bilag' }, cashier, now);
    expect(standing([first, second, back])).toBe(first);
    const again = withdrawWord(book([first, second, back]), { place: 1, reason: 'Også forkert' }, cashier, now);
    expect(stateOf([first, second, back, again])).toBe('to-pay');
    expect(
      refusal(() => withdrawWord(book([first, second, back, again]), { place: 1, reason: 'x' }, cashier, now)),
    ).toBe('payments.nothing-to-withdraw');
  });
  it('is taken back by whom it is seen by: not another word that came to stand meanwhile', () => {
    const first = record(book(), failed)!;
    const second = record(book([first]), paid)!;
    const back = withdrawWord(book([first, second]), { place: 2, reason: 'x' }, cashier, now);
    expect(refusal(() => withdrawWord(book([first, second, back]), { place: 2, reason: 'x' }, cashier, now))).toBe(
      'payments.nothing-to-withdraw',
    );
  });
  it('is not said again by a list that is read again, whatever came since', () => {
    const read = (of: TransferBook, word: TransferWord) => recordTransfer(of, word, 'import', cashier, now);
    const first = read(book(), paid)!;
    const both = book([first, read(book([first]), failed)!]);
    expect([read(both, paid), read(both, failed)]).toEqual([undefined, undefined]);
  });
  it.each<[string, () => unknown, string]>([
    ['whoever authorised it', () => record(book(), paid, person('bo')), 'payments.recorded-by-authoriser'],
    [
      'whoever authorised it, taking it back',
      () => withdrawWord(book([record(book(), paid)!]), { place: 1, reason: 'x' }, person('bo'), now),
      'payments.recorded-by-authoriser',
    ],
    [
      'anybody before it is authorised',
      () => record({ ...book(), run: { ...run, status: 'certified' } }, paid),
      'payments.wrong-status',
    ],
    [
      'anybody where no money moves',
      () => record({ ...book(), transfer: undefined }, paid),
      'payments.unknown-transfer',
    ],
    [
      'anybody for a day before it was authorised',
      () => record(book(), { ...paid, on: localDate('2026-07-01') }),
      'payments.transfer-day-outside',
    ],
    [
      'anybody for a day to come',
      () => record(book(), { ...paid, on: addDays(today, 1) }),
      'payments.transfer-day-outside',
    ],
  ])('is not recorded by %s', (_who, work, code) => expect(refusal(work)).toBe(code));

  it('whatever is said and taken back in whatever order: paid at most once at a time, and each fact has its place', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('paid', 'failed', 'withdrawn', 'otherwise')), (commands) => {
        const facts: TransferFact[] = [];
        for (const command of commands) {
          const word = command === 'failed' ? failed : command === 'otherwise' ? { ...paid, reference: 'B-8' } : paid;
          const before = standing(facts);
          const act = () =>
            command === 'withdrawn'
              ? withdrawWord(book(facts), { place: before?.place ?? 1, reason: 'x' }, cashier, now)
              : record(book(facts), word);
          if (refusal(act) !== undefined) continue;
          const fact = act();
          if (!fact) expect(before).toMatchObject(word);
          else facts.push(fact);
          if (fact?.type === 'paid') expect(before?.type).not.toBe('paid');
        }
        expect(facts.map(({ place }) => place)).toEqual(facts.map((_, at) => at + 1));
      }),
    ));
});
