import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import { procurementRemark } from './procurement.js';

const of = (kind: string, currency = 'DKK') =>
  ({ currency, parties: [{ id: 's', kind, roles: ['supplier'] }] }) as unknown as Terms;
const TODAY = localDate('2026-12-01');
const remark = (most: bigint, terms = of('supplier'), on = TODAY) =>
  procurementRemark(terms, { expected: most / 2n, most }, on);

describe('the value of a contract beside the thresholds of procurement', () => {
  it.each([
    [161_135_999n, 'når ingen af dem', 'reaches neither'],
    [161_136_000n, 'når kun den for andre', 'reaches that of other services alone'],
    [559_499_999n, 'når kun den for andre', 'reaches that of other services alone'],
    [559_500_000n, 'når begge', 'reaches both'],
  ])('%s øre', (most, da, en) => {
    expect(remark(most)).toMatchObject({ da: expect.stringContaining(da), en: expect.stringContaining(en) });
  });
  it('says both values, the thresholds, their years and their source', () =>
    expect(remark(200_000_000n)!.da).toBe(
      'Udbud: kontraktens værdi ventes at blive 1.000.000 kr. og kan højst blive 2.000.000 kr. i alt. Tærsklen i 2026–2027 er 5.595.000 kr. for sociale og andre særlige ydelser (light-regimet) og 1.611.360 kr. for andre tjenesteydelser (C/2025/7081), begge uden moms. Den højeste værdi når kun den for andre tjenesteydelser.',
    ));
  it('says nothing where nothing is bought, or nothing is known', () =>
    expect([
      remark(200_000_000n, of('municipality')),
      remark(200_000_000n, of('supplier', 'EUR')),
      remark(0n),
      remark(200_000_000n, of('supplier'), localDate('2028-01-01')),
    ]).toEqual([undefined, undefined, undefined, undefined]));
});
