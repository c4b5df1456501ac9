import { boundOf, compare, isIndividual, type Outcome, type PriceOf } from '@ringvirkning/terms-language';
import { unless, type Problem } from './problem.js';
import type { Path } from './read.js';

/** A bound may come twice only as «at it» followed by «above it». */
export const ascendingSteps = (steps: readonly { from: string; inclusive: boolean }[], path: Path): Problem[] =>
  steps.flatMap((step, i) => {
    const before = steps[i - 1];
    const order = before ? compare(boundOf(before.from), boundOf(step.from)) : -1;
    return unless(
      order < 0 || (order === 0 && before!.inclusive && !step.inclusive),
      [...path, i],
      'not-ascending',
      `Trinnene skal være stigende; her følger ${from(step)} efter ${from(before)}. Samme grænse må kun stå to gange som inclusive: true og derefter inclusive: false.`,
      `The steps must be ascending; here ${from(step)} follows ${from(before)}. A bound may be there twice only as inclusive: true and then inclusive: false.`,
    );
  });

const from = (step: { from: string; inclusive: boolean } | undefined): string =>
  step ? `from: ${step.from}, inclusive: ${step.inclusive}` : '';

export const ascending = (values: readonly string[], path: Path): Problem[] =>
  values.flatMap((value, i) =>
    unless(
      i === 0 || compare(boundOf(values[i - 1]!), boundOf(value)) < 0,
      [...path, i],
      'not-ascending',
      `Punkterne skal være stigende; her følger ${value} efter ${values[i - 1]}.`,
      `The points must be ascending; here ${value} follows ${values[i - 1]}.`,
    ),
  );

/** Tiers count people, so they rise, and the last is for all that follow: how many are paid a cap says. */
export function tiersFit(outcome: Outcome, { tiers }: PriceOf<'by-number'>, path: Path): Problem[] {
  return [
    ...unless(
      isIndividual(outcome),
      path,
      'price-does-not-fit',
      'En pris efter antal borgere (by-number) kræver et resultat, som den enkelte borger når.',
      'A price by the number of people (by-number) needs an outcome of a person.',
    ),
    ...tiers.flatMap(({ upTo }, i) => {
      const isLast = i === tiers.length - 1;
      return unless(
        isLast ? upTo === undefined : upTo !== undefined && upTo > (tiers[i - 1]?.upTo ?? 0),
        [...path, 'tiers', i],
        'not-ascending',
        'Trinnene skal være stigende, og det sidste er uden upTo: det gælder alle, der følger. Hvor mange der højst betales for, siger et loft.',
        'The tiers must rise, and the last has no upTo: it is for all that follow. How many are paid at most a cap says.',
      );
    }),
  ];
}
