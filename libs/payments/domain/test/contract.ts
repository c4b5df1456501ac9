import { addDays, localDate, type LocalDate } from '@ringvirkning/kernel';
import { parseTerms } from '@ringvirkning/terms';
import type { Fact, Terms } from '@ringvirkning/terms-language';

/** A small contract with caps on every step, two payers with an awkward split, and two payees. */
const DOCUMENT = `
language: ringvirkning-terms/1
ref: T-1
title: { da: Prøve, en: Test }
currency: DKK
period: { from: 2025-01-01, to: 2027-12-31 }
parties:
  - { id: aarhus, name: Aarhus, kind: municipality, organisation: aarhus, municipalityCode: '0751', department: social, roles: [authority, payer, supplier] }
  - { id: unit, name: Own unit, kind: municipality, organisation: aarhus, department: outreach, roles: [supplier] }
  - { id: dsi, name: DSI, kind: fund, organisation: dsi, roles: [payer, investor] }
  - { id: fund, name: Fund, kind: fund, organisation: fund, roles: [investor] }
  - { id: verifier, name: Verifier, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [register] } }
followUps:
  - { code: m6, months: 6 }
  - { code: m12, months: 12 }
outcomes:
  - { code: home, name: { da: Bolig, en: Home }, kind: reached, price: { kind: per-claim, amount: '101.01' } }
  - { code: mastery, name: { da: Mestring, en: Mastery }, kind: reached, followUps: [m6, m12], price: { kind: per-claim, amount: 200 } }
  - { code: lessons, name: { da: Lektioner, en: Lessons }, kind: counted, price: { kind: per-unit, unit: hour, amount: '0.35' } }
caps:
  - { step: person, max: 450 }
  - { step: outcome, outcomes: [mastery], max: 1500 }
  - { step: budget-year, max: 1200 }
  - { step: contract, max: 2600 }
payers:
  split: fixed
  parts: [{ party: aarhus, share: 2/3 }, { party: dsi, share: 1/3, cap: 700 }]
payees: [{ party: fund, share: 3/7 }, { party: unit, share: 4/7 }]
`;

export const terms: Terms = (() => {
  const parsed = parseTerms(DOCUMENT);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.terms;
})();

export type DatedFact = Fact & { readonly on: LocalDate };

const KINDS = [
  { outcome: 'home' },
  { outcome: 'mastery', followUp: 'm6' },
  { outcome: 'mastery', followUp: 'm12' },
  { outcome: 'lessons', quantity: '13' },
] as const;

/** Fact `n` of a deterministic set: `kind`, `person` and `day` (since 1 January 2025) as drawn. */
export const factOf = (n: number, { kind, person, day }: { kind: number; person: number; day: number }): DatedFact => ({
  id: `f${n}`,
  participant: `p${person}`,
  on: addDays(localDate('2025-01-01'), day),
  ...KINDS[kind % KINDS.length]!,
});
