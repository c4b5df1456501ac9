import { sum } from '@ringvirkning/kernel';
import { receiptsOf, simulate, waterfall, type Simulation, type Spread, type Step, type Terms } from '@ringvirkning/terms';
import { isOfPerson } from '../facts/check-row.js';
import { rankOf, spreadOf } from './spread.js';

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
  readonly kind: string;
  readonly multiple: Percentiles;
  readonly irr: Percentiles;
}
export interface Percentiles {
  readonly p5: string | null;
  readonly p50: string | null;
  readonly p95: string | null;
}

export interface Scenario {
  readonly success: string;
  readonly gross: Spread;
  readonly payable: Spread;
  readonly years: readonly { readonly year: number; readonly payable: Spread }[];
  readonly excess: readonly { readonly step: Step; readonly mean: bigint }[];
  readonly investors: readonly InvestorRange[];
}

/**
 * Monte Carlo over the planned counts, once per chance of success. Each run has a seed of its own that follows from the given one, so scenarios differ
 * by the chance and not by luck. What makes people part of a population (e.g. enrolment) always happens.
 */
export function scenarios(terms: Terms, { success, seed, runs, onRun }: ScenarioOptions): Scenario[] {
  return success.map((percent, scenario) => {
    const chances = chancesOf(terms, shareOf(percent));
    const drawn = Array.from({ length: runs }, (_, run) => {
      const result = simulate(terms, { seed: seedOf(seed, run), runs: 1, success: chances });
      onRun?.(scenario * runs + run + 1, success.length * runs);
      return result;
    });
    return { success: percent, ...summary(drawn), investors: investorRanges(terms, drawn) };
  });
}

/** Whether there is anything to draw. */
export const canBeDrawn = (terms: Terms): boolean =>
  terms.outcomes.some((outcome) => ('planned' in outcome && outcome.planned.some(({ count }) => count > 0)) || ('expected' in outcome && outcome.expected !== undefined));

/** Neighbouring seeds must not share runs, so they are put far apart. */
const seedOf = (seed: number, run: number): number => (Math.imul(seed, 0x9e3779b1) + run) >>> 0;

function chancesOf(terms: Terms, chance: string): Record<string, string> {
  const populations = new Set(terms.outcomes.flatMap((outcome) => ('population' in outcome ? [outcome.population.of] : [])));
  return Object.fromEntries(terms.outcomes.filter(isOfPerson).map(({ code }) => [code, populations.has(code) ? '1' : chance]));
}

/** `'12.5'` per cent is `'0.125'`. */
function shareOf(percent: string): string {
  const [whole, fraction = ''] = percent.split('.') as [string, string?];
  const millionths = BigInt(whole + fraction.padEnd(4, '0'));
  return millionths === 1_000_000n ? '1' : `0.${millionths.toString().padStart(6, '0')}`;
}

function summary(drawn: readonly Simulation[]): Omit<Scenario, 'success' | 'investors'> {
  const years = [...new Set(drawn.flatMap((run) => run.years.map(({ year }) => year)))].sort((a, b) => a - b);
  const steps = [...new Set(drawn.flatMap((run) => run.excess.map(({ step }) => step)))];
  const excessAt = (run: Simulation, step: Step): bigint => run.excess.find((entry) => entry.step === step)?.mean ?? 0n;
  return {
    gross: spreadOf(drawn.map((run) => run.gross.mean)),
    payable: spreadOf(drawn.map((run) => run.payable.mean)),
    years: years.map((year) => ({ year, payable: spreadOf(drawn.map((run) => run.years.find((entry) => entry.year === year)?.payable.mean ?? 0n)) })),
    excess: steps.map((step) => ({ step, mean: sum(drawn.map((run) => excessAt(run, step))) / BigInt(drawn.length) })),
  };
}

/** The waterfall of three representative runs: one for each of hundreds would take longer than the runs. */
function investorRanges(terms: Terms, drawn: readonly Simulation[]): InvestorRange[] {
  if (terms.capital.length === 0) return [];
  const sorted = [...drawn].sort((a, b) => (a.payable.mean < b.payable.mean ? -1 : a.payable.mean > b.payable.mean ? 1 : 0));
  const [p5, p50, p95] = [5, 50, 95].map((percent) => {
    const run = sorted[rankOf(percent, sorted.length)]!;
    const years = run.years.map(({ year, payable }) => ({ year, gross: payable.mean, payable: payable.mean, payers: [] }));
    return waterfall(terms, receiptsOf({ years, cutOff: terms.period.to }), terms.period.to).capital;
  }) as [Capital, Capital, Capital];
  return p50.map(({ party, kind }, i) => ({
    party,
    kind,
    multiple: { p5: p5[i]!.multiple, p50: p50[i]!.multiple, p95: p95[i]!.multiple },
    irr: { p5: p5[i]!.irr, p50: p50[i]!.irr, p95: p95[i]!.irr },
  }));
}

type Capital = ReturnType<typeof waterfall>['capital'];
