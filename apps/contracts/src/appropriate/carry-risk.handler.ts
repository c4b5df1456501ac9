import { Inject, Injectable } from '@nestjs/common';
import type { RiskDecision, RiskDecisionRequest } from '@ringvirkning/contracts-api';
import { carryRisk } from '@ringvirkning/contracts-domain';
import { CLOCK, IDS, parseMinor, type Clock, type Ids } from '@ringvirkning/kernel';
import { Database, requestContext } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { AppropriationStore } from '../persistence/appropriation.store.js';
import { presentRiskDecision } from './present-appropriation.js';

/** Records that the council knows what is not covered, and lets the contract come into force all the same. */
@Injectable()
export class CarryRiskHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly money: AppropriationStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  execute(contractId: string, { uncovered, ...request }: RiskDecisionRequest): Promise<RiskDecision> {
    return this.db.transaction(async (tx) => {
      const { contract, document } = await this.contracts.lockOpen(tx, contractId);
      const fact = carryRisk(contract, {
        ...{ ...request, id: this.ids.next(), uncovered: parseMinor(uncovered) },
        ...{ by: requestContext.get().actor.subject, at: this.clock.now() },
      });
      await this.money.addRiskDecision(tx, contractId, fact);
      return presentRiskDecision(fact.riskDecision, document.terms.currency);
    });
  }
}
