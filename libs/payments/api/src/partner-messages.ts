import { messageBookedBy, messageQueuedBy } from '@ringvirkning/partnership-api';

/** What payments has to tell a partner. */
export const PaymentsMessageQueuedV1 = messageQueuedBy('payments');
/** What a partner told payments has had its effect. */
export const PaymentsMessageBookedV1 = messageBookedBy('payments');
