import * as contracts from '@ringvirkning/contracts-api';
import { defineManifest, eventsIn, requestsIn } from '@ringvirkning/message';
import { ContractSettledV1, GetAllSpendingV1, GetSpendingV1 } from '@ringvirkning/payments-api';
import { MemberChangedV1, PartnerMessagesReceivedV1, PartnerMessagesSettledV1 } from '@ringvirkning/partnership-api';

export const contractsManifest = defineManifest({
  name: 'contracts',
  http: 'service',
  publishes: eventsIn(contracts),
  answers: requestsIn(contracts),
  consumes: [ContractSettledV1, MemberChangedV1, PartnerMessagesReceivedV1, PartnerMessagesSettledV1],
  asks: [GetSpendingV1, GetAllSpendingV1],
  environment: { SIGNING_KEY: 'key', ATTACHMENT_KEY: 'file-key' },
  keepsFiles: true,
});
