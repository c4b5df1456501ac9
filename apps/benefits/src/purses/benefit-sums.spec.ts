import { describe, expect, it } from '@jest/globals';
import { parseModel, valuate, type ValuationModel } from '@ringvirkning/benefits-domain';
import { addDays, localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { BenefitSums } from './benefit-sums.js';
import { worthBy, type FinalOutcome, type Valued } from './worth.js';

const shares = (state: string, rest: string) =>
  `[{ treasury: municipality, department: social, steeringArea: service, share: "${rest}" }, { treasury: state, share: "${state}" }]`;
const model = (version: number): ValuationModel => {
  const parsed = parseModel(`
code: m
version: ${version}
title: { da: M, en: M }
currency: DKK
validFrom: 2020-01-01
priceLevelYear: 2026
source: Specs
departments: { social: { da: Social, en: Social } }
prices:
  night: { title: { da: N, en: N }, unit: night, days: 1, basis: assumption, reason: Specs, values: [{ from: 2020-01-01, amount: "1000.07" }] }
anchors:
  stay:
    title: { da: S, en: S }
    assumes: { days: { source: Specs, values: [{ value: 30, share: 0.5 }, { value: 100, share: 0.5 }] } }
    rules:
      - from: 2020-01-01
        days: [{ upTo: 120, shares: ${shares('0.5', '0.5')} }, { shares: ${shares('0', '1').replace(', { treasury: state, share: "0" }', '')} }]
  plain: { title: { da: P, en: P }, rules: [{ from: 2020-01-01, shares: ${shares(version === 1 ? '0.333333' : '0.2', version === 1 ? '0.666667' : '0.8')} }] }
outcomes:
  housed:
    - { consequence: nights, title: { da: N, en: N }, quantity: 70, price: night, anchor: stay, profile: [{ year: 0, share: 1 }, { year: 1, share: 0.7 }], cashable: true, confidence: medium }
    - { consequence: support, title: { da: S, en: S }, quantity: -3, price: night, anchor: plain, profile: [{ year: 0, share: 1 }, { year: 2, share: 0.333333 }], cashable: false, confidence: low }
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.model;
};
const MODELS = [model(1), model(2)] as const;
const municipality = (id: string, municipalityCode: string) => ({
  ...{ id, name: id, kind: 'municipality', organisation: id, municipalityCode, roles: ['payer'] },
});
const CONTRACT: Valued = {
  currency: 'DKK',
  departments: {},
  parties: [municipality('aarhus', '0751'), municipality('randers', '0730')],
  elsewhere: ['randers'],
};

const outcomes = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 400 }),
    quantity: fc.constantFrom('1', '0.333333', '12.5'),
    payer: fc.constantFrom(null, 'aarhus', 'randers'),
    moved: fc.boolean(),
    days: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 12 },
);
const asOutcomes = (drawn: ReturnType<typeof outcomes.generate>['value']): FinalOutcome[] =>
  drawn.map(({ day, quantity, payer, moved, days }, no) => ({
    ...{
      claimId: `claim-${no}`,
      participantId: `person-${no}`,
      outcome: 'housed',
      quantity,
      payingMunicipality: payer,
    },
    on: addDays(localDate('2025-06-01'), day),
    moves: moved ? [{ from: localDate('2026-09-01'), payer: 'randers' }] : [],
    known: days === undefined ? undefined : { stay: { days: { value: String(days), source: 'case-file' } } },
  }));
const today = localDate('2026-06-15');
/** Sums by line, worked out from each outcome alone, as an auditor would. */
const oneByOne = (all: readonly FinalOutcome[], by: ValuationModel) => {
  const sums = new BenefitSums();
  for (const outcome of all)
    for (const { gains } of worthBy(CONTRACT, by, today)(outcome).pieces)
      for (const { kind, amount } of gains) sums.addGain(kind, amount);
  return figures(sums);
};
const figures = (sums: BenefitSums) => sums.all().map(({ kind, amount }) => [kind.key, amount]);

describe('outcomes that are booked together', () => {
  it('come to the øre to what each is worth by itself, whatever they have in common', () =>
    fc.assert(
      fc.property(outcomes, (drawn) => {
        const all = asOutcomes(drawn);
        const value = worthBy(CONTRACT, MODELS[0], today);
        const sums = new BenefitSums();
        for (const outcome of all) sums.add(value(outcome));
        expect(figures(sums)).toEqual(oneByOne(all, MODELS[0]));
        expect(sums.total()).toBe(sum(all.flatMap((each) => valuate(MODELS[0], each)).map(({ amount }) => amount)));
      }),
      { numRuns: 60 },
    ));
  it('leave what the others are worth, when some are taken back or valued by another model', () =>
    fc.assert(
      fc.property(outcomes, fc.infiniteStream(fc.constantFrom('stays', 'goes', 'anew')), (drawn, fates) => {
        const all = asOutcomes(drawn).map((outcome) => ({ outcome, fate: fates.next().value as string }));
        const books = new BenefitSums();
        const [first, second] = MODELS.map((each) => worthBy(CONTRACT, each, today));
        for (const { outcome } of all) books.add(first!(outcome));
        // Worked out again, long after.
        const again = worthBy(CONTRACT, MODELS[0], today);
        for (const { outcome, fate } of all) {
          if (fate !== 'stays') books.add(again(outcome), -1n);
          if (fate === 'anew') books.add(second!(outcome));
        }
        const stand = new BenefitSums();
        for (const { outcome, fate } of all) if (fate === 'stays') stand.add(first!(outcome));
        for (const { outcome, fate } of all) if (fate === 'anew') stand.add(second!(outcome));
        expect(figures(books)).toEqual(figures(stand));
      }),
      { numRuns: 60 },
    ));
  it('are entries that balance, of at most five thousand lines and what the intervention made of each kind', () => {
    const value = worthBy(CONTRACT, MODELS[0], today);
    const sums = new BenefitSums();
    for (let no = 0; no < 6_000; no += 1)
      sums.addGain({ key: String(no), line: { account: 'gain', currency: 'DKK', outcome: 'o' }, silo: null }, 7n);
    for (const each of asOutcomes([{ day: 0, quantity: '1', payer: null, moved: false, days: 3 }]))
      sums.add(value(each));
    const head = { key: 'valuation:v', kind: 'benefit', contractId: 'c', effectiveOn: today, source: 'v' };
    const entries = sums.bookings(head).map(({ entry }) => entry);
    expect(entries.map(({ key }) => key)).toEqual(['valuation:v', 'valuation:v:2']);
    for (const { lines } of entries) {
      expect(sum(lines.map(({ amount }) => amount))).toBe(0n);
      expect(lines.length).toBeLessThanOrEqual(5_002);
    }
  });
  it('cost no entry when they come to nothing for every purse', () => {
    const value = worthBy(CONTRACT, MODELS[0], today);
    const [outcome] = asOutcomes([{ day: 0, quantity: '1', payer: null, moved: false, days: 3 }]);
    const sums = new BenefitSums();
    sums.add(value(outcome!));
    sums.add(worthBy(CONTRACT, MODELS[0], today)(outcome!), -1n);
    expect(sums.bookings({ key: 'k', kind: 'benefit', contractId: 'c', effectiveOn: today, source: 's' })).toEqual([]);
  });
});

describe('the digest of what an outcome is worth', () => {
  const [outcome] = asOutcomes([{ day: 10, quantity: '12.5', payer: 'aarhus', moved: true, days: 90 }]) as [
    FinalOutcome,
  ];
  const digest = (of: FinalOutcome, by = MODELS[0], on = today) => worthBy(CONTRACT, by, on)(of).digest;
  it('changes with everything the worth depends on', () => {
    const others = [
      digest({ ...outcome, moves: [] }),
      digest({ ...outcome, quantity: '12.500001' }),
      digest({ ...outcome, known: undefined }),
      digest(outcome, MODELS[1]),
      digest(outcome, MODELS[0], localDate('2027-06-15')),
    ];
    expect(new Set([digest(outcome), ...others]).size).toBe(others.length + 1);
  });
  // What is in the books is taken back by what is worked out again: were this to change, nothing that is booked could be taken back one by one.
  it('never changes, for it is kept in books', () =>
    expect(digest(outcome)).toBe('3b83e75c01f58d6f082b769b4d12786b5b83457805f369a159eda635bc192a68'));
});
