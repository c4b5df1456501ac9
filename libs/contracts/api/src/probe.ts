import { probePassedBy } from '@ringvirkning/message';

export const ContractsProbePassedV1 = probePassedBy('contracts');
