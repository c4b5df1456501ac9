import { messagesBookedBy, messagesQueuedBy } from '@ringvirkning/partnership-api';

/** What outcomes has to tell a partner: of people who moved there, or away. */
export const OutcomesMessagesQueuedV1 = messagesQueuedBy('outcomes');

/** What outcomes has taken of what partners told it: that they do not take a statement of a move for true. */
export const OutcomesMessagesBookedV1 = messagesBookedBy('outcomes');
