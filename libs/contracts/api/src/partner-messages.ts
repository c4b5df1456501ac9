import { messageBookedBy, messageQueuedBy } from '@ringvirkning/partnership-api';

/** What contracts has to tell a partner. */
export const ContractsMessageQueuedV1 = messageQueuedBy('contracts');
/** What a partner told contracts has had its effect. */
export const ContractsMessageBookedV1 = messageBookedBy('contracts');
