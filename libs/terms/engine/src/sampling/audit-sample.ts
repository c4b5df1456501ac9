import { drawSample, evaluateSample, type Drawn, type SampleResult, type Unit } from '@ringvirkning/statistics';
import type { Sample } from '@ringvirkning/terms-language';
import { consequenceOf, designOf, type Consequence } from './consequence.js';

/** A draw as anybody can do it again: the frozen population, the seed, and how many were drawn, first and after each extension. */
export interface SampleDraw {
  readonly sample: Sample;
  readonly units: readonly Unit[];
  readonly seed: string;
  readonly sizes: readonly number[];
}

export interface AuditedSample {
  readonly drawn: Drawn;
  readonly result: SampleResult;
  readonly consequence: Consequence;
}

/** What is drawn by the last size: what the result rests on. */
export const drawnBy = ({ sample, units, seed, sizes }: SampleDraw): Drawn =>
  drawSample(sample.method, units, seed, sizes.at(-1)!);

/** All that was drawn so far. A monetary unit sample that is extended is drawn anew, and what was audited before stays audited. */
export function audited(draw: SampleDraw): ReadonlySet<string> {
  return new Set(
    draw.sizes.flatMap((_, i) => {
      const { exhaustive, sampled } = drawnBy({ ...draw, sizes: draw.sizes.slice(0, i + 1) });
      return [...exhaustive, ...sampled];
    }),
  );
}

/** The result of a draw whose errors are known, and what the terms make of it. A claim that is wrong is wrong with its whole amount. */
export function auditSample(draw: SampleDraw, wrong: ReadonlySet<string>): AuditedSample {
  const { sample, units } = draw;
  const drawn = drawnBy(draw);
  const amounts = new Map(units.map(({ id, amount }) => [id, amount]));
  const errorOf = (id: string): bigint => (wrong.has(id) ? amounts.get(id)! : 0n);
  const result = evaluateSample(designOf(sample), units, drawn, errorOf);
  const done = [...audited(draw)];
  const consequence = consequenceOf(sample, {
    result,
    units: units.length,
    size: draw.sizes.at(-1)!,
    found: done.reduce((sum, id) => sum + errorOf(id), 0n),
    unaudited: result.book - done.reduce((sum, id) => sum + amounts.get(id)!, 0n),
  });
  return { drawn, result, consequence };
}
