import { probePassedBy } from '@ringvirkning/message';

export const PaymentsProbePassedV1 = probePassedBy('payments');
