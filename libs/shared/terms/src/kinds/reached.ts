import { ONE } from '../rational.js';
import type { IndividualKind } from './kind.js';
import type { OutcomeOf } from './schema.js';
import { sustained } from './sustained.js';

/** Individual and binary: each verified fact is one claim. */
export const reached: IndividualKind<OutcomeOf<'reached'>> = (outcome, run) => (outcome.sustained ? sustained(outcome, run) : { judge: () => ONE });
