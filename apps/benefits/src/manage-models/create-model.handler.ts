import { Inject, Injectable } from '@nestjs/common';
import type { ValuationModelCreated } from '@ringvirkning/benefits-api';
import { parseModel } from '@ringvirkning/benefits-domain';
import { CLOCK, fail, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { Database, requestContext } from '@ringvirkning/persistence';
import { ModelStore } from '../persistence/model.store.js';
import { presentCreated } from './present-model.js';

@Injectable()
export class CreateModelHandler {
  constructor(
    private readonly db: Database,
    private readonly models: ModelStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Stores a version of a valuation model; the same document again is the same model. @throws DomainError `benefits.invalid-model` with all errors. */
  execute(text: string): Promise<ValuationModelCreated> {
    return this.db.transaction(async (tx) => {
      const parsed = parseModel(text);
      if (!parsed.ok)
        throw fail.invalid(
          'benefits.invalid-model',
          'Værdisætningsmodellen har fejl.',
          'The valuation model has errors.',
          { errors: parsed.errors },
        );
      const model = { id: this.ids.next(), digest: parsed.digest, document: parsed.model, createdAt: this.clock.now() };
      return presentCreated(await this.models.add(tx, model, text, requestContext.get().actor.subject));
    });
  }
}
