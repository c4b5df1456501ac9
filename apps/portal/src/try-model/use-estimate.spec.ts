import { describe, expect, it } from '@jest/globals';
import type { ValuationModelItem } from '@ringvirkning/benefits-api';
import type { Simulation } from '@ringvirkning/contracts-api';
import { localDate } from '@ringvirkning/kernel';
import { bestModel, estimateOf } from './use-estimate.js';

const model = (name: string, outcomes: string[], version = 1, currency = 'DKK') =>
  ({ model: `${name}@${version}`, outcomes, version, currency }) as unknown as ValuationModelItem;
const achieved = (outcome: string, count: number) => ({
  outcome,
  month: localDate('2026-01-01'),
  quantity: '1',
  count,
});

describe('the valuation model that is chosen at first', () => {
  const [homes, jobs] = [model('homes', ['home', 'kept']), model('jobs', ['job'])];
  it.each([
    [
      'knows most of what is achieved',
      [homes, jobs],
      [achieved('job', 5), achieved('home', 2), achieved('kept', 2)],
      'jobs@1',
    ],
    ['is the newest of those', [model('jobs', ['job'], 3), jobs], [achieved('job', 5)], 'jobs@3'],
    ['is one all the same when none knows any of it', [homes], [achieved('job', 5)], 'homes@1'],
    ['is in the currency of the contract', [model('homes', ['home'], 2, 'GBP'), jobs], [achieved('home', 1)], 'jobs@1'],
  ])('%s', (_what, models, all, expected) => expect(bestModel(models, all, 'DKK')?.model).toBe(expected));
  it('is none when there is none in the currency', () => expect(bestModel([homes, jobs], [], 'GBP')).toBeUndefined());
});

describe('what is asked of benefits', () => {
  it('is what is achieved, by whom it is paid, what other success rates bring, and nothing else', () => {
    const party = {
      id: 'k',
      name: 'K',
      kind: 'municipality',
      organisation: 'k',
      municipalityCode: '0751',
      roles: ['payer'],
    };
    const forecast = (count: number) => ({
      achieved: [achieved('home', count)],
      payments: [{ outcome: 'home', year: 2026, party: 'k', amount: String(50 * count) }],
    });
    const scenarios = [40, 60].map((success) => ({ success, forecast: forecast(success / 20) }));
    const simulation = { currency: 'DKK', parties: [party], plan: forecast(5), scenarios } as unknown as Simulation;
    const at = (rate: number, count: number) => ({ rate, ...forecast(count) });
    const asked = { model: 'homes@1', currency: 'DKK', parties: [party] };
    expect(estimateOf(simulation, 40, 'homes@1')).toEqual({
      ...asked,
      ...forecast(2),
      uncertainty: { runs: 300, success: { shown: 40, others: [at(60, 3), at(100, 5)] } },
    });
    expect(estimateOf(simulation, 'plan', 'homes@1')).toEqual({
      ...asked,
      ...forecast(5),
      uncertainty: { runs: 300, success: { shown: 100, others: [at(40, 2), at(60, 3)] } },
    });
  });
});
