import { describe, expect, it } from '@jest/globals';
import type { SiloYear } from '@ringvirkning/benefits-api';
import { bySilo, hasGains, hasSettled } from './silo-rows.js';

const year = (silo: string, budgetYear: number, gained: string | null): SiloYear => ({
  silo,
  budgetYear,
  gained,
  name: { da: silo, en: silo },
  treasury: 'state',
  department: null,
  invested: '0',
  paid: '9007199254740993',
  received: '0',
  settled: '0',
  net: gained,
  gains: { realisedCashable: gained, realisedNonCashable: '0', forecastCashable: '100', forecastNonCashable: '1' },
  gainedBySteeringArea: {},
  suppressed: gained === null,
});

describe('purses over all years', () => {
  const rows = bySilo([
    year('state', 2024, '5'),
    year('region', 2024, '1'),
    year('state', 2025, '7'),
    year('region', 2025, null),
    year('region', 2026, '2'),
  ]);
  it('are one line each', () => expect(rows.map(({ silo }) => silo)).toEqual(['state', 'region']));
  it('add up exactly', () => expect(rows[0]).toMatchObject({ realised: '12', paid: '18014398509481986' }));
  it('tell what is expected beside what is realised, and never add it: net is without it', () =>
    expect(rows[0]).toMatchObject({ forecast: '202', net: '-18014398509481974' }));
  it('count what was settled, on whichever side, and are told net without it where it is not told', () => {
    const got = { ...year('state', 2024, '5'), paid: '0', settled: '30' };
    const [state] = bySilo([got, { ...got, budgetYear: 2025, settled: '-40' }]);
    expect(state).toMatchObject({ settled: '-10', net: '0' });
    expect(bySilo([{ ...got, settled: null }])[0]).toMatchObject({ settled: null, net: '5' });
    expect([hasSettled([got]), hasSettled([year('state', 2024, '5'), { settled: null }])]).toEqual([true, false]);
  });
  it('stay hidden when one year is hidden', () =>
    expect(rows[1]).toMatchObject({ realised: null, net: null, paid: '27021597764222979' }));
});

describe('gains', () => {
  const none = { realisedCashable: '0', realisedNonCashable: '0', forecastCashable: '0', forecastNonCashable: '-0' };
  it.each([
    ['nobody counted any', none, false],
    ['some are realised', { ...none, realisedNonCashable: '-5' }, true],
    ['some are expected', { ...none, forecastCashable: '100' }, true],
    ['some are hidden', { ...none, realisedCashable: null }, true],
  ])('are counted or not: %s', (_what, gains, counted) => expect(hasGains(gains)).toBe(counted));
});
