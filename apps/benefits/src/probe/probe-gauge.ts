import type { Provider } from '@nestjs/common';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { OWN_GAUGES, type OwnGauges } from '@ringvirkning/service';
import { ProbeStore } from '../persistence/probe.store.js';

export const PROBE_GAUGE: Provider = {
  provide: OWN_GAUGES,
  useFactory: (db: Database, probes: ProbeStore, clock: Clock): OwnGauges<number | undefined> => ({
    look: () => db.read((tx) => probes.age(tx, clock.now())),
    gauges: [
      {
        name: 'probe_seconds',
        help: 'How long ago the last probe began that has passed through contracts, outcomes, payments and benefits; nothing before the first has',
        of: (age) => (age === undefined ? [] : [{ value: age }]),
      },
    ],
  }),
  inject: [Database, ProbeStore, CLOCK],
};
