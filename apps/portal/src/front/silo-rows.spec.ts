import { describe, expect, it } from '@jest/globals';
import type { SiloYear } from '@ringvirkning/benefits-api';
import { bySilo } from './silo-rows.js';

const gains = { realisedCashable: null, realisedNonCashable: null, forecastCashable: null, forecastNonCashable: null };
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
  net: gained,
  gains,
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
  it('add up exactly', () => expect(rows[0]).toMatchObject({ gained: '12', paid: '18014398509481986' }));
  it('stay hidden when one year is hidden', () =>
    expect(rows[1]).toMatchObject({ gained: null, net: null, paid: '27021597764222979' }));
});
