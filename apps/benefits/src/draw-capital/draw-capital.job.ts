import { Injectable } from '@nestjs/common';
import type { ClockJob } from '@ringvirkning/jobs';
import { dateInDenmark, type Instant } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { DrawCapitalHandler } from './draw-capital.handler.js';

/** As days pass, committed capital is drawn. */
@Injectable()
export class DrawCapitalJob implements ClockJob {
  readonly name = 'benefits.draw-capital';
  readonly everyMs = 15 * 60_000;

  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly capital: DrawCapitalHandler,
  ) {}

  due(now: Instant): Promise<readonly string[]> {
    return this.db.read((tx) => this.contracts.toDraw(tx, dateInDenmark(now)));
  }

  run(contractId: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [contractId]);
      await this.capital.execute(tx, contractId);
    });
  }
}
