import * as contracts from '@ringvirkning/contracts-api';
import { defineManifest, eventsIn, requestsIn } from '@ringvirkning/message';
import { MemberChangedV1, PartnerMessageReceivedV1, PartnerMessageSettledV1 } from '@ringvirkning/partnership-api';

export const contractsManifest = defineManifest({
  name: 'contracts',
  http: 'service',
  publishes: eventsIn(contracts),
  answers: requestsIn(contracts),
  consumes: [MemberChangedV1, PartnerMessageReceivedV1, PartnerMessageSettledV1],
});
