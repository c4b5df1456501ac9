import { describe, expect, it } from '@jest/globals';
import { parseModel } from '@ringvirkning/benefits-domain';
import { FEWEST_PEOPLE } from '@ringvirkning/disclosure';
import { digestOf, localDate, type LocalDate } from '@ringvirkning/kernel';
import { evaluate, parseTerms } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import { aarhusClosings, aarhusYoungHomeless } from './aarhus/claims.js';
import { refOf, toCsv, type SyntheticClaim } from './claim-rows.js';
import { exampleTerms, hostedBy, valuationModel } from './documents.js';
import { fairChance } from './fair-chance/claims.js';
import { nextAgreement } from './more-contracts/draft-next-agreement.js';
import { jointFile, jointPeople, jointTerms } from './partnership/joint-contract.js';
import { contractB, contractBClaims } from './more-contracts/seed-contract-b.js';

const terms = (text: string): Terms => {
  const parsed = parseTerms(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.terms;
};
const factsOf = (claims: readonly SyntheticClaim[]) =>
  claims.map((claim) => ({
    id: refOf(claim),
    participant: claim.person,
    outcome: claim.outcome,
    followUp: claim.followUp,
    on: claim.on,
  }));
const tally = (claims: readonly SyntheticClaim[]) => {
  const counts: Record<string, number> = {};
  for (const { outcome, followUp } of claims)
    counts[`${outcome} ${followUp ?? ''}`.trim()] = (counts[`${outcome} ${followUp ?? ''}`.trim()] ?? 0) + 1;
  return counts;
};

describe('Fair Chance Fund', () => {
  const { people, claims, late } = fairChance();
  it('has the published counts exactly', () =>
    expect(tally(claims)).toEqual({
      'assessment-1': 322,
      'assessment-2': 253,
      'assessment-3': 176,
      'moved-in': 290,
      'housed m3': 271,
      'housed m6': 251,
      'housed m12': 211,
      'housed m18': 181,
      'education-entry': 292,
      'qualification-entry': 31,
      'qualification-1': 91,
      'qualification-2': 3,
      'job-entry': 101,
      'part-time w13': 6,
      'part-time w26': 3,
      'full-time w13': 63,
      'full-time w26': 43,
      'volunteering w6': 31,
      'volunteering w13': 12,
      'volunteering w20': 8,
      'volunteering w26': 7,
    }));
  it('is worth £2,802,950.00', () =>
    expect(
      evaluate(terms(exampleTerms('fair-chance-fund-st-basils')), factsOf(claims), localDate('2017-12-31')).gross,
    ).toBe(280_295_000n));
  it('claims each achievement of a person once, after the referral and within the contract', () => {
    const referred = new Map(people.map((one) => [one.person, one.referredOn]));
    const all = [...claims, ...late];
    expect(new Set(all.map(refOf)).size).toBe(all.length);
    for (const claim of all)
      expect(claim.on >= referred.get(claim.person)! && claim.on >= '2015-01-01' && claim.on <= '2017-12-31').toBe(
        true,
      );
  });
  it.each([
    ['housed', 'moved-in'],
    ['full-time', 'job-entry'],
    ['part-time', 'job-entry'],
    ['qualification-1', 'education-entry'],
  ])('has nobody in %s without %s', (later, first) => {
    const entered = new Set(claims.filter((claim) => claim.outcome === first).map((claim) => claim.person));
    expect(claims.filter((claim) => claim.outcome === later && !entered.has(claim.person))).toEqual([]);
  });
  it('has nobody in full-time and part-time work', () => {
    const of = (outcome: string) =>
      new Set(claims.filter((claim) => claim.outcome === outcome).map((claim) => claim.person));
    expect([...of('full-time')].filter((person) => of('part-time').has(person))).toEqual([]);
  });
  it('is the same every time', () => {
    expect(digestOf(fairChance())).toBe(digestOf(fairChance()));
    expect(digestOf(fairChance(1))).not.toBe(digestOf(fairChance(2)));
  });
});

describe('Aarhus', () => {
  const { people, claims } = aarhusYoungHomeless(localDate('2026-11-23'));
  it('has 45 people, and claims only up to the present day', () => {
    expect(people).toHaveLength(45);
    expect(claims.every((claim) => claim.on <= '2026-11-23')).toBe(true);
    const earlier = aarhusYoungHomeless(localDate('2025-12-31')).claims;
    expect(earlier).toEqual(claims.filter((claim) => claim.on <= '2025-12-31'));
    expect(earlier.length).toBeGreaterThan(50);
  });
  it('has no follow-up of a kept home before its full period, or without the one before', () => {
    const on = new Map(claims.map((claim) => [refOf(claim), claim.on]));
    const kept = claims.filter((claim) => claim.outcome === 'kept-home');
    const start = new Map(people.map((one) => [one.person, one.startedOn]));
    const months = (from: LocalDate, to: LocalDate) =>
      (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
    for (const claim of kept) {
      const before = { m12: undefined, m18: 'm12', m24: 'm18' }[claim.followUp!];
      if (before) expect(on.get(refOf({ ...claim, followUp: before }))).toBeDefined();
      expect(months(start.get(claim.person)!, claim.on)).toBeGreaterThanOrEqual(Number(claim.followUp!.slice(1)));
    }
  });
  it('closes follow-ups that nobody claims, as not reached but for one without an answer, and leaves some open', () => {
    const closed = aarhusClosings(localDate('2026-11-23'));
    const keyOf = (one: { person: string; outcome: string; followUp?: string | undefined }) =>
      [one.person, one.outcome, one.followUp].join();
    const claimed = new Set(aarhusYoungHomeless(localDate('2029-12-31')).claims.map(keyOf));
    expect(closed.filter((one) => claimed.has(keyOf(one)))).toEqual([]);
    expect(closed.filter(({ closing }) => closing === 'no-answer')).toHaveLength(1);
    const earlier = aarhusClosings(localDate('2026-05-01'));
    expect(closed).toEqual(expect.arrayContaining(earlier));
    expect([earlier.length > 0, earlier.length < closed.length]).toEqual([true, true]);
  });
  it('pays something in every half-year', () => {
    const contract = terms(exampleTerms('aarhus-young-homeless'));
    const payable = (day: string) =>
      evaluate(contract, factsOf(claims.filter((claim) => claim.on <= day)), localDate(day)).payable;
    const values = ['2024-06-30', '2024-12-31', '2025-06-30', '2025-12-31', '2026-06-30', '2026-11-23'].map(payable);
    expect(values.every((value, n) => n === 0 || value > values[n - 1]!)).toBe(true);
  });
});

describe('contract B', () => {
  it('has enough claims to leave some at every step', () => {
    const { people, claims } = contractBClaims(localDate('2026-11-23'));
    expect([people.length, claims.length > 12]).toEqual([24, true]);
    expect(evaluate(terms(contractB()), factsOf(claims), localDate('2026-11-23')).payable).toBe(
      1_500_000n * BigInt(claims.length),
    );
  });
});

describe('documents', () => {
  it('are terms that parse', () => {
    expect(terms(contractB())).toMatchObject({ ref: 'AAR-UH-B', verification: { objectionDays: 14 } });
    expect(terms(nextAgreement())).toMatchObject({ ref: 'AAR-UH-2027', period: { from: '2027-01-01' } });
    const hosted = terms(hostedBy(exampleTerms('fair-chance-fund-st-basils'), 'fcf-authority', 'aarhus'));
    expect(hosted.parties.find((party) => party.id === 'fcf-authority')?.organisation).toBe('aarhus');
  });
  it('are a valuation model for every outcome of the Aarhus contract, with a source or a reason for every price', () => {
    const model = parseModel(valuationModel('aarhus-young-homeless'));
    if (!model.ok) throw new Error(JSON.stringify(model.errors));
    expect(Object.keys(model.model.outcomes).sort()).toEqual(
      terms(exampleTerms('aarhus-young-homeless'))
        .outcomes.map((outcome) => outcome.code)
        .sort(),
    );
    for (const price of Object.values(model.model.prices))
      expect(price.source ?? price.reason).toEqual(expect.any(String));
  });
  it('are a valuation model for the outcomes of the joint contract', () => {
    const model = parseModel(valuationModel('growth-companies'));
    if (!model.ok) throw new Error(JSON.stringify(model.errors));
    const aarhus = { instance: 'aarhus', name: 'Aarhus Kommune', code: '0751' };
    const herning = { instance: 'herning', name: 'Herning Kommune', code: '0657' };
    expect(Object.keys(model.model.outcomes)).toEqual(
      terms(jointTerms([aarhus, herning], 2026)).outcomes.map(({ code }) => code),
    );
  });
  it('are people of two municipalities of whom one line may be told across, and others not', () => {
    const aarhus = { instance: 'aarhus', name: 'Aarhus Kommune', code: '0751' };
    const herning = { instance: 'herning', name: 'Herning Kommune', code: '0657' };
    const halves = jointPeople([aarhus, herning], 2026);
    const lines = Map.groupBy(halves.flat(), ({ payer, group, outcome }) => `${payer} ${group} ${outcome}`);
    const told = [...lines].filter(([, { length }]) => length >= FEWEST_PEOPLE).map(([line]) => line);
    expect(told).toEqual(['aarhus ready job', 'herning ready job']);
    expect(lines.size).toBeGreaterThan(told.length);
    expect(
      halves
        .flat()
        .filter(({ moved }) => moved)
        .map(({ payer }) => payer),
    ).toEqual(['aarhus']);
    expect(
      jointFile(halves[1], 2026)
        .split('\n')
        .find((row) => row.endsWith(';;;')),
    ).toMatch(/^vmsb-2-3;job;/);
  });
  it('name no person: the columns carry keys, dates and digests only', () => {
    const csv = toCsv(fairChance().claims.slice(0, 3), (person) => ({
      participant: person,
      referredOn: localDate('2015-01-05'),
    }));
    expect(csv.split('\n')[0]).toBe(
      'participant;outcome;follow_up;achieved_on;evidence_digest;evidence_source;external_ref;referred_on',
    );
    expect(csv.split('\n')[1]).toMatch(
      /^fcf-\d{3};assessment-1;;2015-\d\d-\d\d;[0-9a-f]{64};document;fcf-\d{3}:assessment-1;2015-01-05$/,
    );
  });
});
