import { sum } from '@ringvirkning/kernel';
import type { Step, Terms } from '@ringvirkning/terms-language';
import { receiptsOf, waterfall, type CapitalResult } from '../capital/waterfall.js';
import type { Course } from './course.js';

/** Minor units over all draws: `p5` is the amount that only 5 % of the draws stay below. */
export interface Spread {
  readonly mean: bigint;
  readonly min: bigint;
  readonly p5: bigint;
  readonly p50: bigint;
  readonly p95: bigint;
  readonly max: bigint;
}

/** Percentiles of what an investor gets back: each figure sorted by itself, over all draws. A rate that cannot be stated counts as the lowest when capital was lost, e.g. all of it, else as the highest. */
export interface InvestorRange {
  readonly party: string;
  readonly kind: CapitalResult['kind'];
  readonly multiple: Percentiles;
  readonly irr: Percentiles;
}
export interface Percentiles {
  readonly p5: string | null;
  readonly p50: string | null;
  readonly p95: string | null;
}

export interface Distribution {
  readonly runs: number;
  readonly gross: Spread;
  readonly payable: Spread;
  readonly years: readonly { readonly year: number; readonly payable: Spread }[];
  /** The mean excess at each step that cut anything. */
  readonly excess: readonly { readonly step: Step; readonly mean: bigint }[];
  readonly investors: readonly InvestorRange[];
}

/** What of a drawn course is kept: thousands of whole ones would not fit into memory. */
export type Drawn = Pick<Course, 'cutOff' | 'gross' | 'payable' | 'years' | 'excess' | 'payments' | 'coupons'>;
export const kept = ({ cutOff, gross, payable, years, excess, payments, coupons }: Course): Drawn => ({
  cutOff,
  gross,
  payable,
  years,
  excess,
  payments,
  ...(coupons ? { coupons } : {}),
});

export function distributionOf(terms: Terms, courses: readonly Drawn[]): Distribution {
  const years = [...new Set(courses.flatMap((course) => course.years.map(({ year }) => year)))].sort((a, b) => a - b);
  const steps = [...new Set(courses.flatMap((course) => course.excess.map(({ step }) => step)))];
  return {
    runs: courses.length,
    gross: spreadOf(courses.map((course) => course.gross)),
    payable: spreadOf(courses.map((course) => course.payable)),
    years: years.map((year) => ({
      year,
      payable: spreadOf(courses.map((course) => course.years.find((entry) => entry.year === year)?.payable ?? 0n)),
    })),
    excess: steps.map((step) => ({
      step,
      mean: mean(
        courses.map((course) => sum(course.excess.filter((entry) => entry.step === step).map((entry) => entry.amount))),
      ),
    })),
    investors: investorRanges(terms, courses),
  };
}

const mean = (amounts: readonly bigint[]): bigint => sum(amounts) / BigInt(amounts.length);
const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** The value that only so many per cent of the others stay below. */
const percentile = <T>(sorted: readonly T[], percent: number): T =>
  sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!;

function spreadOf(amounts: readonly bigint[]): Spread {
  const sorted = [...amounts].sort(ascending);
  return {
    mean: mean(amounts),
    min: sorted[0]!,
    p5: percentile(sorted, 5),
    p50: percentile(sorted, 50),
    p95: percentile(sorted, 95),
    max: sorted.at(-1)!,
  };
}

function investorRanges(terms: Terms, courses: readonly Drawn[]): InvestorRange[] {
  if (terms.capital.length === 0) return [];
  const results = courses.map((course) => waterfall(terms, receiptsOf(terms, course), terms.period.to).capital);
  return results[0]!.map(({ party, kind }, i) => {
    const own = results.map((capital) => capital[i]!);
    return {
      party,
      kind,
      multiple: percentilesOf(own, ({ multiple }) => multiple),
      irr: percentilesOf(own, ({ irr }) => irr),
    };
  });
}

function percentilesOf(
  results: readonly CapitalResult[],
  figure: (result: CapitalResult) => string | null,
): Percentiles {
  const sorted = results
    .map((result) => ({
      text: figure(result),
      place: Number(figure(result) ?? (result.lost > 0n ? -Infinity : Infinity)),
    }))
    .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0));
  return { p5: percentile(sorted, 5).text, p50: percentile(sorted, 50).text, p95: percentile(sorted, 95).text };
}
