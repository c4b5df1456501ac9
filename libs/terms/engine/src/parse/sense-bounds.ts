import { isIndividual, isPartOfWhole, type Outcome, type Terms } from '@ringvirkning/terms-language';
import { kindOf } from '../kinds/kinds.js';
import { unless, type Problem } from './problem.js';
import type { Path } from './read.js';

/** A fraction or a count is a part of a whole: it bounds only what is measured in per cent. */
export function partOfWholeFits(terms: Terms, code: string, bound: string | undefined, path: Path): Problem[] {
  if (bound === undefined || !isPartOfWhole(bound)) return [];
  const outcome = terms.outcomes.find((each) => each.code === code);
  return unless(
    outcome !== undefined && isInPerCent(outcome),
    path,
    'part-of-no-whole',
    `${bound} er en del af en helhed, men «${code}» regnes ikke i procent. Skriv grænsen som et tal.`,
    `${bound} is a part of a whole, but «${code}» is not in per cent. Write the bound as a number.`,
  );
}

const isInPerCent = (outcome: Outcome): boolean =>
  !isIndividual(outcome) && kindOf(outcome).unit?.(outcome) === 'per-cent';
