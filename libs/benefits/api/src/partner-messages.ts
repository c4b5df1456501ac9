import { messageBookedBy, messageQueuedBy } from '@ringvirkning/partnership-api';

/** What benefits has to tell a partner. */
export const BenefitsMessageQueuedV1 = messageQueuedBy('benefits');
/** What a partner told benefits has had its effect. */
export const BenefitsMessageBookedV1 = messageBookedBy('benefits');
