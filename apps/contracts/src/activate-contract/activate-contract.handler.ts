import { Inject, Injectable } from '@nestjs/common';
import { ContractActivatedV1, type ContractActivation } from '@ringvirkning/contracts-api';
import { activate, evolve, isAmendment } from '@ringvirkning/contracts-domain';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Outbox } from '@ringvirkning/outbox';
import { Database, requestContext } from '@ringvirkning/persistence';
import { Post } from '../joint/post.js';
import { AmendmentStore } from '../persistence/amendment.store.js';
import { ContractStore } from '../persistence/contract.store.js';
import { activeContract } from '../view-contract/present.js';
import { worstCaseOf } from '../simulate-terms/worst-case.js';

@Injectable()
export class ActivateContractHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly amendments: AmendmentStore,
    private readonly post: Post,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute(contractId: string): Promise<ContractActivation> {
    return this.db.transaction(async (tx) => {
      const { contract, document } = await this.contracts.lockOpen(tx, contractId);
      const by = requestContext.get().actor.subject;
      const told = await this.contracts.told(tx, contract.agreement.ref, contract.amended?.version);
      const fact = activate(contract, worstCaseOf(document.terms), by, this.clock.now(), told);
      if (isAmendment(contract)) await this.amendments.putInForce(tx, contract, fact, document);
      else await this.contracts.activate(tx, contractId, fact);
      if (!told)
        await this.outbox.add(tx, ContractActivatedV1, {
          key: contractId,
          data: activeContract({ contract: evolve(contract, fact), document }),
        });
      await this.post.activated(tx, contract, fact.on);
      return {
        id: contractId,
        ref: contract.agreement.ref,
        status: 'active',
        version: fact.version,
        activatedOn: fact.on,
      };
    });
  }
}
