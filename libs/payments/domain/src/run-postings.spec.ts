import { describe, expect, it } from '@jest/globals';
import { addDays, localDate, sum, type LocalDate } from '@ringvirkning/kernel';
import { evaluate } from '@ringvirkning/terms';
import fc from 'fast-check';
import { factOf, terms, type DatedFact } from '../test/contract.js';
import { accrualOf, type Posting } from './accounts.js';
import { runPostings, type BookedBalance } from './run-postings.js';
import { settle, type Paid } from './settlement.js';

/** The books of one contract in memory: what the ledger would say. */
class Books {
  readonly postings: Posting[] = [];
  readonly accrued = new Map<string, Posting>();

  accrue(fact: DatedFact): void {
    const posting = accrualOf(terms, 'c', fact, 'test');
    if (!posting) return;
    this.accrued.set(fact.id, posting);
    this.postings.push(posting);
  }

  reverse(fact: DatedFact): void {
    const posting = this.accrued.get(fact.id);
    if (posting)
      this.postings.push({ ...posting, lines: posting.lines.map((line) => ({ ...line, amount: -line.amount })) });
  }

  /** Line by line is as good as summed: the function adds them up. */
  balances(upTo: LocalDate): BookedBalance[] {
    return this.postings.filter(({ effectiveOn }) => effectiveOn <= upTo).flatMap(({ lines }) => lines);
  }

  balance(account: string, upTo?: LocalDate): bigint {
    const lines = this.postings
      .filter(({ effectiveOn }) => upTo === undefined || effectiveOn <= upTo)
      .flatMap((posting) => posting.lines);
    return sum(lines.filter((line) => line.account.startsWith(account)).map(({ amount }) => amount));
  }

  /** Balances of an account for each outcome, follow-up and budget year; none that is zero. */
  perOutcome(account: string, upTo: LocalDate): Record<string, bigint> {
    return totals(this.balances(upTo).filter((line) => line.account === account));
  }

  paid(): Paid[] {
    return this.postings
      .flatMap(({ lines }) => lines)
      .filter(({ account }) => account === 'claim')
      .map((line) => ({
        payer: line.counterparty!,
        payee: line.party!,
        budgetYear: line.budgetYear,
        amount: line.amount,
      }));
  }

  run(no: number, facts: readonly DatedFact[], cutOff: LocalDate) {
    const evaluation = evaluate(terms, facts, cutOff);
    const settlements = settle(evaluation.payments, summed(this.paid()));
    const postings = runPostings(
      { runId: `r${no}`, contractId: 'c', cutOff, evaluation, settlements, terms, partners: new Set() },
      this.balances(cutOff),
    );
    this.postings.push(...postings);
    return { evaluation, settlements, postings };
  }
}

const totals = (lines: readonly Omit<BookedBalance, 'account'>[]): Record<string, bigint> => {
  const keyOf = ({ outcome, followUp, budgetYear }: Omit<BookedBalance, 'account'>): string =>
    `${outcome}/${followUp ?? 'none'}/${budgetYear}`;
  const sums = Object.entries(Object.groupBy(lines, keyOf)).map(
    ([key, same]) => [key, sum(same!.map(({ amount }) => amount))] as const,
  );
  return Object.fromEntries(sums.filter(([, amount]) => amount !== 0n));
};

const summed = (paid: readonly Paid[]): Paid[] =>
  [...Map.groupBy(paid, ({ payer, payee, budgetYear }) => `${payer} ${payee} ${budgetYear}`).values()].map((same) => ({
    ...same[0]!,
    amount: sum(same.map(({ amount }) => amount)),
  }));

const drawn = fc.array(
  fc.record({
    kind: fc.nat(3),
    person: fc.nat(6),
    day: fc.nat(1000),
    late: fc.nat(2),
    reversedAfter: fc.option(fc.nat(2)),
  }),
  { maxLength: 40 },
);
const cutOffs = fc
  .tuple(fc.nat(400), fc.nat(400), fc.nat(400))
  .map(
    ([a, b, c]) =>
      [a, a + b, a + b + c].map((day) => addDays(localDate('2025-01-01'), day)) as [LocalDate, LocalDate, LocalDate],
  );

