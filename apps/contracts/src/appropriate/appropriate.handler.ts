import { Inject, Injectable } from '@nestjs/common';
import type { Appropriation, AppropriationRequest } from '@ringvirkning/contracts-api';
import { appropriate } from '@ringvirkning/contracts-domain';
import { CLOCK, IDS, parseMinor, type Clock, type Ids } from '@ringvirkning/kernel';
import { Database, requestContext } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';

@Injectable()
export class AppropriateHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  execute(contractId: string, { payer, budgetYear, amount }: AppropriationRequest): Promise<Appropriation> {
    return this.db.transaction(async (tx) => {
      const { contract, document } = await this.contracts.lock(tx, contractId);
      const by = requestContext.get().actor.subject;
      const fact = appropriate(contract, {
        id: this.ids.next(),
        payer,
        budgetYear,
        amount: parseMinor(amount),
        by,
        at: this.clock.now(),
      });
      await this.contracts.addAppropriation(tx, contractId, fact);
      return { ...fact.appropriation, amount, currency: document.terms.currency };
    });
  }
}
