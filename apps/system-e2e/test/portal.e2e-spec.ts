import { walksOn } from './support/walks-on.js';
import { portal } from './walks/portal.js';
import { review } from './walks/review.js';
import { walkedJourneys } from './walks/walked-journeys.js';

walksOn(
  'the demo data: the whole portal, and claims from first look to decision',
  [],
  [portal, walkedJourneys, review],
);
