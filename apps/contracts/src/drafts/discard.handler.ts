import { Inject, Injectable } from '@nestjs/common';
import type { DiscardRequest, DraftDiscarded } from '@ringvirkning/contracts-api';
import { discard } from '@ringvirkning/contracts-domain';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Database, requestContext } from '@ringvirkning/persistence';
import { Post } from '../joint/post.js';
import { ContractStore } from '../persistence/contract.store.js';
import { DraftStore } from '../persistence/draft.store.js';

@Injectable()
export class DiscardHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly drafts: DraftStore,
    private readonly post: Post,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Partners who were told the terms are told that these are signed no more. */
  execute(contractId: string, request: DiscardRequest): Promise<DraftDiscarded> {
    return this.db.transaction(async (tx) => {
      const { contract } = await this.contracts.lockOpen(tx, contractId);
      const fact = discard(contract, request, requestContext.get().actor.subject, this.clock.now());
      await this.post.withdrawn(tx, contract);
      await this.drafts.discard(tx, contractId, fact);
      return {
        id: contractId,
        ref: contract.agreement.ref,
        status: contract.amended ? 'active' : 'ended',
        version: fact.version,
        at: fact.at,
      };
    });
  }
}