describe('payment runs', () => {
  it('leave books that say what the evaluation says: nothing accrued is left before the cut-off, earned = excess + claims, liabilities = claims', () =>
    fc.assert(
      fc.property(drawn, cutOffs, (draws, dates) => {
        const books = new Books();
        const known: DatedFact[] = [];
        dates.forEach((cutOff, round) => {
          draws.forEach((draw, n) => {
            const fact = factOf(n, draw);
            if (draw.late === round) {
              books.accrue(fact);
              known.push(fact);
            }
            const at = known.findIndex(({ id }) => id === fact.id);
            if (draw.reversedAfter === round && at >= 0) {
              books.reverse(fact);
              known.splice(at, 1);
            }
          });
          const { evaluation, settlements, postings } = books.run(round, known, cutOff);
          for (const { lines } of postings) {
            expect(sum(lines.map(({ amount }) => amount))).toBe(0n);
            expect(lines.every(({ amount }) => amount !== 0n)).toBe(true);
          }
          expect(books.balance('receivable', cutOff)).toBe(0n);
          expect(books.balance('earned', cutOff)).toBe(-evaluation.gross);
          expect(books.balance('excess:')).toBe(sum(evaluation.excess.map(({ amount }) => amount)));
          expect(books.balance('claim')).toBe(evaluation.payable);
          expect(books.balance('liability')).toBe(-evaluation.payable);
          expect(sum(settlements.map(({ payable }) => payable))).toBe(evaluation.payable);
          expect(books.perOutcome('receivable', cutOff)).toEqual({});
          expect(books.perOutcome('earned', cutOff)).toEqual(
            totals(evaluation.lines.map(({ gross, ...line }) => ({ ...line, budgetYear: line.year, amount: -gross }))),
          );
        });
      }),
      { numRuns: 200 },
    ));

  it('book nothing when nothing has changed since the run before', () => {
    const books = new Books();
    const facts = [0, 1, 2, 3].map((kind) => factOf(kind, { kind, person: 1, day: 10 }));
    for (const fact of facts) books.accrue(fact);
    books.run(1, facts, localDate('2025-12-31'));
    const again = books.run(2, facts, localDate('2025-12-31'));
    expect(again.postings).toEqual([]);
    expect(again.settlements.every(({ amount }) => amount === 0n)).toBe(true);
  });

  it('settle a reversed outcome as a credit, to the øre', () => {
    const books = new Books();
    const [first, second] = [factOf(1, { kind: 0, person: 1, day: 10 }), factOf(2, { kind: 1, person: 1, day: 20 })];
    for (const fact of [first, second]) books.accrue(fact);
    books.run(1, [first, second], localDate('2025-06-30'));
    books.reverse(second);
    const { settlements, postings } = books.run(2, [first], localDate('2025-06-30'));
    expect(sum(settlements.map(({ amount }) => amount))).toBe(-20_000n);
    expect(postings.map(({ kind }) => kind)).toEqual(['settlement', 'cost']);
  });

  it('put what a cap cuts off on the account of its step', () => {
    const books = new Books();
    const facts = [0, 1, 2].map((kind) => factOf(kind, { kind, person: 1, day: 10 }));
    for (const fact of facts) books.accrue(fact);
    books.run(1, facts, localDate('2025-12-31'));
    // 101.01 + 200 + 200 against 450 per person
    expect(books.balance('excess:person')).toBe(5_101n);
    expect(books.balance('claim')).toBe(45_000n);
  });

  it('are in the books under the run, and cost the departments of those who pay', () => {
    const books = new Books();
    const facts = [factOf(1, { kind: 0, person: 1, day: 10 }), factOf(2, { kind: 1, person: 1, day: 20 })];
    for (const fact of facts.slice(0, 1)) books.accrue(fact);
    const { postings } = books.run(7, facts, localDate('2025-12-31'));
    expect(postings.map(({ key, kind, source }) => [key, kind, source])).toEqual([
      ['run:r7:true-up', 'true-up', 'r7'],
      ['run:r7:settlement', 'settlement', 'r7'],
      ['run:r7:cost', 'cost', 'r7'],
    ]);
    const departments = Object.groupBy(postings.at(-1)!.lines, ({ party }) => party!);
    const of = (party: string) => new Set(departments[party]!.map((line) => line.department));
    expect([of('aarhus'), of('dsi')]).toEqual([new Set(['social']), new Set([undefined])]);
    expect(postings.at(-1)!.lines.every((line) => 'department' in line === (line.party === 'aarhus'))).toBe(true);
  });

  it('book what a cap cuts off under the run, and give it back when the cap no longer bites', () => {
    const books = new Books();
    const facts = [0, 1, 2].map((kind) => factOf(kind, { kind, person: 1, day: 10 }));
    for (const fact of facts) books.accrue(fact);
    const first = books.run(1, facts, localDate('2025-12-31'));
    expect(first.postings.map(({ kind }) => kind)).toEqual(['excess', 'settlement', 'cost']);
    books.reverse(facts[2]!);
    const { postings } = books.run(2, facts.slice(0, 2), localDate('2025-12-31'));
    expect(postings.map(({ kind }) => kind)).toContain('excess');
    expect(books.balance('excess:')).toBe(0n);
  });

  it('take a party that the contract does not know for one without department', () => {
    const settlements = [{ payer: 'nobody', payee: 'fund', budgetYear: 2025, payable: 1n, paidBefore: 0n, amount: 1n }];
    const evaluation = { lines: [], currency: 'DKK' as const };
    const postings = runPostings(
      {
        runId: 'r',
        contractId: 'c',
        cutOff: localDate('2025-12-31'),
        evaluation,
        settlements,
        terms,
        partners: new Set(),
      },
      [],
    );
    expect(postings.at(-1)!.lines.map(({ department }) => department)).toEqual([undefined, undefined]);
  });

  it('keep each budget year apart', () => {
    const books = new Books();
    const facts = [factOf(1, { kind: 0, person: 1, day: 364 }), factOf(2, { kind: 0, person: 2, day: 365 })];
    for (const fact of facts) books.accrue(fact);
    const { settlements } = books.run(1, facts, localDate('2026-01-31'));
    const perYear = [2025, 2026].map((year) =>
      sum(settlements.filter(({ budgetYear }) => budgetYear === year).map(({ amount }) => amount)),
    );
    expect(perYear).toEqual([10_101n, 10_101n]);
  });
});
