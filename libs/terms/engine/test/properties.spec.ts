import { describe, expect, it } from '@jest/globals';
import { splitExactly, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { evaluate, grossOf, parseTerms } from '../src/index.js';
import { contract } from './build.js';
import { example, EXAMPLES_FOLDER, exampleText } from './examples.js';
import { readdirSync } from 'node:fs';
import type { Evaluation, Fact, Terms } from '@ringvirkning/terms-language';

const RUNS = fc.readConfigureGlobal().numRuns ?? 100;
const OUTCOMES = ['job', 'home', 'days', 'saving'] as const;
const amount = fc.integer({ min: 0, max: 5_000 });
const caps = fc.array(
  fc.oneof(
    fc.record({ step: fc.constant('person'), max: amount }),
    fc.record({
      step: fc.constant('outcome'),
      outcomes: fc.constantFrom(['job'], ['job', 'home'], ['days']),
      max: amount,
    }),
    fc.record({ step: fc.constant('budget-year'), max: amount }),
    fc.record({ step: fc.constant('contract'), max: amount }),
    fc.record({
      step: fc.constant('quantity'),
      outcomes: fc.constantFrom(['job'], ['days']),
      per: fc.constantFrom('contract', 'person', 'group', 'budget-year'),
      max: fc.integer({ min: 0, max: 20 }),
    }),
    fc.constant({ step: 'quantity', groups: ['hard'], share: '0.4' }),
  ),
  { maxLength: 5 },
);
const payers = fc.oneof(
  fc.integer({ min: 1, max: 6 }).map((n) => ({
    split: 'fixed',
    parts: [
      { party: 'town', share: `${n}/7` },
      { party: 'state', share: `${7 - n}/7` },
    ],
  })),
  fc.tuple(amount, amount).map(([cap, yearCap]) => ({
    split: 'fixed',
    parts: [
      { party: 'town', share: '1/3', cap },
      { party: 'state', share: '2/3', yearCaps: [{ year: 2025, max: yearCap }] },
    ],
  })),
  fc
    .tuple(amount, amount)
    .map(([cap, perClaim]) => ({ split: 'top-up', parts: [{ party: 'state', perClaim, cap }, { party: 'town' }] })),
  fc.constant({
    split: 'fixed',
    parts: [
      { party: 'of-participant', share: '0.5' },
      { party: 'state', share: '0.5' },
    ],
  }),
);
const terms: fc.Arbitrary<Terms> = fc
  .record({
    caps,
    payers,
    floor: fc.boolean(),
    rounding: fc.constantFrom('half-away-from-zero', 'down'),
    step: fc.constantFrom(undefined, undefined, 1, '0.5', 10),
    later: fc.constantFrom(undefined, '2025-01-01', '2026-06-30'),
    within: fc.constantFrom(undefined, { days: 90 }, { months: 2, after: 'latest' }),
    per: fc.constantFrom('contract', 'year', 'quarter'),
  })
  .map(({ caps: someCaps, payers: somePayers, floor, rounding, step, later, within, per }) =>
    contract({
      rounding,
      pricesRoundedTo: step,
      groups: [
        { code: 'hard', uplift: '0.333' },
        { code: 'easy', deadweight: '0.15' },
      ],
      measures: [{ code: 'booked' }],
      outcomes: [
        { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: '333.33' } },
        {
          code: 'home',
          kind: 'reached',
          claims: 'repeatable',
          requires: [{ fact: 'job', within, or: [{ fact: 'booked', atMost: 0 }] }],
          price: { kind: 'per-claim', amount: 250 },
          laterPrices: later && [{ from: later, price: { kind: 'per-claim', amount: '199.99' } }],
        },
        { code: 'days', kind: 'counted', price: { kind: 'per-unit', unit: 'day', amount: '17.1050' } },
        {
          code: 'saving',
          kind: 'total',
          measure: 'booked',
          ...(per === 'contract' ? { measuredOn: '2027-06-30' } : { per, unless: [{ fact: 'days', atLeast: 999 }] }),
          price: {
            kind: 'tranches',
            tranches: [
              { upTo: 1000, share: '2/3' },
              { share: '0.1', requires: [{ fact: 'job' }] },
            ],
          },
        },
      ],
      floors: floor ? [{ outcomes: ['job'], years: [2025], min: 700 }] : [],
      caps: someCaps,
      payers: somePayers,
      payees: [
        { party: 'helper', share: '1/3' },
        { party: 'state', share: '2/3', from: undefined },
      ],
    }),
  );
const someFact: fc.Arbitrary<Fact> = fc.record({
  id: fc.uuid(),
  participant: fc.integer({ min: 1, max: 6 }).map((n) => `p${n}`),
  outcome: fc.constantFrom(...OUTCOMES, 'booked', 'unknown'),
  on: fc
    .integer({ min: 0, max: 2000 })
    .map((n) => new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10)),
  quantity: fc.constantFrom(undefined, '1', '2.5', '0', '-3', 'x', '1000'),
  group: fc.constantFrom(undefined, 'hard', 'easy', 'none'),
  payer: fc.constantFrom(undefined, 'town', '0751', '0101'),
});
const facts = fc.uniqueArray(someFact, { selector: (each) => each.id, maxLength: 40 });
const date = fc.constantFrom('2024-12-31', '2025-12-31', '2026-05-01', '2027-06-30', '2029-12-31');
const total = (each: readonly { amount: bigint }[]): bigint => sum(each.map(({ amount: part }) => part));

