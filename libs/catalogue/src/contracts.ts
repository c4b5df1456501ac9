import * as contracts from '@ringvirkning/contracts-api';
import { defineManifest, eventsIn, requestsIn } from '@ringvirkning/message';
import { GetAllSpendingV1, GetSpendingV1 } from '@ringvirkning/payments-api';
import { MemberChangedV1, PartnerMessagesReceivedV1, PartnerMessagesSettledV1 } from '@ringvirkning/partnership-api';

export const contractsManifest = defineManifest({
  name: 'contracts',
  http: 'service',
  publishes: eventsIn(contracts),
  answers: requestsIn(contracts),
  consumes: [MemberChangedV1, PartnerMessagesReceivedV1, PartnerMessagesSettledV1],
  asks: [GetSpendingV1, GetAllSpendingV1],
});
