import { Injectable } from '@nestjs/common';
import type { ClockJob } from '@ringvirkning/jobs';
import { Database } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { TellPartnersHandler } from './tell-partners.handler.js';

/** Partners are told what they gain soon after the books have changed; many outcomes that become final together are one statement. */
@Injectable()
export class TellPartnersJob implements ClockJob {
  readonly name = 'benefits.tell-partners';
  readonly everyMs = 3_000;

  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly telling: TellPartnersHandler,
  ) {}

  due(): Promise<readonly string[]> {
    return this.db.read((tx) => this.contracts.untold(tx));
  }

  run(contractId: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [contractId]);
      await this.telling.execute(tx, contractId);
    });
  }
}
