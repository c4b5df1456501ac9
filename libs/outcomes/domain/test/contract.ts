import { localDate } from '@ringvirkning/kernel';
import { parseTerms } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import type { Candidate, ClaimantPerson, OtherClaim } from '../src/finding.js';

/** A small contract with outcomes of each sort that the checks tell apart. */
const DOCUMENT = `
language: ringvirkning-terms/1
ref: T-1
title: { da: Prøve, en: Test }
currency: DKK
period: { from: 2025-01-01, to: 2029-12-31 }
parties:
  - { id: kommune, name: Kommune, kind: municipality, organisation: aarhus, municipalityCode: '0751', roles: [authority, payer] }
  - { id: leverandoer, name: Leverandør, kind: supplier, organisation: st-basils, roles: [supplier] }
  - { id: revisor, name: Revisor, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: true, sources: [register, document] } }
followUps: [{ code: m3, months: 3 }, { code: m6, months: 6 }]
groups: [{ code: young, name: { da: Unge, en: Young } }, { code: old, name: { da: Ældre, en: Old } }]
measures: [{ code: left-home, name: { da: Flyttet, en: Left } }, { code: score, name: { da: Score, en: Score } }, { code: rating, name: { da: Vurdering, en: Rating } }, { code: night, name: { da: Nat, en: Night } }]
cohorts: [{ code: c1, name: { da: Hold, en: Class }, from: 2025-01-01, to: 2025-12-31 }, { code: c2, name: { da: Andet hold, en: Other class }, from: 2026-01-01, to: 2026-12-31 }]
outcomes:
  - { kind: reached, code: move-in, name: { da: Indflytning, en: Move in }, price: { kind: per-claim, amount: 500 } }
  - { kind: reached, code: housed, name: { da: Bolig, en: Housed }, followUps: [m3, m6], sustained: { brokenBy: left-home, permittedDays: 7, permittedTimes: 1 }, requires: [{ fact: move-in }], price: { kind: per-claim, amount: 1500 } }
  - { kind: reached, code: mastery, name: { da: Mestring, en: Mastery }, followUps: [m3, m6], groups: [young], price: { kind: per-claim, amount: 500 } }
  - { kind: counted, code: lesson, name: { da: Time, en: Lesson }, unless: [{ fact: move-in }], price: { kind: per-unit, unit: hour, amount: 100 } }
  - { kind: counted, code: visit, name: { da: Besøg, en: Visit }, followUps: [m3, m6], unless: [{ fact: lesson }, { fact: mastery }], price: { kind: per-unit, unit: hour, amount: 1000 } }
  - { kind: counted, code: stepped, name: { da: Trappe, en: Steps }, price: { kind: steps, steps: [{ from: 1, inclusive: true, amount: 100 }] } }
  - { kind: reached, code: course, name: { da: Kursus, en: Course }, cohorts: [c1], price: { kind: per-claim, amount: 100 } }
  - { kind: reached, code: job, name: { da: Job, en: Job }, requires: [{ fact: move-in }, { fact: course }, { fact: stepped, timing: any }], price: { kind: per-claim, amount: 100 } }
  - { kind: share, code: most, name: { da: De fleste, en: Most }, reaching: move-in, population: { of: move-in } }
  - { kind: average, code: scores, name: { da: Score, en: Score }, followUps: [m6], measure: score, population: { of: move-in, missingValue: 0 } }
  - { kind: average, code: ratings, name: { da: Vurdering, en: Rating }, followUps: [m6], measure: rating, population: { of: move-in, missingValue: 0 } }
  - { kind: reached, code: talk, name: { da: Samtale, en: Talk }, claims: repeatable, requires: [{ fact: rating }], price: { kind: per-claim, amount: 10 } }
  - { kind: improvement, code: rated, name: { da: Bedre, en: Better }, measure: rating, better: higher, claims: repeatable }
  - { kind: look-back, code: indoors, name: { da: Ingen nætter ude, en: No nights out }, measure: night, months: 6, atMost: 5, claims: repeatable }
payers: { split: fixed, parts: [{ party: kommune, share: 1 }] }
payees: [{ party: leverandoer, share: 1 }]
`;

export const terms: Terms = (() => {
  const parsed = parseTerms(DOCUMENT);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.terms;
})();

export const person: ClaimantPerson = {
  referredOn: localDate('2025-02-01'),
  startedOn: localDate('2025-03-01'),
  cohort: null,
  group: 'young',
};
export const today = localDate('2027-01-01');
export const candidate = (change: Partial<Candidate>): Candidate => ({
  outcome: 'move-in',
  followUp: null,
  on: localDate('2025-04-01'),
  periodStart: null,
  quantity: '1',
  externalRef: null,
  evidence: [{ source: 'register' }],
  ...change,
});
export const other = (change: Partial<OtherClaim>): OtherClaim => ({ ...candidate({}), status: 'claimed', ...change });
