import { Controller } from '@nestjs/common';
import { Ledger, probeEntry } from '@ringvirkning/ledger';
import type { EventEnvelope, ProbePassed } from '@ringvirkning/message';
import { On, Outbox } from '@ringvirkning/outbox';
import { OutcomesProbePassedV1 } from '@ringvirkning/outcomes-api';
import { PaymentsProbePassedV1 } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';

/** Probes pass on to benefits, as payments do, if the books take a posting (ADR 124). */
@Controller()
export class ProbeConsumer {
  constructor(
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
  ) {}

  @On(OutcomesProbePassedV1)
  async passed(events: readonly EventEnvelope<ProbePassed>[], tx: Tx): Promise<void> {
    for (const event of events) {
      await this.ledger.tryOut(tx, probeEntry(event.id));
      await this.outbox.add(tx, PaymentsProbePassedV1, { key: 'probe', data: event.data, causedBy: event });
    }
  }
}
