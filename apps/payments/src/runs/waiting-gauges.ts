import type { Provider } from '@nestjs/common';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { OWN_GAUGES, type OwnGauges } from '@ringvirkning/service';
import { RunStore, type LongestWaits } from '../persistence/run.store.js';

const STEPS = ['certify', 'authorise'] as const;

/** How long payments wait for a signature: of the step alone, not of whose or how much. */
export const WAITING_GAUGES: Provider = {
  provide: OWN_GAUGES,
  useFactory: (db: Database, runs: RunStore, clock: Clock): OwnGauges<LongestWaits> => ({
    look: () => db.read((tx) => runs.longestWaits(tx, clock.now())),
    gauges: [
      {
        name: 'runs_waiting_seconds',
        help: 'How long the payment run has waited that has waited longest for a signature',
        labels: ['step'],
        of: (waits) => STEPS.map((step) => ({ labels: { step }, value: waits[step] })),
      },
    ],
  }),
  inject: [Database, RunStore, CLOCK],
};
