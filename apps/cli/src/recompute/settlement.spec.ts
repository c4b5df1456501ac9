import { describe, expect, it } from '@jest/globals';
import { parseAgreement, settleAgreement } from '@ringvirkning/benefits-domain';
import { canonicalJson } from '@ringvirkning/kernel';
import { run } from '../../test/run.js';

const side = (id: string) => ({ id, silo: `fund:${id}`, name: { da: id, en: id } });
const document = {
  ...{ language: 'ringvirkning-agreement/1', code: 'deal', version: 1, title: { da: 'Aftale', en: 'Deal' } },
  ...{ currency: 'DKK', period: { from: 2026, to: 2027 }, gains: 'cashable', sides: [side('a'), side('b')] },
  steps: [{ kind: 'return', id: 'back', from: 'b', to: 'a', share: '0.5', cap: '1000' }],
};
const parsed = parseAgreement(JSON.stringify(document));
if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
const figure = { figure: 'gained', silo: 'fund:b', year: 2026, basis: 'realised', cashable: true, line: null } as const;
const facts = { figures: [{ ...figure, amount: 30_000n }], stated: [] };
const { due, netted, frames, missing, digest } = settleAgreement(parsed.agreement, parsed.digest, facts, 2026, []);
const [contractId, settlementId] = ['0190a5d0-0000-7000-8000-000000000001', '0190a5d0-0000-7000-8000-000000000002'];
const bundle = canonicalJson({
  ...{ format: 'ringvirkning-settlement/1', settlementId, contractId, no: 1, through: 2026, currency: 'DKK' },
  ...{ agreement: parsed.agreement, agreementDigest: parsed.digest, facts, before: [] },
  ...{ result: { due, netted, frames, missing }, digest },
});
const recomputed = (text: string) => run(['recompute', 'settlement.json', '--lang', 'en'], { 'settlement.json': text });

describe('recompute of a settlement', () => {
  it('says that figures and digest agree', () => {
    const { code, out } = recomputed(bundle);
    expect([code, out]).toEqual([0, expect.stringMatching(/b pays a: .*150[\s\S]*Same figures, same digest\./)]);
  });
  it.each([
    ['a figure', '"amount":"30000"', '"amount":"40000"'],
    ['what is paid', '"amount":"15000","from":"b","to":"a"}', '"amount":"16000","from":"b","to":"a"}'],
    ['a term of the agreement', '"share":"0.5"', '"share":"0.6"'],
  ])('tells when %s was changed', (_what, from, to) => {
    expect(bundle).toContain(from);
    expect(recomputed(bundle.replace(from, to)).code).toBe(3);
  });
  it('refuses an agreement that is none', () =>
    expect(recomputed(bundle.replace('"kind":"return"', '"kind":"gift"')).code).toBe(2));
});
