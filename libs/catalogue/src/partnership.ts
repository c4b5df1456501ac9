import { BenefitsMessageBookedV1, BenefitsMessageQueuedV1 } from '@ringvirkning/benefits-api';
import { ContractsMessageBookedV1, ContractsMessageQueuedV1 } from '@ringvirkning/contracts-api';
import { defineManifest, eventsIn, requestsIn } from '@ringvirkning/message';
import * as partnership from '@ringvirkning/partnership-api';
import { PaymentsMessageBookedV1, PaymentsMessageQueuedV1 } from '@ringvirkning/payments-api';

export const partnershipManifest = defineManifest({
  name: 'partnership',
  http: 'service',
  publishes: eventsIn(partnership),
  answers: requestsIn(partnership),
  consumes: [
    ContractsMessageQueuedV1,
    ContractsMessageBookedV1,
    PaymentsMessageQueuedV1,
    PaymentsMessageBookedV1,
    BenefitsMessageQueuedV1,
    BenefitsMessageBookedV1,
  ],
  environment: { PARTNERSHIP_KEY: 'key' },
});
