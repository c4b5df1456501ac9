import { defineTask } from '@ringvirkning/workers';
import type { compareTerms } from './drafts/compare-terms.task.js';
import type { readAmendment, readTerms } from './draft-contract/read-document.task.js';
import type { simulateTerms } from './simulate-terms/simulate-terms.task.js';

/** What of this service runs in workers, beside the event loop. */
export const READ_TERMS = defineTask<typeof readTerms>(
  import.meta.url,
  './draft-contract/read-document.task.js',
  'readTerms',
);
export const READ_AMENDMENT = defineTask<typeof readAmendment>(
  import.meta.url,
  './draft-contract/read-document.task.js',
  'readAmendment',
);
export const COMPARE_TERMS = defineTask<typeof compareTerms>(
  import.meta.url,
  './drafts/compare-terms.task.js',
  'compareTerms',
);
export const SIMULATE_TERMS = defineTask<typeof simulateTerms>(
  import.meta.url,
  './simulate-terms/simulate-terms.task.js',
  'simulateTerms',
);
