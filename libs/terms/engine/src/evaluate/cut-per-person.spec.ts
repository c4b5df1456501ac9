import { describe, expect, it } from '@jest/globals';
import type { Fact } from '@ringvirkning/terms-language';
import { parseTerms } from '../parse/parse-terms.js';
import { cutPerPerson } from './cut-per-person.js';

const terms = (caps: string) => {
  const parsed = parseTerms(`
language: ringvirkning-terms/1
ref: CUT-1
title: { da: Loft, en: Cap }
currency: DKK
period: { from: 2025-01-01, to: 2027-12-31 }
parties:
  - { id: aarhus, name: Aarhus Kommune, kind: municipality, organisation: aarhus, municipalityCode: '0751', roles: [authority, payer] }
  - { id: lev, name: Lev, kind: supplier, organisation: lev, roles: [supplier] }
  - { id: verifier, name: V, kind: verifier, organisation: v, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [register] } }
outcomes:
  - { code: home, name: { da: Bolig, en: Home }, kind: reached, price: { kind: per-claim, amount: 1000 } }
  - { code: job, name: { da: Job, en: Job }, kind: reached, price: { kind: per-claim, amount: 500 } }
caps: ${caps}
payers: { split: fixed, parts: [{ party: aarhus, share: 1 }] }
payees: [{ party: lev, share: 1 }]
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.terms;
};
const fact = (id: string, participant: string, outcome: string, on: string): Fact => ({ id, participant, outcome, on });
const FACTS = [
  fact('a1', 'a', 'home', '2025-02-01'),
  fact('a2', 'a', 'job', '2025-03-01'),
  fact('b1', 'b', 'home', '2025-04-01'),
];

describe('claims that a cap per person cut', () => {
  it('are those beyond what one person may earn', () =>
    expect([...cutPerPerson(terms('[{ step: person, max: 1200 }]'), FACTS, '2025-12-31')]).toEqual(['a2']));
  it('are none where the cap is of all together', () =>
    expect(cutPerPerson(terms('[{ step: contract, max: 1200 }]'), FACTS, '2025-12-31').size).toBe(0));
  it('are not those that are cut by another cap afterwards', () => {
    const caps = '[{ step: person, max: 1200 }, { step: contract, max: 100 }]';
    expect([...cutPerPerson(terms(caps), FACTS, '2025-12-31')]).toEqual(['a2']);
  });
});
