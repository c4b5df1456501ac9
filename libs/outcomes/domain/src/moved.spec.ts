import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { parseTerms } from '@ringvirkning/terms';
import { moveTold, paidPeriods, type MovingPerson } from './moved.js';

const parsed = parseTerms(`
language: ringvirkning-terms/1
ref: T
title: { da: Job, en: Jobs }
currency: DKK
period: { from: 2025-01-01, to: 2027-12-31 }
parties:
  - { id: aarhus, name: Aarhus, kind: municipality, organisation: aarhus, municipalityCode: '0751', roles: [authority, payer] }
  - { id: hern, name: Herning, kind: municipality, organisation: herning, municipalityCode: '0657', roles: [payer] }
  - { id: company, name: Firma, kind: company, organisation: company, roles: [supplier] }
  - { id: checker, name: Uafhængig, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [register] } }
cohorts: [{ code: first, name: { da: Første, en: First }, from: 2025-01-01, to: 2025-12-31 }]
groups:
  - { code: ready, name: { da: Jobparate, en: Job-ready } }
  - { code: sick, name: { da: Syge, en: Sick }, uplift: 1 }
outcomes:
  - { kind: reached, code: job, name: { da: Job, en: Job }, price: { kind: per-claim, amount: 20000 } }
payers: { split: top-up, parts: [{ party: of-participant }], otherwise: aarhus }
payees: [{ party: company, share: 1 }]
`);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
const { terms } = parsed;
const day = localDate;
const person = (...moves: [from: string, payer: string][]): MovingPerson => ({
  ...{ pseudonym: 'P-7K2M-9QXD', cohort: 'first', group: 'sick', payingMunicipality: null },
  moves: moves.map(([from, payer]) => ({ from: day(from), payer })),
});
const PAYS = {
  ...{ pseudonym: 'P-7K2M-9QXD', cohort: 'first', most: 4_000_000n },
  prices: [{ outcome: 'job', followUp: null, per: 'claim', price: 4_000_000n, most: 4_000_000n }],
};

describe('who pays when', () => {
  it('is the payer of the enrolment until the first move, and then whom each move names', () =>
    expect(
      paidPeriods(person(['2026-03-01', 'hern'], ['2026-06-01', 'hern'], ['2026-09-01', 'aarhus']), terms),
    ).toEqual([
      { payer: 'aarhus', from: null, to: '2026-02-28' },
      { payer: 'hern', from: '2026-03-01', to: '2026-08-31' },
      { payer: 'aarhus', from: '2026-09-01', to: null },
    ]));
  it('is one for ever when nobody moved, or to where they were', () => {
    const always = [{ payer: 'aarhus', from: null, to: null }];
    expect([paidPeriods(person(), terms), paidPeriods(person(['2026-03-01', 'aarhus']), terms)]).toEqual([
      always,
      always,
    ]);
  });
});

describe('what a municipality is told of somebody who moved', () => {
  it('is the end alone where it paid from the beginning', () =>
    expect(moveTold(terms, person(['2026-03-01', 'hern']), 'aarhus')).toEqual({ endsOn: '2026-02-28', pays: null }));
  it('is pseudonym, cohort, days and what it may come to pay where they moved to, and nothing more', () =>
    expect(moveTold(terms, person(['2026-03-01', 'hern']), 'herning')).toEqual({
      endsOn: null,
      pays: { ...PAYS, periods: [{ from: '2026-03-01', to: null }] },
    }));
  it('has an end when they move on, and both when they come back', () => {
    const there = person(['2026-03-01', 'hern'], ['2026-09-01', 'aarhus']);
    expect(moveTold(terms, there, 'herning').pays?.periods).toEqual([{ from: '2026-03-01', to: '2026-08-31' }]);
    expect(moveTold(terms, there, 'aarhus')).toEqual({
      endsOn: '2026-02-28',
      pays: { ...PAYS, periods: [{ from: '2026-09-01', to: null }] },
    });
  });
  it('is nothing where it never paid, or nobody moved', () => {
    const nothing = { endsOn: null, pays: null };
    expect(moveTold(terms, person(), 'aarhus')).toEqual(nothing);
    expect(moveTold(terms, person(), 'herning')).toEqual(nothing);
    expect(moveTold(terms, person(['2026-03-01', 'hern']), 'company')).toEqual(nothing);
  });
});
