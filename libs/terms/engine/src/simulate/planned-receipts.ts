import type { Terms } from '@ringvirkning/terms-language';
import { receiptsOf, type Receipt } from '../capital/waterfall.js';
import { courseOf } from './course.js';
import { evenly, perMillion } from './luck.js';
import { plannedBasis } from './planned.js';

/** A plan of more claims takes so long that nothing else would be served meanwhile. */
const MOST_PLANNED = 10_000;

/** What reaches those who repay the capital when everything is achieved that the terms plan; undefined where the plan is too large to be computed at once. */
export function plannedReceipts(terms: Terms): Receipt[] | undefined {
  const basis = plannedBasis(terms);
  if (basis.claims > MOST_PLANNED) return undefined;
  return receiptsOf(terms, courseOf(terms, basis, evenly(perMillion('100'))));
}
