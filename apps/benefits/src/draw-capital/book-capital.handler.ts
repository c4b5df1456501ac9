import { Injectable } from '@nestjs/common';
import type { CapitalRecorded } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { Books } from '../booking/books.js';
import { CapitalFactStore } from '../persistence/capital-fact.store.js';
import { ContractStore } from '../persistence/contract.store.js';
import { capitalFactKey } from '../purses/capital-entries.js';
import { DrawCapitalHandler } from './draw-capital.handler.js';

/** Keeps what payments recorded of capital and books it; while a record stands, what was booked by plan is taken back; once none does any more, the plan counts again. */
@Injectable()
export class BookCapitalHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly facts: CapitalFactStore,
    private readonly capital: DrawCapitalHandler,
    private readonly books: Books,
  ) {}

  async consume(tx: Tx, recorded: readonly CapitalRecorded[]): Promise<void> {
    const ids = [...new Set(recorded.map(({ contractId }) => contractId))];
    await this.contracts.lock(tx, ids);
    for (const contractId of ids) {
      const contract = await this.contracts.find(tx, contractId);
      const own = recorded.filter((each) => each.contractId === contractId);
      const wasByPlan = !(await this.facts.has(tx, contractId));
      await this.facts.add(tx, own);
      if (contract && wasByPlan && (await this.facts.has(tx, contractId)))
        await this.capital.takeBackPlan(tx, contract);
      const withdrawn = own.flatMap(({ withdraws }) => (withdraws === null ? [] : capitalFactKey(withdraws)));
      await this.books.reverseIfBooked(tx, withdrawn, contractId);
      if (contract) await this.capital.execute(tx, contractId);
    }
  }
}
