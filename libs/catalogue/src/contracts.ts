import * as contracts from '@ringvirkning/contracts-api';
import { defineManifest, eventsIn, requestsIn } from '@ringvirkning/message';

export const contractsManifest = defineManifest({
  name: 'contracts',
  http: 'service',
  publishes: eventsIn(contracts),
  answers: requestsIn(contracts),
});
