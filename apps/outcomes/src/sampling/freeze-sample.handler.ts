import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { SampleFrozenV1, type Sample, type SampleRequest } from '@ringvirkning/outcomes-api';
import { freeze } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import { grossOf } from '@ringvirkning/terms';
import { actorOf } from '../actor.js';
import { rememberName } from '../persistence/acting-name.js';
import { rulesBetween } from '../persistence/contract.store.js';
import { presentSample } from './present-sample.js';
import { SampleRecords } from './sample-records.js';

/** Freezes what waits for verification: who is in, and at which amounts, is told before there is a seed to draw by. */
@Injectable()
export class FreezeSampleHandler {
  constructor(
    private readonly db: Database,
    private readonly records: SampleRecords,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  execute(contractId: string, { from, to }: SampleRequest, person: Person): Promise<Sample> {
    const drawId = this.ids.next();
    return this.db.transaction(async (tx) => {
      const { terms } = await this.records.contracts.lock(tx, contractId);
      const facts = await this.records.samples.lockWaiting(tx, contractId, from, to);
      const units = facts.map((fact) => ({ id: fact.id, amount: grossOf(terms, fact), stratum: fact.outcome }));
      const step = { by: actorOf(person), at: this.clock.now() };
      const fact = freeze(
        rulesBetween(terms, { from, to }),
        terms.verification.sample,
        { drawId, from, to, units },
        step,
      );
      await rememberName(tx, contractId, person, step.at);
      const draw = await this.records.samples.add(tx, contractId, fact, units);
      await this.records.outbox.add(tx, SampleFrozenV1, {
        key: drawId,
        data: { contractId, sampleId: drawId, digest: draw.digest, units: draw.units, size: draw.sizes[0]! },
      });
      return presentSample({ contractId, draw }, terms.currency);
    });
  }
}
