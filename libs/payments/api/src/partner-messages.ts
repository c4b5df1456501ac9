import { messagesBookedBy, messagesQueuedBy } from '@ringvirkning/partnership-api';

/** What payments has to tell a partner. */
export const PaymentsMessagesQueuedV1 = messagesQueuedBy('payments');
/** What a partner told payments has had its effect. */
export const PaymentsMessagesBookedV1 = messagesBookedBy('payments');
