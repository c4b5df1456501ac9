import { describe, expect, it } from '@jest/globals';
import type { Forecast, Simulation } from '@ringvirkning/contracts-api';
import { gainBars, liquidityLines, paymentBars, roughly } from './curves.js';

const names = { paidIn: 'ind', received: 'modtaget', position: 'kasse' };
const point = (paidIn: string) => ({ on: '2026-01-01', paidIn, received: '500', paidBack: '0', position: '0' });

describe('the charts', () => {
  it('stack what each payer pays, 0 in years without', () => {
    const forecast = {
      payers: [
        { party: 'k', amount: '150' },
        { party: 's', amount: '100' },
      ],
      years: [
        { year: 2026, payers: [{ party: 'k', amount: '150' }] },
        { year: 2027, payers: [{ party: 's', amount: '100' }] },
      ],
    } as unknown as Forecast;
    expect(
      paymentBars({ currency: 'DKK', parties: [{ id: 'k', name: 'Kommunen' }] } as unknown as Simulation, forecast),
    ).toEqual({
      kind: 'bars',
      labels: ['2026', '2027'],
      curves: [
        { name: 'Kommunen', values: [1.5, 0], amounts: ['150', '0'] },
        { name: 's', values: [0, 1], amounts: ['0', '100'] },
      ],
    });
  });
  it('stack what falls to each purse, and leave out who only pays', () => {
    const silo = (key: string, gained: string) => ({
      silo: key,
      name: { da: key, en: key },
      treasury: 'state' as const,
      department: null,
      paid: '5',
      gained,
      net: '0',
    });
    const years = [
      { budgetYear: 2026, gains: [{ silo: 's', amount: '300' }] },
      {
        budgetYear: 2027,
        gains: [
          { silo: 's', amount: '-100' },
          { silo: 'r', amount: '50' },
        ],
      },
    ];
    expect(
      gainBars({ currency: 'DKK', years, silos: [silo('k', '0'), silo('r', '50'), silo('s', '200')] }, ({ da }) => da),
    ).toEqual({
      kind: 'bars',
      labels: ['2026', '2027'],
      curves: [
        { name: 'r', values: [0, 0.5], amounts: ['0', '50'] },
        { name: 's', values: [3, -1], amounts: ['300', '-100'] },
      ],
    });
  });
  it.each([
    ['0', ['modtaget']],
    ['700', ['ind', 'modtaget', 'kasse']],
  ])('with %p paid in show %p', (paidIn, expected) =>
    expect(
      liquidityLines({ liquidity: [point(paidIn)] } as unknown as Forecast, names, 'JPY').curves.map(
        ({ name }) => name,
      ),
    ).toEqual(expected),
  );
  it('label axes briefly in the language', () =>
    expect([roughly(2_500_000, 'da'), roughly(2_500_000, 'en')].map((text) => text.replace(/\s/g, ' '))).toEqual([
      '2,5 mio.',
      '2.5m',
    ]));
});
