import { drawCourses, receiptsOf, summarise, waterfall, type CapitalResult, type Course, type Simulation, type Terms } from '@ringvirkning/terms';

export interface ScenarioOptions {
  /** Chances that a planned claim is achieved, in per cent, e.g. `'40'`. */
  readonly success: readonly string[];
  readonly seed: number;
  /** Per scenario. */
  readonly runs: number;
  /** After each run. */
  readonly onRun?: (done: number, of: number) => void;
}

/** What an investor gets back in the runs whose payable is the 5th, 50th and 95th percentile. */
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

export interface Scenario extends Omit<Simulation, 'seed' | 'runs'> {
  readonly success: string;
  readonly investors: readonly InvestorRange[];
}

/** Monte Carlo over the planned counts and expected values, once per chance of success; the same draws as the contracts service makes for the same seed. */
export function scenarios(terms: Terms, { success, seed, runs, onRun }: ScenarioOptions): Scenario[] {
  return success.map((percent, scenario) => {
    const drawn: Course[] = [];
    for (const course of drawCourses(terms, { seed, runs, success: shareOf(percent) })) {
      drawn.push(course);
      onRun?.(scenario * runs + drawn.length, success.length * runs);
    }
    const { gross, payable, years, excess } = summarise(seed, drawn);
    return { success: percent, gross, payable, years, excess, investors: investorRanges(terms, drawn) };
  });
}

/** The contract as it is planned: every planned claim achieved, every expected value met. */
export const asPlanned = (terms: Terms, seed: number): Course => [...drawCourses(terms, { seed, runs: 1, success: '1', spread: '0' })][0]!;

/** Whether there is anything to draw. */
export const plansAnything = (terms: Terms): boolean =>
  terms.outcomes.some((outcome) => ('planned' in outcome && outcome.planned.some(({ count }) => count > 0)) || ('expected' in outcome && outcome.expected !== undefined));

/** `'12.5'` per cent is `'0.125000'`. */
function shareOf(percent: string): string {
  const [whole, fraction = ''] = percent.split('.') as [string, string?];
  const millionths = BigInt(whole + fraction.padEnd(4, '0'));
  return millionths === 1_000_000n ? '1' : `0.${millionths.toString().padStart(6, '0')}`;
}

/** The waterfall of three representative runs: one for each of hundreds would take longer than the runs. */
function investorRanges(terms: Terms, drawn: readonly Course[]): InvestorRange[] {
  if (terms.capital.length === 0) return [];
  const sorted = [...drawn].sort((a, b) => (a.payable < b.payable ? -1 : a.payable > b.payable ? 1 : 0));
  const at = (percent: number): readonly CapitalResult[] => waterfall(terms, receiptsOf(sorted[Math.floor(((sorted.length - 1) * percent) / 100)]!), terms.period.to).capital;
  const [p5, p50, p95] = [at(5), at(50), at(95)];
  return p50.map(({ party, kind }, i) => ({
    party,
    kind,
    multiple: { p5: p5[i]!.multiple, p50: p50[i]!.multiple, p95: p95[i]!.multiple },
    irr: { p5: p5[i]!.irr, p50: p50[i]!.irr, p95: p95[i]!.irr },
  }));
}
