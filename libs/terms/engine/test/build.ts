import type { Evaluation, Fact, Terms } from '@ringvirkning/terms-language';
import { evaluate, parseTerms } from '../src/index.js';

const text = (code: string) => ({ da: code, en: code });

/** A small valid document; `parts` replaces whole sections. */
export const documentOf = (parts: Record<string, unknown>): Record<string, unknown> => ({
  language: 'ringvirkning-terms/1',
  ref: 'TEST',
  title: text('test'),
  currency: 'DKK',
  period: { from: '2024-01-01', to: '2029-12-31' },
  parties: [
    {
      id: 'town',
      name: 'Town',
      kind: 'municipality',
      organisation: 'town',
      municipalityCode: '0751',
      roles: ['authority', 'payer'],
    },
    { id: 'state', name: 'State', kind: 'state', organisation: 'state', roles: ['payer', 'investor', 'guarantor'] },
    { id: 'helper', name: 'Helper', kind: 'supplier', organisation: 'helper', roles: ['supplier', 'investor'] },
    { id: 'checker', name: 'Checker', kind: 'verifier', organisation: 'checker', roles: ['verifier'] },
  ],
  claims: { by: ['supplier'], attestBy: 'authority', verifyBy: 'verifier' },
  verification: { objectionDays: 0, evidence: { required: false, sources: ['register'] } },
  payers: { split: 'fixed', parts: [{ party: 'town', share: 1 }] },
  payees: [{ party: 'helper', share: 1 }],
  ...parts,
});

/** The text of a document. Names of outcomes, measures, groups and cohorts may be left out. */
export function written(parts: Record<string, unknown>): string {
  const named = Object.fromEntries(
    Object.entries(parts).map(([key, value]) => [
      key,
      ['outcomes', 'measures', 'groups', 'cohorts'].includes(key)
        ? (value as { code: string }[]).map((entry) => ({ name: text(entry.code), ...entry }))
        : value,
    ]),
  );
  return JSON.stringify(documentOf(named));
}

/** Terms of a document; fails with all its errors. */
export function contract(parts: Record<string, unknown>): Terms {
  const parsed = parseTerms(written(parts));
  if (!parsed.ok) throw new Error(parsed.errors.map((error) => `${error.path}: ${error.en}`).join('\n'));
  return parsed.terms;
}

let number = 0;
/** A fact with an id of its own. `fact('job', '2025-01-01', { participant: 'p2' })` */
export const fact = (outcome: string, on: string, more: Partial<Fact> = {}): Fact => ({
  id: `f${String(++number).padStart(6, '0')}`,
  participant: 'p1',
  outcome,
  on,
  ...more,
});

export const END = '2029-12-31';
/** Payable in whole kroner at the end of the contract. */
export const payable = (terms: Terms, facts: readonly Fact[], cutOff = END): number =>
  Number(evaluate(terms, facts, cutOff).payable) / 100;
/** Why facts earned nothing: `outcome:reason`. */
export const reasons = (evaluation: Evaluation): string[] =>
  evaluation.unpaid.map((each) => `${each.outcome}:${each.reason}`);
