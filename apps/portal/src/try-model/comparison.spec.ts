import { describe, expect, it } from '@jest/globals';
import type { Forecast, Simulation } from '@ringvirkning/contracts-api';
import { compare } from './comparison.js';
import { forecastOf, returnRange } from './result-figures.js';

const forecast = (more: Partial<Forecast>): Forecast => ({
  gross: '0',
  payable: '0',
  excess: [],
  payers: [],
  payees: [],
  years: [],
  outcomes: [],
  payments: [],
  lines: [],
  lineCount: 0,
  unpaid: [],
  liquidity: [],
  capital: [],
  cashFlow: [],
  surplus: '0',
  repaidBy: { parties: [], passedOn: false },
  achieved: [],
  ...more,
});
const simulation = (plan: Forecast, scenarios: Simulation['scenarios'] = []): Simulation =>
  ({
    currency: 'DKK',
    parties: [{ id: 'k', name: 'Kommunen', kind: 'municipality', roles: ['payer'] }],
    plan,
    scenarios,
  }) as unknown as Simulation;
const provider = (irr: string | null, multiple: string | null): Forecast['capital'][number] => ({
  party: 'dsi',
  kind: 'grant',
  paidIn: '1',
  principal: '0',
  return: '0',
  guaranteed: '0',
  lost: '0',
  irr,
  multiple,
});

const a = simulation(
  forecast({
    gross: '900',
    payable: '700',
    excess: [{ step: 'contract', cap: 'caps[0]', amount: '200', da: '', en: '' }],
    payers: [{ party: 'k', amount: '700' }],
    years: [{ year: 2027, gross: '900', payable: '700', payers: [], payees: [] }],
    capital: [provider('0.05', '1.2')],
  }),
);
const b = simulation(
  forecast({
    gross: '900',
    payable: '900',
    payers: [{ party: 'fond', amount: '900' }],
    years: [{ year: 2026, gross: '900', payable: '900', payers: [], payees: [] }],
    capital: [provider('-0.0125', null)],
  }),
);

describe('two versions side by side', () => {
  const figures = compare(a, b, 'plan');
  const of = (key: string) => figures.find((figure) => figure.key === key);
  it('differ in what is payable and cut', () => {
    expect(of('payable/')).toMatchObject({ a: '700', b: '900', difference: '200' });
    expect(of('gross/')).toMatchObject({ difference: '0' });
    expect(of('excess/')).toMatchObject({ a: '200', b: '0', difference: '-200' });
  });
  it('count a payer or a year that only one has as 0 in the other, years in order', () => {
    expect(of('payer/k')).toMatchObject({ about: 'Kommunen', a: '700', b: '0', difference: '-700' });
    expect(of('payer/fond')).toMatchObject({ a: '0', b: '900' });
    expect(figures.filter(({ label }) => label === 'year').map(({ about }) => about)).toEqual(['2026', '2027']);
  });
  it('differ in returns exactly, also below zero; what one has not differs by nothing that can be told', () => {
    expect(of('irr/dsi')).toMatchObject({ kind: 'share', a: '0.05', b: '-0.0125', difference: '-0.0625' });
    expect(of('multiple/dsi')).toMatchObject({ a: '1.2', b: null, difference: null });
  });
  it('a version differs from itself by nothing', () =>
    expect(compare(a, a, 'plan').every(({ difference }) => /^-?0(\.0+)?$/.test(difference!))).toBe(true));
});

describe('what is shown', () => {
  const half = forecast({ payable: '350' });
  it('is the scenario of the rate, or the plan when there is none', () => {
    const tried = simulation(a.plan, [{ success: 50, forecast: half, distribution: null }]);
    expect([forecastOf(tried, 50), forecastOf(tried, 51), forecastOf(tried, 'plan')]).toEqual([half, a.plan, a.plan]);
  });
  it('spans the returns, leaving out who has none', () =>
    expect(returnRange([provider('0.1', '1.5'), provider(null, null), provider('-0.02', '0.9')])).toEqual({
      irr: ['-0.02', '0.1'],
      multiple: ['0.9', '1.5'],
    }));
});
