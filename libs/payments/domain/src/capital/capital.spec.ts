import { describe, expect, it } from '@jest/globals';
import { addDays, DomainError, instant, localDate, sum } from '@ringvirkning/kernel';
import { parseTerms } from '@ringvirkning/terms';
import fc from 'fast-check';
import { capitalPosting, recordCapital, standingFacts, toldCapital, toPassOn, withdrawCapital } from '../index.js';
import type { CapitalBook, CapitalFact, CapitalWord } from '../index.js';

const parsed = parseTerms(`
language: ringvirkning-terms/1
ref: K-1
title: { da: Prøve, en: Test }
currency: DKK
period: { from: 2025-01-01, to: 2029-12-31 }
parties:
  - { id: town, name: Town, kind: municipality, organisation: town, municipalityCode: '0751', roles: [authority, payer] }
  - { id: fund, name: Fund, kind: fund, organisation: fund, roles: [investor] }
  - { id: bank, name: Bank, kind: fund, organisation: bank, roles: [investor] }
  - { id: backer, name: Backer, kind: fund, organisation: backer, roles: [guarantor] }
  - { id: helper, name: Helper, kind: supplier, organisation: helper, roles: [supplier] }
  - { id: verifier, name: Verifier, kind: verifier, organisation: verifier, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [register] } }
outcomes:
  - { code: home, name: { da: Bolig, en: Home }, kind: reached, price: { kind: per-claim, amount: 100 } }
payers: { split: fixed, parts: [{ party: town, share: 1 }] }
payees: [{ party: helper, share: 1 }]
capital:
  - { party: fund, kind: senior-loan, amount: 1000, returnCap: 50, paidIn: [{ on: 2025-01-01, amount: 600 }, { on: 2026-01-01, amount: 400 }], recycling: {} }
  - { party: bank, kind: subordinated-loan, amount: 500, yearlyReturn: '0.04' }
  - { party: backer, kind: first-loss-guarantee, amount: 300, covers: [bank] }
`);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
const { terms } = parsed;

const carl = { subject: 'carl', name: 'Carl', organisation: 'town', departments: [] };
const now = instant('2027-06-01T10:00:00Z');
const runs = [1, 2, 3].map((no) => ({ runId: `run-${no}`, no, authorisedBy: 'bo', amount: 40_000n }));
const bookOf = (...facts: CapitalFact[]): CapitalBook => ({
  terms,
  termsVersion: 1,
  facts,
  receipts: runs,
  coupons: [],
});
const on = localDate('2027-01-01');
let reference = 0;
const drawn = (capital: string, amount: bigint, over: Partial<CapitalWord> = {}): CapitalWord =>
  ({ type: 'drawn', capital, amount, on, reference: `ref-${++reference}`, ...over }) as CapitalWord;
const received = (amount: bigint, over: Partial<CapitalWord> = {}): CapitalWord =>
  ({ type: 'received', runId: 'run-3', amount, on, reference: `ref-${++reference}`, ...over }) as CapitalWord;
const said = (type: 'called' | 'lost', capital: string, amount: bigint): CapitalWord => ({
  ...{ type, capital, amount, on, reason: 'Opgjort', reference: `ref-${++reference}` },
});
const record = (book: CapitalBook, word: CapitalWord, by = carl) =>
  recordCapital(book, word, by, { factId: `fact-${book.facts.length + 1}`, now });
const after = (...words: CapitalWord[]): CapitalBook =>
  words.reduce((book, word) => ({ ...book, facts: [...book.facts, record(book, word)!] }), bookOf());
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'accepted';
};
const FUND = 'fund/senior-loan';
const BANK = 'bank/subordinated-loan';
const BACKER = 'backer/first-loss-guarantee';
const full = after(drawn(FUND, 60_000n), drawn(BANK, 50_000n));

