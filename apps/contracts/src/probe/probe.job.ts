import { Injectable } from '@nestjs/common';
import { ContractsProbePassedV1 } from '@ringvirkning/contracts-api';
import type { ClockJob } from '@ringvirkning/jobs';
import type { Instant } from '@ringvirkning/kernel';
import { Outbox } from '@ringvirkning/outbox';
import { Database } from '@ringvirkning/persistence';
import { ProbeStore } from '../persistence/probe.store.js';

/** Begins a probe every five minutes, whoever of several processes comes first (ADR 124). */
@Injectable()
export class ProbeJob implements ClockJob {
  readonly name = 'contracts.probe';
  readonly everyMs = 20_000;

  constructor(
    private readonly db: Database,
    private readonly probes: ProbeStore,
    private readonly outbox: Outbox,
  ) {}

  async due(now: Instant): Promise<readonly string[]> {
    return (await this.db.read((tx) => this.probes.isDue(tx, now))) ? ['probe'] : [];
  }

  run(key: string, begunAt: Instant): Promise<void> {
    return this.db.transaction(async (tx) => {
      if (await this.probes.begin(tx, begunAt))
        await this.outbox.add(tx, ContractsProbePassedV1, { key, data: { begunAt } });
    });
  }
}
