import { localDate, type LocalDate } from '@ringvirkning/kernel';

/** From which value on a municipality's purchase of services falls under the rules of procurement, for what is published on these days. Øre, without VAT. */
export interface ProcurementThresholds {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Social and other special services (the light regime, annex XIV): EUR 750,000. */
  readonly light: bigint;
  /** Other services bought by municipalities and regions. */
  readonly services: bigint;
  readonly source: string;
}

/**
 * Directive 2014/24/EU, article 4 (c) and (d), in kroner as the Commission states them every second year. The light regime's of 2026–2027 is EUR 750,000 at 7.46, the rate
 * by which the same communication states the others (EUR 216,000 as DKK 1,611,360).
 */
const THRESHOLDS: readonly ProcurementThresholds[] = [
  {
    ...{ from: localDate('2024-01-01'), to: localDate('2025-12-31') },
    ...{ light: 558_135_000n, services: 164_463_800n },
    source: 'C/2023/902',
  },
  {
    ...{ from: localDate('2026-01-01'), to: localDate('2027-12-31') },
    ...{ light: 559_500_000n, services: 161_136_000n },
    source: 'C/2025/7081',
  },
];

/** Those in force on a day; undefined where they are not known here. */
export const procurementThresholds = (day: LocalDate): ProcurementThresholds | undefined =>
  THRESHOLDS.find(({ from, to }) => from <= day && day <= to);
