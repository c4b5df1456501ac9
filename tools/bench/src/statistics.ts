/** The value below which the share `p` (0..1) of the samples lies (nearest rank). */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** Milliseconds that the work took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** One line of the report: a figure, and the bar that it has to pass. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly bar: number;
  readonly better: 'higher' | 'lower';
}

export const passes = ({ value, bar, better }: Figure): boolean => (better === 'higher' ? value >= bar : value <= bar);

export const line = (figure: Figure): string =>
  `${passes(figure) ? 'ok  ' : 'LOW '} ${figure.name.padEnd(96)} ${figure.value.toFixed(2).padStart(10)} ${figure.unit.padEnd(12)} (bar ${figure.better === 'higher' ? '≥' : '≤'} ${figure.bar})`;
