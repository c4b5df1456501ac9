import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { SampleDrawnV1, type Sample } from '@ringvirkning/outcomes-api';
import { drawOf, drawSeed } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import { audited } from '@ringvirkning/terms';
import { actorOf } from '../actor.js';
import { rememberName } from '../persistence/acting-name.js';
import { rulesBetween } from '../persistence/contract.store.js';
import { presentSample } from './present-sample.js';
import { SampleRecords } from './sample-records.js';
import { SEEDS, type Seeds } from './seeds.js';

/** Draws: the seed is made here, told with what it was drawn on, and never made again. */
@Injectable()
export class DrawSeedHandler {
  constructor(
    private readonly db: Database,
    private readonly records: SampleRecords,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SEEDS) private readonly seeds: Seeds,
  ) {}

  execute(sampleId: string, person: Person): Promise<Sample> {
    return this.db.transaction(async (tx) => {
      const held = await this.records.samples.lock(tx, sampleId);
      const { contractId } = held;
      const { terms } = await this.records.contracts.get(tx, contractId);
      const step = { by: actorOf(person), at: this.clock.now() };
      const fact = drawSeed(held.draw, rulesBetween(terms, held.draw), this.seeds.next(), step);
      await rememberName(tx, contractId, person, step.at);
      const draw = await this.records.samples.apply(tx, held, fact);
      const selected = [...audited(drawOf(draw, await this.records.samples.claimsOf(tx, sampleId)))];
      await this.records.claims.select(tx, sampleId, selected);
      await this.records.outbox.add(tx, SampleDrawnV1, {
        key: sampleId,
        data: { contractId, sampleId, digest: draw.digest, seed: draw.seed!, selected: selected.length },
      });
      return presentSample({ contractId, draw }, terms.currency, { selected: selected.length, decided: 0, wrong: 0 });
    });
  }
}