describe('capital is recorded', () => {
  it.each<[string, CapitalBook, CapitalWord, string]>([
    ['all that is committed', bookOf(), drawn(FUND, 100_000n), 'accepted'],
    ['an øre more', bookOf(), drawn(FUND, 100_001n), 'payments.capital-beyond-committed'],
    ['a guarantee, which is not drawn', bookOf(), drawn(BACKER, 1n), 'payments.capital-beyond-committed'],
    ['capital of another contract', bookOf(), drawn('other/equity', 1n), 'payments.capital-unknown'],
    ['nothing', bookOf(), drawn(FUND, 0n), 'payments.capital-not-positive'],
    ['less than nothing', bookOf(), drawn(FUND, -1n), 'payments.capital-not-positive'],
    ['a day to come', bookOf(), drawn(FUND, 1n, { on: localDate('2027-06-02') }), 'payments.capital-day-to-come'],
    ['a day before the last', full, drawn(FUND, 1n, { on: addDays(on, -1) }), 'payments.capital-day-behind'],
    ['what was paid', full, received(110_000n), 'accepted'],
    ['what a later run paid', full, received(40_001n, { runId: 'run-1' }), 'payments.capital-beyond-received'],
    ['more than was paid', full, received(120_001n), 'payments.capital-beyond-received'],
    ['more than is owed', after(drawn(BANK, 1_000n)), received(1_001n), 'payments.capital-beyond-owed'],
    ['what no run paid', full, received(1n, { runId: 'another' }), 'payments.capital-run-not-authorised'],
    ['what the guarantee covers', full, said('called', BACKER, 30_000n), 'accepted'],
    ['more of the guarantee', full, said('called', BACKER, 30_001n), 'payments.capital-beyond-guarantee'],
    ['a loss of what is outstanding', full, said('lost', BANK, 50_000n), 'accepted'],
    ['a greater loss', full, said('lost', BANK, 50_001n), 'payments.capital-beyond-outstanding'],
  ])('%s: %#', (_what, book, word, code) => expect(codeOf(() => record(book, word))).toBe(code));

  it('not by who authorised the money, once per reference, and taken back by a further fact, the latest first', () => {
    expect(codeOf(() => record(full, received(1n), { ...carl, subject: 'bo' }))).toBe(
      'payments.recorded-by-authoriser',
    );
    const word = received(10_000n, { reference: 'bank-17' });
    const book = { ...full, facts: [...full.facts, record(full, word)!] };
    expect(record(book, word)).toBeUndefined();
    expect(codeOf(() => record(book, { ...word, amount: 1n }))).toBe('payments.capital-reference-used');
    const withdraw = (place: number) => withdrawCapital(book, { place, reason: 'Forkert' }, carl, { factId: 'w', now });
    expect(codeOf(() => withdraw(2))).toBe('payments.nothing-to-withdraw');
    const { fact, takes } = withdraw(3);
    expect(takes).toMatchObject({ reference: 'bank-17' });
    expect(standingFacts([...book.facts, fact])).toEqual(full.facts);
    expect([toPassOn(book), toPassOn({ ...book, facts: [...book.facts, fact] })]).toEqual([110_000n, 120_000n]);
  });

  it('by generation: what came back pays the next instalment before new money', () => {
    const book = after(drawn(FUND, 60_000n), received(30_000n), drawn(FUND, 40_000n));
    expect(
      standingFacts(book.facts).map(({ movements }) => movements.map(({ kind, amount }) => [kind, amount])),
    ).toEqual([
      [['paid-in', 60_000n]],
      [['kept', 30_000n]],
      [
        ['reinvested', 30_000n],
        ['paid-in', 10_000n],
      ],
    ]);
    const lines = standingFacts(book.facts).flatMap((fact) => capitalPosting('c', fact, terms).lines);
    const balance = (account: string) => sum(lines.flatMap((line) => (line.account === account ? line.amount : [])));
    expect(['capital:1', 'capital:2', 'capital-cash', 'capital-kept'].map(balance)).toEqual([
      40_000n,
      30_000n,
      -70_000n,
      0n,
    ]);
  });
});

