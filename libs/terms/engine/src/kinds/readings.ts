import type { IndividualOutcome } from '@ringvirkning/terms-language';
import type { Reading, Readings } from './kind.js';
import { kindOf } from './kinds.js';

/**
 * Keeps what is measured of one measure on one person, for claims of an outcome that is judged by it; undefined where its kind may look at all of it.
 * A person may have thousands of measurements, and each claim is judged by a few of them.
 */
export const readingsFor = <R extends Reading>(outcome: IndividualOutcome): Readings<R> | undefined =>
  kindOf(outcome).readings?.<R>(outcome);
