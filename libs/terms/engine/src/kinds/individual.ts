import type { IndividualOutcome } from '@ringvirkning/terms-language';
import { counted } from './counted.js';
import { improvement } from './improvement.js';
import type { IndividualJudge, IndividualRun } from './kind.js';
import { lookBack } from './look-back.js';
import { reached } from './reached.js';
import { spell } from './spell.js';

/** The judge of an outcome measured on a person. */
export function judgeOf(outcome: IndividualOutcome, run: IndividualRun): IndividualJudge {
  switch (outcome.kind) {
    case 'reached':
      return reached(outcome, run);
    case 'counted':
      return counted(outcome, run);
    case 'improvement':
      return improvement(outcome, run);
    case 'look-back':
      return lookBack(outcome, run);
    case 'spell':
      return spell(outcome, run);
  }
}
