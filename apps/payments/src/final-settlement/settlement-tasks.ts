import { Inject, Injectable } from '@nestjs/common';
import { actsIn, may, type Person } from '@ringvirkning/auth';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import type { SettlementTask } from '@ringvirkning/payments-api';
import { settledFrom } from '@ringvirkning/payments-domain';
import { requestContext, type Tx } from '@ringvirkning/persistence';
import { partiesOf } from '@ringvirkning/terms';
import { ContractStore } from '../persistence/contract.store.js';
import { FinalSettlementStore } from '../persistence/final-settlement.store.js';
import { JointContractStore } from '../persistence/joint-contract.store.js';

const AT_MOST = 50;

/** Contracts that wait to be settled for good, by one person and then another. */
@Injectable()
export class SettlementTasks {
  constructor(
    private readonly contracts: ContractStore,
    private readonly joint: JointContractStore,
    private readonly steps: FinalSettlementStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(tx: Tx, person: Person): Promise<SettlementTask[]> {
    const today = dateInDenmark(this.clock.now());
    const over = may(person, 'payments.certify') ? await this.steps.over(tx, today, AT_MOST) : [];
    const certified = may(person, 'payments.authorise') ? await this.steps.certified(tx) : [];
    const tasks = [
      ...over.map(({ contractId }) => ({ kind: 'certify-settlement' as const, contractId })),
      ...certified
        .filter(({ certifiedBy }) => certifiedBy !== person.subject)
        .map(({ contractId }) => ({ kind: 'authorise-settlement' as const, contractId })),
    ];
    const items: SettlementTask[] = [];
    for (const { kind, contractId } of tasks) {
      const contract = (await this.contracts.find(tx, contractId)) ?? (await this.joint.versions(tx, contractId))[0];
      if (!contract || !actsIn(requestContext.get().actor, partiesOf(contract.terms))) continue;
      const { ref, title, terms } = contract;
      if (settledFrom(terms) <= today) items.push({ kind, contractId, ref, title, lastDay: terms.period.to });
    }
    return items;
  }
}
