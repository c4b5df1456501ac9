import * as benefits from '@ringvirkning/benefits-api';
import { ContractActivatedV1 } from '@ringvirkning/contracts-api';
import { defineManifest, eventsIn, requestsIn } from '@ringvirkning/message';
import { OutcomesFinalisedV1, OutcomesReversedV1 } from '@ringvirkning/outcomes-api';
import { PaymentAuthorisedV1 } from '@ringvirkning/payments-api';

export const benefitsManifest = defineManifest({
  name: 'benefits',
  http: 'service',
  publishes: eventsIn(benefits),
  answers: requestsIn(benefits),
  consumes: [ContractActivatedV1, OutcomesFinalisedV1, OutcomesReversedV1, PaymentAuthorisedV1],
});
