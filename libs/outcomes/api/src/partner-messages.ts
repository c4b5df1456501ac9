import { messagesQueuedBy } from '@ringvirkning/partnership-api';

/** What outcomes has to tell a partner: of people who moved there, or away. */
export const OutcomesMessagesQueuedV1 = messagesQueuedBy('outcomes');
