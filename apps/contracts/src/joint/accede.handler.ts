import { Inject, Injectable } from '@nestjs/common';
import type { ContractAccession } from '@ringvirkning/contracts-api';
import { accede } from '@ringvirkning/contracts-domain';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Database, requestContext, underScopes } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { SignOffStore } from '../persistence/sign-off.store.js';
import { worstCaseOf } from '../simulate-terms/worst-case.js';
import { Post } from './post.js';

@Injectable()
export class AccedeHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly signOffs: SignOffStore,
    private readonly post: Post,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute(contractId: string): Promise<ContractAccession> {
    return this.db.transaction(async (tx) => {
      const { contract, document } = await this.contracts.lockOpen(tx, contractId);
      const by = requestContext.get().actor.subject;
      const fact = accede(contract, worstCaseOf(document.terms), by, this.clock.now());
      // Whom an amendment names accedes to it, and sees nothing else of the contract.
      await underScopes(tx, '*', async () => {
        await this.signOffs.addAccession(tx, contractId, fact);
        await this.post.acceded(tx, contract, fact.accession);
      });
      const { budgetYear, at } = fact.accession;
      return { id: contractId, ref: contract.agreement.ref, version: fact.version, budgetYear, accededAt: at };
    });
  }
}
