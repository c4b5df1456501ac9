import { describe, expect, it } from '@jest/globals';
import { canonicalJson, digestOf } from '@ringvirkning/kernel';
import { paymentDueClaimed, type PaymentDueClaimed } from '@ringvirkning/partnership-api';
import { evaluate, frozenTerms } from '@ringvirkning/terms';
import { compareClaim } from './claim.js';
import { recompute } from './recompute.js';

const name = (text: string) => ({ da: text, en: text });
const town = (id: string) => ({
  ...{
    id,
    name: id,
    kind: 'municipality',
    organisation: id,
    roles: id === 'aarhus' ? ['authority', 'payer'] : ['payer'],
  },
});
const terms = {
  ...{ language: 'ringvirkning-terms/1', ref: 'JOB', title: name('Job'), currency: 'DKK' },
  period: { from: '2025-01-01', to: '2026-12-31' },
  parties: [
    ...['aarhus', 'herning'].map(town),
    { id: 'helper', name: 'Helper', kind: 'supplier', organisation: 'helper', roles: ['supplier'] },
    { id: 'checker', name: 'Checker', kind: 'verifier', organisation: 'checker', roles: ['verifier'] },
  ],
  claims: { by: ['supplier'], attestBy: 'authority', verifyBy: 'verifier' },
  verification: { objectionDays: 0, evidence: { required: false, sources: ['register'] } },
  outcomes: ['job', 'home'].map((code) => ({
    ...{ code, name: name(code), kind: 'reached', price: { kind: 'per-claim', amount: '100' } },
  })),
  payers: { split: 'top-up', parts: [{ party: 'of-participant' }], otherwise: 'aarhus' },
  payees: [{ party: 'helper', share: '1' }],
};
const fact = (id: string, outcome: string, on: string, payer: string) => ({ id, participant: id, outcome, on, payer });
const facts = [
  fact('a', 'job', '2025-03-01', 'aarhus'),
  fact('b', 'job', '2025-03-01', 'herning'),
  fact('c', 'home', '2025-04-01', 'herning'),
  fact('d', 'job', '2026-02-01', 'herning'),
];
const cutOff = '2026-06-30';
const runOf = (over: object = {}) => {
  const document = { ...terms, ...over };
  const result = evaluate(frozenTerms(document), facts, cutOff);
  const named = { runId: '0190a5d0-0000-7000-8000-000000000002', contractId: '0190a5d0-0000-7000-8000-000000000001' };
  const bundle = {
    ...{ format: 'ringvirkning-payment-run/1', ...named, no: 2, status: 'authorised', cutOff, currency: 'DKK' },
    ...{ termsDigest: digestOf(document), factsDigest: result.factsDigest, resultDigest: result.digest },
    ...{ terms: document, facts, result: JSON.parse(canonicalJson(result)) as unknown, settlements: [] },
  };
  return recompute('b.json', JSON.stringify(bundle));
};
const run = runOf();
const payment = (budgetYear: number, payable: string, before = '0') => ({
  ...{ payer: 'herning', payee: 'helper', budgetYear, payable, before },
});
const line = (outcome: string | null, budgetYear: number, payable: string) => ({
  ...{ payer: 'herning', outcome, followUp: null, budgetYear, payable },
});
const claim = (over: Partial<PaymentDueClaimed> = {}): PaymentDueClaimed =>
  paymentDueClaimed.content.parse({
    ...{ contractId: run.bundle.contractId, runId: run.bundle.runId, reference: 'JOB', number: 2, after: 1, cutOff },
    ...{ termsDigest: run.bundle.termsDigest, factsDigest: run.bundle.factsDigest, currency: 'DKK', amount: '20000' },
    payments: [payment(2025, '20000', '10000'), payment(2026, '10000')],
    lines: [line('job', 2025, '10000'), line('home', 2025, '10000'), line('job', 2026, '10000')],
    ...over,
  });
const paths = (over: Partial<PaymentDueClaimed>, of = run) =>
  compareClaim('herning', claim(over), of).differences.map(({ path, stated, computed }) => [path, stated, computed]);

describe("a partner's claim, computed again", () => {
  it('is what the run comes to for its own citizens, by payee, outcome and year', () =>
    expect(compareClaim('herning', claim(), run)).toEqual({ differences: [], told: 0 }));
  it('differs where a payment does, and so does what is asked', () =>
    expect(paths({ payments: [payment(2025, '20000', '10000'), payment(2026, '10001')], amount: '20001' })).toEqual([
      ['payments.herning → helper 2026', '"10001"', '"10000"'],
      ['amount', '"20001"', '"20000"'],
    ]));
  it('differs where an outcome does, also when the year is right', () =>
    expect(
      paths({ lines: [line('job', 2025, '20000'), line('job', 2026, '10000')] }).map(([path, ...figures]) => [
        path,
        ...figures,
      ]),
    ).toEqual([
      ['lines.herning: job 2025', '"20000"', '"10000"'],
      ['lines.herning: home 2025', '–', '"10000"'],
    ]));
  it('differs where the lines are not the whole', () =>
    expect(paths({ lines: [...claim().lines, line(null, 2026, '1')] })).toEqual([
      ['linesAddUp.herning 2026', '"10001"', '"10000"'],
    ]));
  it('differs where it was computed from something else', () =>
    expect(
      paths({ factsDigest: '0'.repeat(64), cutOff: '2026-07-01' as PaymentDueClaimed['cutOff'] }).map(([path]) => path),
    ).toEqual(['cutOff', 'factsDigest']));
  it('is not compared where it counts others too, but for the sum', () => {
    const shared = runOf({
      payers: { split: 'fixed', parts: ['aarhus', 'herning'].map((party) => ({ party, share: '0.5' })) },
    });
    const half = claim({
      ...{ termsDigest: shared.bundle.termsDigest, amount: '10000' },
      payments: [payment(2025, '15000', '10000'), payment(2026, '5000')],
      lines: [line('job', 2025, '9000'), line(null, 2025, '6000'), line(null, 2026, '5000')],
    });
    expect(compareClaim('herning', half, shared)).toEqual({ differences: [], told: 3 });
  });
});
