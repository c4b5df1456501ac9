import { Injectable } from '@nestjs/common';
import type { Estimate } from '@ringvirkning/benefits-api';
import { Database } from '@ringvirkning/persistence';
import { defineTask, HeavyWork } from '@ringvirkning/workers';
import { ModelStore } from '../persistence/model.store.js';
import type { estimate, EstimateAsked } from './estimate.task.js';

const ESTIMATE = defineTask<typeof estimate>(import.meta.url, './estimate.task.js', 'estimate');

@Injectable()
export class EstimateHandler {
  constructor(
    private readonly db: Database,
    private readonly models: ModelStore,
    private readonly work: HeavyWork,
  ) {}

  /**
   * Values expected outcomes as if they were verified, beside what the payers pay for them. Keeps nothing. In a worker: a caller may ask for much.
   * @throws DomainError `benefits.unknown-model`, `benefits.other-currency`, `benefits.no-municipality`, `benefits.unknown-party`.
   */
  async execute(request: EstimateAsked): Promise<Estimate> {
    const { document } = await this.db.read((tx) => this.models.get(tx, request.model));
    return this.work.run(ESTIMATE, { request, model: document });
  }
}
