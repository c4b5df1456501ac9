import { probePassedBy } from '@ringvirkning/message';

export const OutcomesProbePassedV1 = probePassedBy('outcomes');