describe('every evaluation', () => {
  it('adds up: gross = payable + excess, payable = payers = payments = years = lines', () =>
    fc.assert(
      fc.property(terms, facts, date, (contractTerms, given, cutOff) => {
        const evaluation = evaluate(contractTerms, given, cutOff);
        for (const line of evaluation.lines) {
          expect(line.gross).toBe(line.payable + total(line.excess));
          expect(line.payable).toBe(total(line.payers));
          expect([...line.payers, ...line.excess].every((each) => each.amount > 0n)).toBe(true);
        }
        expect(evaluation.gross).toBe(evaluation.payable + total(evaluation.excess));
        expect(evaluation.payable).toBe(total(evaluation.payments));
        expect(evaluation.payable).toBe(sum(evaluation.years.map((year) => year.payable)));
        expect(evaluation.payable).toBe(total(evaluation.years.flatMap((year) => year.payers)));
      }),
    ));
  it('splits each budget year as if it were one amount', () =>
    fc.assert(
      fc.property(terms, facts, date, fc.integer({ min: 1, max: 6 }), (contractTerms, given, cutOff, sevenths) => {
        const shares = [sevenths, 7 - sevenths];
        const parts = ['town', 'state'].map((party, i) => ({ party, share: `${shares[i]}/7`, yearCaps: [] }));
        const { years } = evaluate({ ...contractTerms, payers: { split: 'fixed', parts } }, given, cutOff);
        for (const { payable, payers: paying } of years)
          expect(parts.map(({ party }) => paying.find((each) => each.party === party)?.amount ?? 0n)).toEqual(
            splitExactly(payable, shares.map(BigInt)),
          );
      }),
    ));
  it('does not depend on the order of the facts, nor on facts after the cut-off', () =>
    fc.assert(
      fc.property(terms, facts, date, fc.infiniteStream(fc.nat()), (contractTerms, given, cutOff, numbers) => {
        const shuffled = given
          .map((each) => ({ each, at: numbers.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ each }) => each);
        const withLater = [...shuffled, { id: 'later', participant: 'p1', outcome: 'job', on: '2031-01-01' }];
        expect(evaluate(contractTerms, withLater, cutOff).digest).toBe(evaluate(contractTerms, given, cutOff).digest);
      }),
    ));
  it('never exceeds a cap', () =>
    fc.assert(
      fc.property(terms, facts, (contractTerms, given) => {
        const evaluation = evaluate(contractTerms, given, '2029-12-31');
        for (const cap of contractTerms.caps) {
          if (cap.step === 'contract') expect(evaluation.payable).toBeLessThanOrEqual(BigInt(cap.max) * 100n);
          if (cap.step === 'budget-year')
            for (const year of evaluation.years) expect(year.payable).toBeLessThanOrEqual(BigInt(cap.max) * 100n);
          if (cap.step === 'outcome')
            expect(
              sum(evaluation.lines.filter((line) => cap.outcomes.includes(line.outcome)).map((line) => line.payable)),
            ).toBeLessThanOrEqual(BigInt(cap.max) * 100n);
        }
        for (const part of contractTerms.payers.parts) {
          if (part.cap !== undefined)
            expect(total(evaluation.payments.filter((payment) => payment.payer === part.party))).toBeLessThanOrEqual(
              BigInt(part.cap) * 100n,
            );
        }
      }),
    ));
  it('accounts for every fact: counted in a line, part of a cohort value, or unpaid with a reason', () =>
    fc.assert(
      fc.property(terms, facts, (contractTerms, given) => {
        const { lines, unpaid } = evaluate(contractTerms, given, '2029-12-31');
        const counted = sum(lines.map((line) => BigInt(line.facts.length)));
        const refused = sum(unpaid.map((each) => BigInt(each.facts.length)));
        const measured = BigInt(given.filter((each) => each.outcome === 'booked' && each.group !== 'none').length);
        expect(counted + refused + measured).toBe(BigInt(given.length));
      }),
    ));
  it('pays in runs exactly what it would pay at once', () =>
    fc.assert(
      fc.property(terms, facts, fc.array(date, { minLength: 1, maxLength: 4 }), (contractTerms, given, cutOffs) => {
        const key = (payment: Evaluation['payments'][number]): string =>
          `${payment.payer}/${payment.payee}/${payment.year}`;
        const paid = new Map<string, bigint>();
        for (const cutOff of [...cutOffs].sort()) {
          const due = new Map(
            evaluate(contractTerms, given, cutOff).payments.map((payment) => [key(payment), payment.amount]),
          );
          for (const each of new Set([...paid.keys(), ...due.keys()])) {
            const run = (due.get(each) ?? 0n) - (paid.get(each) ?? 0n);
            paid.set(each, (paid.get(each) ?? 0n) + run);
          }
        }
        const last = evaluate(contractTerms, given, [...cutOffs].sort().at(-1)!);
        expect(sum(paid.values())).toBe(last.payable);
      }),
    ));
  it('gross grows with every further individual fact, when no rule speaks against it', () =>
    fc.assert(
      fc.property(terms, facts, someFact, (contractTerms, given, further) => {
        fc.pre(contractTerms.floors.length === 0 && !given.some((each) => each.id === further.id));
        expect(
          evaluate(contractTerms, [...given, { ...further, outcome: 'days' }], '2029-12-31').gross,
        ).toBeGreaterThanOrEqual(evaluate(contractTerms, given, '2029-12-31').gross);
      }),
    ));
  it('of one individual fact is what grossOf says', () =>
    fc.assert(
      fc.property(terms, someFact, (contractTerms, only) => {
        fc.pre(contractTerms.floors.length === 0 && only.outcome !== 'home');
        expect(evaluate(contractTerms, [only], '2029-12-31').gross).toBe(
          only.outcome === 'booked'
            ? evaluate(contractTerms, [only], '2029-12-31').gross
            : grossOf(contractTerms, only),
        );
      }),
    ));
  it('is the same from terms that travelled as JSON', () =>
    fc.assert(
      fc.property(
        terms,
        facts,
        (contractTerms, given) =>
          evaluate(JSON.parse(JSON.stringify(contractTerms)) as Terms, given, '2029-12-31').digest ===
          evaluate(contractTerms, given, '2029-12-31').digest,
      ),
    ));
  it('counts a fact given twice once, and refuses one id with two meanings', () =>
    fc.assert(
      fc.property(terms, facts, (contractTerms, given) => {
        fc.pre(given.length > 0);
        expect(evaluate(contractTerms, [...given, { ...given[0]! }], '2029-12-31').digest).toBe(
          evaluate(contractTerms, given, '2029-12-31').digest,
        );
        expect(() => evaluate(contractTerms, [...given, { ...given[0]!, quantity: '77' }], '2029-12-31')).toThrow(
          'same id',
        );
      }),
    ));
});