const words = fc.array(
  fc.oneof(
    fc
      .record({ kind: fc.constantFrom(FUND, BANK), amount: fc.bigInt(1n, 40_000n) })
      .map(({ kind, amount }) => drawn(kind, amount)),
    fc
      .record({ no: fc.integer({ min: 1, max: 3 }), amount: fc.bigInt(1n, 40_000n) })
      .map(({ no, amount }) => received(amount, { runId: `run-${no}` })),
    fc.bigInt(1n, 20_000n).map((amount) => said('called', BACKER, amount)),
    fc.bigInt(1n, 20_000n).map((amount) => said('lost', BANK, amount)),
  ),
  { maxLength: 15 },
);
const allowed = (list: readonly CapitalWord[]): CapitalBook => {
  let book = bookOf();
  for (const word of list)
    if (codeOf(() => record(book, word)) === 'accepted')
      book = { ...book, facts: [...book.facts, record(book, word) ?? []].flat() };
  return book;
};

describe('any sequence of what is allowed', () => {
  it('books entries that balance, and the books hold what the record says', () => {
    fc.assert(
      fc.property(words, (list) => {
        const book = allowed(list);
        const entries = standingFacts(book.facts).map((fact) => capitalPosting('c', fact, terms));
        for (const { lines } of entries) expect(sum(lines.map(({ amount }) => amount))).toBe(0n);
        const held = (account: RegExp, party: string) =>
          sum(
            entries
              .flatMap(({ lines }) => lines.filter((line) => account.test(line.account) && line.party === party))
              .map(({ amount }) => amount),
          );
        for (const { name, outstanding, waiting, drawn: put, principal, guaranteed, ...standing } of toldCapital(
          book,
          () => true,
        ).capital.standing(on)) {
          const party = name.split('/')[0]!;
          if (party === 'backer') continue;
          expect([held(/^capital:/, party), held(/kept$/, party)]).toEqual([outstanding, waiting]);
          expect(held(/cash/, party)).toBe(principal + standing.return + guaranteed - put);
        }
      }),
    );
  });
});

describe('outsiders', () => {
  it('are told payments from the first run that lacks nobody, and nothing of the runs between', () => {
    const split = (first: bigint) =>
      after(
        drawn(BANK, 50_000n),
        received(first, { runId: 'run-1', on: addDays(on, 30) }),
        received(40_000n - first, { runId: 'run-2', on: addDays(on, 90) }),
      );
    const told = (first: bigint, whole: number) => {
      const { capital, ...rest } = toldCapital(split(first), (no) => no === whole);
      return { standing: capital.standing(addDays(on, 100)), ...rest };
    };
    expect(told(1_000n, 3)).toMatchObject({ upto: 0, isBehind: true });
    expect(told(1_000n, 3).standing).toEqual(told(30_000n, 3).standing);
    expect(told(1_000n, 2)).toMatchObject({ upto: 2, isBehind: false });
    expect(told(1_000n, 2)).toEqual(told(30_000n, 2));
    expect(told(1_000n, 2).standing[1]).toMatchObject({ principal: 40_000n, outstanding: 10_000n });
  });

  it('are told draws at once, but not what they owe to payments that are not told', () => {
    const book = after(drawn(FUND, 60_000n), received(30_000n), drawn(FUND, 40_000n), drawn(BANK, 50_000n));
    const standing = (isWhole: boolean) =>
      toldCapital(book, () => isWhole)
        .capital.standing(on)
        .map(({ drawn: put, reinvested }) => [put, reinvested]);
    expect(standing(true).slice(0, 2)).toEqual([
      [70_000n, 30_000n],
      [50_000n, 0n],
    ]);
    expect(standing(false).slice(0, 2)).toEqual([
      [60_000n, 0n],
      [0n, 0n],
    ]);
  });
});
