import type { Provider } from '@nestjs/common';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { OWN_GAUGES, type OwnGauges } from '@ringvirkning/service';
import { WaitingStore, type LongestWaits } from '../../persistence/waiting.store.js';

const DAY_S = 86_400;
const STEPS = ['attest', 'verify'] as const;

/** How long claims wait for somebody: of the step alone, not of whose they are. */
export const WAITING_GAUGES: Provider = {
  provide: OWN_GAUGES,
  useFactory: (db: Database, store: WaitingStore, clock: Clock): OwnGauges<LongestWaits> => ({
    look: () => db.read((tx) => store.longest(tx, clock.now())),
    gauges: [
      {
        name: 'claims_waiting_seconds',
        help: 'How long the claim has waited that has waited longest for a step, in whole days',
        labels: ['step'],
        of: (waits) => STEPS.map((step) => ({ labels: { step }, value: waits[step] * DAY_S })),
      },
    ],
  }),
  inject: [Database, WaitingStore, CLOCK],
};
