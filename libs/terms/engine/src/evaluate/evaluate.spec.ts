import { describe, expect, it } from '@jest/globals';
import { example, plannedFacts } from '../../test/examples.js';
import { evaluate, grossOf } from '../index.js';

describe('Fair Chance Fund, St Basils', () => {
  const terms = example('fair-chance-fund-st-basils');
  it('the published counts give the published gross value of £2,802,950', () => {
    const evaluation = evaluate(terms, plannedFacts(terms), '2017-12-31');
    expect(evaluation.gross).toBe(280_295_000n);
    expect(evaluation.payable).toBe(280_295_000n);
    expect(evaluation.unpaid).toEqual([]);
    expect(evaluation.payments).toEqual([
      { payer: 'fcf-authority', payee: 'st-basils', year: 2017, amount: 280_295_000n },
    ]);
  });
});

describe('Aarhus, young homeless people', () => {
  const terms = example('aarhus-young-homeless');
  const mastery = (followUp: string, on: string) => ({
    id: followUp,
    participant: 'p1',
    outcome: 'self-mastery',
    followUp,
    on,
  });
  it.each([
    ['m12', 2_000_000n],
    ['m18', 2_000_000n],
    ['m24', 2_000_000n],
    ['m36', 4_000_000n],
    ['m48', 4_000_000n],
  ])('self-mastery at %s costs %p øre', (followUp, amount) =>
    expect(grossOf(terms, mastery(followUp, '2026-01-01'))).toBe(amount),
  );
  it('splits every budget year exactly between the payers and pays all of it out to the investors', () => {
    const { payable, payments, years } = evaluate(
      terms,
      [mastery('m12', '2025-05-01'), mastery('m18', '2025-11-01'), mastery('m24', '2026-05-01')],
      '2026-12-31',
    );
    expect(payable).toBe(6_000_000n);
    expect(years.map(({ year, payers }) => [year, ...payers.map((payer) => payer.amount)])).toEqual([
      [2025, 2_666_667n, 1_333_333n],
      [2026, 1_333_333n, 666_667n],
    ]);
    expect(payments.reduce((total, payment) => total + payment.amount, 0n)).toBe(payable);
  });
});

describe('people are not claims', () => {
  const terms = example('aarhus-young-homeless');
  const at = (followUp: string, participant: string) => ({
    id: `${participant}/${followUp}`,
    participant,
    outcome: 'self-mastery',
    followUp,
    on: '2026-01-01',
  });
  it('a later milestone may have more claims than an earlier one: flagged, not refused', () => {
    const evaluation = evaluate(terms, [at('m12', 'p1'), at('m18', 'p1'), at('m18', 'p2')], '2026-12-31');
    expect(evaluation.flags.map(({ code, outcome }) => [code, outcome])).toEqual([
      ['later-milestone-has-more', 'self-mastery'],
    ]);
    expect(evaluation.outcomes.map(({ followUp, claims, people }) => [followUp, claims, people])).toEqual([
      ['m12', 1, 1],
      ['m18', 2, 2],
    ]);
  });
});

describe('a line', () => {
  it('says how it was computed, in both languages', () => {
    const facts = Array.from({ length: 12 }, (_, i) => ({
      id: `f${i}`,
      participant: `p${i}`,
      outcome: 'self-mastery',
      followUp: 'm36',
      on: '2026-05-01',
    }));
    const [line] = evaluate(example('aarhus-young-homeless'), facts, '2026-12-31').lines;
    expect(line!.sentence).toEqual({
      da: 'Øget selvmestring, 36 måneder (12 personer): 12 × 40.000 kr. = 480.000 kr. (20.000 kr. pr. 6 måneder, opfølgningen dækker 12 måneder).',
      en: 'Increased self-mastery, 36 months (12 people): 12 × DKK 40,000 = DKK 480,000 (DKK 20,000 per 6 months, the follow-up covers 12 months).',
    });
    expect(line).toMatchObject({
      id: '2026/self-mastery/m36/-/-',
      price: { rule: 'per-time', each: 4_000_000n },
      gross: 48_000_000n,
      payers: [
        { party: 'aarhus', amount: 32_000_000n },
        { party: 'dsi', amount: 16_000_000n },
      ],
    });
    expect(line!.facts).toHaveLength(12);
  });
});
