import { describe, expect, it } from '@jest/globals';
import { parseAmendment, parseTerms } from '@ringvirkning/terms';
import type { StoredRun } from '../persistence/run.store.js';
import { receiptOf } from './capital-books.js';

const document = (payee: string, more = '') => `
language: ringvirkning-terms/1
ref: C-1
title: { da: Prøve, en: Test }
currency: DKK
period: { from: 2026-01-01, to: 2028-12-31 }
parties:
  - { id: town, name: Town, kind: municipality, organisation: town, roles: [authority, payer] }
  - { id: helper, name: Helper, kind: supplier, organisation: helper, roles: [supplier] }
  - { id: checker, name: Checker, kind: verifier, organisation: checker, roles: [verifier] }
  - { id: fund, name: Fund, kind: fund, organisation: fund, roles: [investor] }
  - { id: heir, name: Heir, kind: fund, organisation: heir, roles: [investor] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [register] } }
outcomes: [{ kind: reached, code: job, name: { da: Job, en: Job }, price: { kind: per-claim, amount: 100 } }]
payers: { split: fixed, parts: [{ party: town, share: 1 }] }
payees: [{ party: ${payee}, share: 1 }]
${more}`;
const before = parseTerms(document('fund'));
const after = (payee: string) => {
  const parsed =
    before.ok &&
    parseAmendment(document(payee, 'amends: { kind: change, from: 2027-01-01, reason: Overdraget }\n'), before.terms);
  if (!parsed || !parsed.ok) throw new Error(JSON.stringify(parsed && parsed.errors));
  return parsed.terms;
};
const run = (cutOff: string, payees: readonly string[]) =>
  ({
    run: { runId: 'r', no: 1, cutOff, settlements: payees.map((payee) => ({ payee, amount: 100n })) },
  }) as unknown as StoredRun;

describe('what a run paid to those who repay the capital', () => {
  it('is by the terms of its own day: who is paid later had no part in it', () =>
    expect(receiptOf(run('2026-12-31', ['fund', 'heir']), after('heir')).amount).toBe(100n));
  it('is also what the former is paid late, for what was achieved in its time', () =>
    expect(receiptOf(run('2027-12-31', ['fund', 'heir']), after('heir')).amount).toBe(200n));
  it('is not what a payee passes on where by the later terms an investor repays it', () =>
    expect(receiptOf(run('2027-12-31', ['fund', 'helper']), after('helper')).amount).toBe(100n));
});
