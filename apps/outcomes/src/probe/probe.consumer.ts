import { Controller } from '@nestjs/common';
import { ContractsProbePassedV1 } from '@ringvirkning/contracts-api';
import type { EventEnvelope, ProbePassed } from '@ringvirkning/message';
import { On, Outbox } from '@ringvirkning/outbox';
import { OutcomesProbePassedV1 } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';

/** Probes pass on to payments, as final outcomes do (ADR 124). */
@Controller()
export class ProbeConsumer {
  constructor(private readonly outbox: Outbox) {}

  @On(ContractsProbePassedV1)
  async passed(events: readonly EventEnvelope<ProbePassed>[], tx: Tx): Promise<void> {
    for (const event of events)
      await this.outbox.add(tx, OutcomesProbePassedV1, { key: 'probe', data: event.data, causedBy: event });
  }
}
