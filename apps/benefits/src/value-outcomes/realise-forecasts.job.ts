import { Injectable } from '@nestjs/common';
import type { ClockJob } from '@ringvirkning/jobs';
import { dateInDenmark, type Instant } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { OutcomeStore } from '../persistence/outcome.store.js';
import { ValueOutcomesHandler } from './value-outcomes.handler.js';

/** As days pass, forecasts become realised: contracts with something due, each on its own. */
@Injectable()
export class RealiseForecastsJob implements ClockJob {
  readonly name = 'benefits.realise';
  readonly everyMs = 15 * 60_000;

  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly outcomes: OutcomeStore,
    private readonly valuation: ValueOutcomesHandler,
  ) {}

  due(now: Instant): Promise<readonly string[]> {
    return this.db.read((tx) => this.outcomes.contractsDue(tx, dateInDenmark(now)));
  }

  run(contractId: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [contractId]);
      await this.valuation.execute(tx, contractId);
    });
  }
}
