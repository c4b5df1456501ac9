import { type Duration, isOneDuration } from '@ringvirkning/terms-language';
import { unless, type Problem } from './problem.js';
import type { Path } from './read.js';

/** A length of time says one of months, weeks and days. */
export const oneDuration = (lasting: Duration, path: Path): Problem[] =>
  unless(
    isOneDuration(lasting),
    path,
    'one-duration',
    'Angiv netop én af months, weeks og days.',
    'Give exactly one of months, weeks and days.',
  );
