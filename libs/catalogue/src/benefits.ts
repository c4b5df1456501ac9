import * as benefits from '@ringvirkning/benefits-api';
import { ContractActivatedV1, JointContractActivatedV1 } from '@ringvirkning/contracts-api';
import { defineManifest, eventsIn, requestsIn } from '@ringvirkning/message';
import { FollowUpsEndedV1, OutcomesFinalisedV1, OutcomesReversedV1, PersonMovedV1 } from '@ringvirkning/outcomes-api';
import { PartnerMessagesReceivedV1, PartnerMessagesSettledV1 } from '@ringvirkning/partnership-api';
import {
  CapitalRecordedV1,
  DueAuthorisedV1,
  PaymentAuthorisedV1,
  PaymentsProbePassedV1,
} from '@ringvirkning/payments-api';

export const benefitsManifest = defineManifest({
  name: 'benefits',
  http: 'service',
  publishes: eventsIn(benefits),
  answers: requestsIn(benefits),
  consumes: [
    ContractActivatedV1,
    JointContractActivatedV1,
    OutcomesFinalisedV1,
    OutcomesReversedV1,
    PersonMovedV1,
    FollowUpsEndedV1,
    PaymentAuthorisedV1,
    DueAuthorisedV1,
    CapitalRecordedV1,
    PaymentsProbePassedV1,
    PartnerMessagesReceivedV1,
    PartnerMessagesSettledV1,
  ],
});
