import { Inject, Injectable } from '@nestjs/common';
import type { ValuationModelCreated } from '@ringvirkning/benefits-api';
import { CLOCK, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { Database, requestContext } from '@ringvirkning/persistence';
import { ModelStore } from '../persistence/model.store.js';
import { presentCreated } from './present-model.js';
import type { ReadDocument } from './read-model.js';

@Injectable()
export class CreateModelHandler {
  constructor(
    private readonly db: Database,
    private readonly models: ModelStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Stores a version of a valuation model; the same document again is the same model. */
  execute({ text, model: document, digest }: ReadDocument): Promise<ValuationModelCreated> {
    return this.db.transaction(async (tx) => {
      const model = { id: this.ids.next(), digest, document, createdAt: this.clock.now() };
      return presentCreated(await this.models.add(tx, model, text, requestContext.get().actor.subject));
    });
  }
}
