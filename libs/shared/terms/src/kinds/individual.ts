import { counted } from './counted.js';
import type { IndividualJudge, IndividualRun } from './kind.js';
import { reached } from './reached.js';

/** The judge of an individual outcome; undefined for outcomes measured on cohorts. */
export function judgeOf(run: IndividualRun): IndividualJudge | undefined {
  const { outcome } = run.self;
  switch (outcome.kind) {
    case 'reached': return reached(outcome, run);
    case 'counted': return counted(outcome, run);
    default: return undefined;
  }
}
