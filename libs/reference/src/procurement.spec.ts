import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { procurementThresholds } from './procurement.js';

describe('thresholds of procurement', () =>
  it.each([
    ['2023-12-31', undefined],
    ['2024-01-01', [558_135_000n, 164_463_800n]],
    ['2025-12-31', [558_135_000n, 164_463_800n]],
    ['2026-01-01', [559_500_000n, 161_136_000n]],
    ['2028-01-01', undefined],
  ])('on %s', (day, expected) => {
    const known = procurementThresholds(localDate(day));
    expect(known && [known.light, known.services]).toEqual(expected);
  }));
