import { sum } from '@ringvirkning/kernel';
import { receiptsOf, waterfall, type CapitalResult } from '../capital/waterfall.js';
import type { Terms } from '../schema/terms.js';
import type { Step } from '../types.js';
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

/** What an investor gets back in the draws whose payable is the 5th, 50th and 95th percentile. */
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
export type Drawn = Pick<Course, 'cutOff' | 'gross' | 'payable' | 'years' | 'excess' | 'coupons'>;
export const kept = ({ cutOff, gross, payable, years, excess, coupons }: Course): Drawn => ({ cutOff, gross, payable, years, excess, ...(coupons ? { coupons } : {}) });

export function distributionOf(terms: Terms, courses: readonly Drawn[]): Distribution {
  const years = [...new Set(courses.flatMap((course) => course.years.map(({ year }) => year)))].sort((a, b) => a - b);
  const steps = [...new Set(courses.flatMap((course) => course.excess.map(({ step }) => step)))];
  return {
    runs: courses.length,
    gross: spreadOf(courses.map((course) => course.gross)),
    payable: spreadOf(courses.map((course) => course.payable)),
    years: years.map((year) => ({ year, payable: spreadOf(courses.map((course) => course.years.find((entry) => entry.year === year)?.payable ?? 0n)) })),
    excess: steps.map((step) => ({ step, mean: mean(courses.map((course) => sum(course.excess.filter((entry) => entry.step === step).map((entry) => entry.amount)))) })),
    investors: investorRanges(terms, courses),
  };
}

const mean = (amounts: readonly bigint[]): bigint => sum(amounts) / BigInt(amounts.length);
const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function spreadOf(amounts: readonly bigint[]): Spread {
  const sorted = [...amounts].sort(ascending);
  const at = (percent: number): bigint => sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))]!;
  return { mean: mean(amounts), min: sorted[0]!, p5: at(5), p50: at(50), p95: at(95), max: sorted.at(-1)! };
}

/** The waterfall of three representative draws: one for each of hundreds would take longer than the draws. */
function investorRanges(terms: Terms, courses: readonly Drawn[]): InvestorRange[] {
  if (terms.capital.length === 0) return [];
  const sorted = [...courses].sort((a, b) => ascending(a.payable, b.payable));
  const at = (percent: number): readonly CapitalResult[] => waterfall(terms, receiptsOf(sorted[Math.floor(((sorted.length - 1) * percent) / 100)]!), terms.period.to).capital;
  const [p5, p50, p95] = [at(5), at(50), at(95)];
  return p50.map(({ party, kind }, i) => ({
    party,
    kind,
    multiple: { p5: p5[i]!.multiple, p50: p50[i]!.multiple, p95: p95[i]!.multiple },
    irr: { p5: p5[i]!.irr, p50: p50[i]!.irr, p95: p95[i]!.irr },
  }));
}
