import { describe, expect, it } from '@jest/globals';
import { parseModel } from '@ringvirkning/benefits-domain';
import { localDate, sum } from '@ringvirkning/kernel';
import { frozenTerms } from '@ringvirkning/terms';
import { atSignature, plannedOf, type Planned } from './at-signature.js';
import { worthBy, type Valued } from './worth.js';

const parsed = parseModel(`
code: shelter
version: 1
title: { da: Herberg, en: Shelter }
currency: DKK
validFrom: 2020-01-01
priceLevelYear: 2026
source: Specs
prices:
  night: { title: { da: Døgn, en: Night }, unit: night, basis: assumption, reason: Specs, values: [{ from: 2020-01-01, amount: 1000 }] }
anchors:
  sl-110:
    title: { da: § 110, en: § 110 }
    rules: [{ from: 2020-01-01, shares: [{ treasury: municipality, department: social, share: 0.5 }, { treasury: state, share: 0.5 }] }]
outcomes:
  housed:
    - { consequence: nights, title: { da: Døgn, en: Nights }, quantity: 10, price: night, anchor: sl-110, profile: [{ year: 0, share: 1 }, { year: 1, share: 0.5 }], cashable: true, confidence: medium }
`);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
const { model } = parsed;
const municipality = (id: string, municipalityCode: string) => ({
  ...{ id, name: id, kind: 'municipality', organisation: id, municipalityCode, roles: ['payer'] },
});
const CONTRACT: Valued = {
  ...{ currency: 'DKK', departments: {}, elsewhere: ['randers'] },
  parties: [municipality('aarhus', '0751'), municipality('randers', '0730')],
};
const planned = (over: Partial<Planned> = {}): Planned => ({
  ...{ outcome: 'housed', followUp: null, month: localDate('2026-03-01'), quantity: '1', payer: null, count: 45 },
  ...over,
});
const party = (id: string, roles: string[]) => ({ id, name: id, kind: 'fund', organisation: id, roles });
const termsOf = (count: number) =>
  frozenTerms({
    ...{ language: 'ringvirkning-terms/1', ref: 'specs', title: { da: 'x', en: 'x' }, currency: 'DKK' },
    period: { from: '2026-01-01', to: '2028-12-31' },
    parties: [party('aarhus', ['authority', 'payer']), party('supplier', ['supplier'])],
    claims: { by: ['supplier'], attestBy: 'authority', verifyBy: 'authority' },
    verification: { objectionDays: 0, evidence: { required: false, sources: ['register'] } },
    outcomes: [
      {
        ...{ code: 'housed', kind: 'reached', name: { da: 'x', en: 'x' }, planned: [{ count }] },
        price: { kind: 'per-claim', amount: '1000' },
      },
    ],
    payers: { split: 'fixed', parts: [{ party: 'aarhus', share: '1' }] },
    payees: [{ party: 'supplier', share: '1' }],
  });

describe('what is expected when a contract is signed', () => {
  it('is what the terms plan, counted by month', () => {
    const all = plannedOf(termsOf(45))!;
    expect(sum(all.map(({ count }) => BigInt(count)))).toBe(45n);
    expect(all.every(({ outcome, month }) => outcome === 'housed' && month.endsWith('-01'))).toBe(true);
  });
  it.each([[0], [10_001]])('is nothing for a plan of %p outcomes', (count) =>
    expect(plannedOf(termsOf(count))).toBeNull(),
  );
  it('is worth so many times what one such outcome is, per purse and budget year', () => {
    const one = worthBy(
      CONTRACT,
      model,
      localDate('2026-03-01'),
    )({
      ...{ claimId: 'c', participantId: 'p', outcome: 'housed', on: localDate('2026-03-01'), quantity: '1' },
      ...{ payingMunicipality: null, moves: [] },
    });
    const { lines } = atSignature(CONTRACT, model, [planned()]);
    expect(sum(lines.map(({ amount }) => amount))).toBe(one.total * 45n);
    expect(lines).toContainEqual({
      ...{ silo: 'municipality:0751/social', budgetYear: 2026, cashable: true, amount: 500_000n * 45n },
    });
  });
  it('leaves out purses whose books another instance keeps, by whichever name the payer goes', () => {
    for (const payer of ['randers', '0730'])
      expect(atSignature(CONTRACT, model, [planned({ payer })]).lines).toEqual([]);
  });
});
