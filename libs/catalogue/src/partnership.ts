import { defineManifest, eventsIn, requestsIn } from '@ringvirkning/message';
import * as partnership from '@ringvirkning/partnership-api';

export const partnershipManifest = defineManifest({
  name: 'partnership',
  http: 'service',
  publishes: eventsIn(partnership),
  answers: requestsIn(partnership),
  consumes: [],
});
