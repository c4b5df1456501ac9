import { BenefitsMessagesBookedV1, BenefitsMessagesQueuedV1 } from '@ringvirkning/benefits-api';
import { ContractsMessagesBookedV1, ContractsMessagesQueuedV1 } from '@ringvirkning/contracts-api';
import { defineManifest, eventsIn, requestsIn } from '@ringvirkning/message';
import { OutcomesMessagesBookedV1, OutcomesMessagesQueuedV1 } from '@ringvirkning/outcomes-api';
import * as partnership from '@ringvirkning/partnership-api';
import { PaymentsMessagesBookedV1, PaymentsMessagesQueuedV1 } from '@ringvirkning/payments-api';

export const partnershipManifest = defineManifest({
  name: 'partnership',
  http: 'service',
  publishes: eventsIn(partnership),
  answers: requestsIn(partnership),
  consumes: [
    ContractsMessagesQueuedV1,
    ContractsMessagesBookedV1,
    PaymentsMessagesQueuedV1,
    PaymentsMessagesBookedV1,
    BenefitsMessagesQueuedV1,
    BenefitsMessagesBookedV1,
    OutcomesMessagesQueuedV1,
    OutcomesMessagesBookedV1,
  ],
  environment: { PARTNERSHIP_KEY: 'key' },
});
