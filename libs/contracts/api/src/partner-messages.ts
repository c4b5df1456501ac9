import { messagesBookedBy, messagesQueuedBy } from '@ringvirkning/partnership-api';

/** What contracts has to tell a partner. */
export const ContractsMessagesQueuedV1 = messagesQueuedBy('contracts');
/** What a partner told contracts has had its effect. */
export const ContractsMessagesBookedV1 = messagesBookedBy('contracts');
