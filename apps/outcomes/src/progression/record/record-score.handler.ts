import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, dateInDenmark, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import type { MeasurementRecorded, MeasurementRequestSchema } from '@ringvirkning/outcomes-api';
import { checkedScore } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import type { z } from 'zod';
import { rememberName } from '../../persistence/acting-name.js';
import { ContractStore } from '../../persistence/contract.store.js';
import { ParticipantStore } from '../../persistence/participant.store.js';
import { ScoreStore } from '../../persistence/score.store.js';

/** What a score is recorded with. */
@Injectable()
export class ScoreStores {
  constructor(
    readonly contracts: ContractStore,
    readonly participants: ParticipantStore,
    readonly scores: ScoreStore,
  ) {}
}

@Injectable()
export class RecordScoreHandler {
  constructor(
    private readonly db: Database,
    private readonly stores: ScoreStores,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Progression that pays is claimed, attested and verified like any outcome; this is not it. */
  async execute(
    participantId: string,
    request: z.output<typeof MeasurementRequestSchema>,
    person: Person,
  ): Promise<MeasurementRecorded> {
    const at = this.clock.now();
    return this.db.transaction(async (tx) => {
      const participant = await this.stores.participants.hold(tx, participantId);
      const { contractId, terms } = await this.stores.contracts.get(tx, participant.contractId);
      const { present, note = null, evidence = null, scoredBy = null, replaces = null, ...rest } = request;
      const score = checkedScore(terms, { ...rest, scoredBy, replaces }, dateInDenmark(at));
      await rememberName(tx, contractId, person, at);
      const measurementId = this.ids.next();
      const kept = { ...score, measurementId, present: [...new Set(present)], note, evidence, by: person.subject, at };
      await this.stores.scores.add(tx, participant, kept);
      return { measurementId, participantId, measure: score.measure, value: score.value, on: score.on };
    });
  }
}
