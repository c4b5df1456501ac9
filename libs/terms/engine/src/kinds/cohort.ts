import type { CohortOutcome, UnpaidReason } from '@ringvirkning/terms-language';
import { avoidedCost } from './avoided-cost.js';
import { cohortAverage } from './average.js';
import { difference } from './difference.js';
import type { CohortRun, Measured } from './kind.js';
import { cohortShare } from './share.js';
import { total } from './total.js';
import { weighted } from './weighted.js';

/** The value of an outcome measured on a cohort. */
export function measure(outcome: CohortOutcome, run: CohortRun): Measured | UnpaidReason {
  switch (outcome.kind) {
    case 'share':
      return cohortShare(outcome, run);
    case 'average':
      return cohortAverage(outcome, run);
    case 'total':
      return total(outcome, run);
    case 'difference':
      return difference(outcome, run);
    case 'avoided-cost':
      return avoidedCost(outcome, run);
    case 'weighted':
      return weighted(outcome, run);
  }
}
