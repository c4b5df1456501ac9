import {
  ContractActivatedV1,
  GetAppropriationsV1,
  GetContractV1,
  JointContractActivatedV1,
} from '@ringvirkning/contracts-api';
import { defineManifest, eventsIn, requestsIn } from '@ringvirkning/message';
import {
  GetOpenClaimsV1,
  OutcomesFinalisedV1,
  OutcomesProbePassedV1,
  OutcomesReversedV1,
} from '@ringvirkning/outcomes-api';
import { PartnerMessagesReceivedV1, PartnerMessagesSettledV1 } from '@ringvirkning/partnership-api';
import * as payments from '@ringvirkning/payments-api';

export const paymentsManifest = defineManifest({
  name: 'payments',
  http: 'service',
  publishes: eventsIn(payments),
  answers: requestsIn(payments),
  consumes: [
    ContractActivatedV1,
    JointContractActivatedV1,
    OutcomesFinalisedV1,
    OutcomesReversedV1,
    OutcomesProbePassedV1,
    PartnerMessagesReceivedV1,
    PartnerMessagesSettledV1,
  ],
  asks: [GetContractV1, GetAppropriationsV1, GetOpenClaimsV1],
});