describe('the parser', () => {
  const texts = readdirSync(EXAMPLES_FOLDER).map((file) => exampleText(file.replace('.yaml', '')));
  it('answers any text: terms or errors with places, never an exception', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc
            .array(
              fc.constantFrom('a', ':', ' ', '\n', '-', '[', '{', '}', '&x', '*x', '!!', '"', '|', '>', '?', '%', '@'),
            )
            .map((parts) => parts.join('')),
        ),
        (text) => {
          const parsed = parseTerms(text);
          expect(
            parsed.ok ||
              (parsed.errors.length > 0 &&
                parsed.errors.every((error) => (error.line ?? 0) > 0 && error.da && error.en)),
          ).toBeTruthy();
        },
      ),
    ));
  it('answers every damaged example: cut lines, swapped values, changed characters', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat(),
        fc.constantFrom('', '-1', '[]', '{}', 'null', 'x', '1e400', '!!binary x', '99999999999999999999'),
        (text, from, length, filler) => {
          const start = from % text.length;
          const parsed = parseTerms(`${text.slice(0, start)}${filler}${text.slice(start + (length % 40))}`);
          if (parsed.ok) expect(() => evaluate(parsed.terms, [], '2026-01-01')).not.toThrow();
          else expect(parsed.errors.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 3 * RUNS },
    ));
});

describe('the evaluator', () => {
  const contracts = readdirSync(EXAMPLES_FOLDER).map((file) => example(file.replace('.yaml', '')));
  const wild = fc.oneof(
    fc.constantFrom(
      'job',
      'self-mastery',
      'kept-home',
      'jail-days',
      'released',
      'saving-booked',
      'in-job',
      'm12',
      'w13',
      '__proto__',
      'constructor',
      '',
    ),
    fc.string(),
  );
  const anything: fc.Arbitrary<Fact> = fc.record(
    {
      id: fc.string(),
      outcome: wild,
      on: fc.oneof(fc.constantFrom('2025-01-01', '2020-02-29', '9999-12-31', '0000-01-01'), fc.string()),
      participant: wild,
      followUp: wild,
      quantity: fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String)),
      cohort: wild,
      group: wild,
      payer: wild,
    },
    { requiredKeys: ['id', 'outcome', 'on'] },
  ) as fc.Arbitrary<Fact>;
  it('takes any facts without an exception, and adds up', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...contracts),
        fc.uniqueArray(anything, { selector: (each) => each.id, maxLength: 20 }),
        (contractTerms, given) => {
          const evaluation = evaluate(contractTerms, given, '9999-12-31');
          expect(evaluation.gross).toBe(evaluation.payable + total(evaluation.excess));
          for (const each of given) expect(grossOf(contractTerms, each)).toBeGreaterThanOrEqual(0n);
        },
      ),
      { numRuns: 3 * RUNS },
    ));
});
