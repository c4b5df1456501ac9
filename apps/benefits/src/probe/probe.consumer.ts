import { Controller } from '@nestjs/common';
import { Ledger, probeEntry } from '@ringvirkning/ledger';
import type { EventEnvelope, ProbePassed } from '@ringvirkning/message';
import { On } from '@ringvirkning/outbox';
import { PaymentsProbePassedV1 } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { ProbeStore } from '../persistence/probe.store.js';

/** A probe has passed through all services, if the books here take a posting too (ADR 124). */
@Controller()
export class ProbeConsumer {
  constructor(
    private readonly ledger: Ledger,
    private readonly probes: ProbeStore,
  ) {}

  @On(PaymentsProbePassedV1)
  async passed(events: readonly EventEnvelope<ProbePassed>[], tx: Tx): Promise<void> {
    for (const { id, data } of events) {
      await this.ledger.tryOut(tx, probeEntry(id));
      await this.probes.keep(tx, data.begunAt);
    }
  }
}
