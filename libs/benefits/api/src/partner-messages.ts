import { messagesBookedBy, messagesQueuedBy } from '@ringvirkning/partnership-api';

/** What benefits has to tell a partner. */
export const BenefitsMessagesQueuedV1 = messagesQueuedBy('benefits');
/** What a partner told benefits has had its effect. */
export const BenefitsMessagesBookedV1 = messagesBookedBy('benefits');
