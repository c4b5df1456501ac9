import {
  ContractActivatedV1,
  ContractEndedV1,
  ContractsProbePassedV1,
  GetContractV1,
} from '@ringvirkning/contracts-api';
import { defineManifest, eventsIn, requestsIn } from '@ringvirkning/message';
import * as outcomes from '@ringvirkning/outcomes-api';
import { PartnerMessagesReceivedV1, PartnerMessagesSettledV1 } from '@ringvirkning/partnership-api';
import { PaymentAuthorisedV1 } from '@ringvirkning/payments-api';

export const outcomesManifest = defineManifest({
  name: 'outcomes',
  http: 'service',
  publishes: eventsIn(outcomes),
  answers: requestsIn(outcomes),
  consumes: [
    ContractActivatedV1,
    ContractEndedV1,
    ContractsProbePassedV1,
    PaymentAuthorisedV1,
    PartnerMessagesReceivedV1,
    PartnerMessagesSettledV1,
  ],
  asks: [GetContractV1],
  environment: { PSEUDONYM_KEY: 'key', EVIDENCE_KEY: 'file-key' },
  keepsFiles: true,
  sendsMail: true,
});
