import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { canonicalJson, digestOf } from '@ringvirkning/kernel';
import { evaluate, frozenTerms } from '@ringvirkning/terms';
import { run } from '../../test/run.js';
import { recompute } from './recompute.js';

const name = { da: 'Job', en: 'Job' };
/** As it was stored at a signature before the language had `signOffs`, `groups`, `floors` …: what is not there has no part in the digest. */
const signed = {
  language: 'ringvirkning-terms/1',
  ref: 'OLD',
  title: name,
  currency: 'DKK',
  period: { from: '2025-01-01', to: '2025-12-31' },
  parties: [
    { id: 'town', name: 'Town', kind: 'municipality', organisation: 'town', roles: ['authority', 'payer'] },
    { id: 'helper', name: 'Helper', kind: 'supplier', organisation: 'helper', roles: ['supplier'] },
    { id: 'checker', name: 'Checker', kind: 'verifier', organisation: 'checker', roles: ['verifier'] },
  ],
  claims: { by: ['supplier'], attestBy: 'authority', verifyBy: 'verifier' },
  verification: { objectionDays: 0, evidence: { required: false, sources: ['register'] } },
  outcomes: [{ code: 'job', name, kind: 'reached', price: { kind: 'per-claim', amount: '100' } }],
  payers: { split: 'fixed', parts: [{ party: 'town', share: '1' }] },
  payees: [{ party: 'helper', share: '1' }],
};
const facts = [{ id: 'f', participant: 'p', outcome: 'job', on: '2025-03-01' }];
const [contractId, runId] = ['0190a5d0-0000-7000-8000-000000000001', '0190a5d0-0000-7000-8000-000000000002'];
const result = evaluate(frozenTerms(signed), facts, '2025-12-31');
const bundle = (more: object = {}) =>
  JSON.stringify({
    format: 'ringvirkning-payment-run/1',
    runId,
    contractId,
    no: 1,
    status: 'authorised',
    cutOff: '2025-12-31',
    currency: 'DKK',
    termsDigest: digestOf(signed),
    factsDigest: result.factsDigest,
    resultDigest: result.digest,
    terms: signed,
    facts,
    result: JSON.parse(canonicalJson(result)) as unknown,
    settlements: [
      { payer: 'town', payee: 'helper', budgetYear: 2025, payable: '10000', paidBefore: '0', amount: '10000' },
    ],
    ...more,
  });

describe('recompute --claim', () => {
  const file = join(process.cwd(), 'libs/partnership/domain/evidence.json');
  const claimed = (evidence: string) =>
    run(['recompute', 'b.json', '--claim', 'e.json'], { 'b.json': bundle(), 'e.json': evidence });
  it('refuses evidence of anything but a claim, and what does not hold', () => {
    const text = readFileSync(file, 'utf8');
    expect(claimed(text)).toMatchObject({
      code: 2,
      err: expect.stringContaining('e.json message.type evidence.no-claim'),
    });
    const other = text.replace('"trial-sent/1"', '"payment-due-claimed/1"');
    expect(claimed(other)).toMatchObject({ code: 2, err: expect.stringContaining('e.json message evidence.forged') });
  });
});

describe('recompute', () => {
  it('has the digest that was signed, though the language has grown since', () =>
    expect(recompute('b.json', bundle()).differences).toEqual([]));
  it('finds another digest of the terms', () =>
    expect(recompute('b.json', bundle({ termsDigest: '0'.repeat(64) })).differences.map(({ path }) => path)).toEqual([
      'termsDigest',
    ]));
  it('refuses terms with all that is wrong, without lines that nobody has seen', () => {
    const refused = (() => {
      try {
        return recompute('b.json', bundle({ terms: { ...signed, currency: 'KR', payees: [] } }));
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toMatchObject({ errors: [{ path: 'terms.currency' }, { path: 'terms.payees' }] });
    expect(JSON.stringify(refused)).not.toContain('"line"');
  });
});
