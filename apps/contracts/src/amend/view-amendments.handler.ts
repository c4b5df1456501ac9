import { Inject, Injectable } from '@nestjs/common';
import { actsIn } from '@ringvirkning/auth';
import type { Amendments } from '@ringvirkning/contracts-api';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Database, requestContext } from '@ringvirkning/persistence';
import { AmendmentStore } from '../persistence/amendment.store.js';
import { ContractStore } from '../persistence/contract.store.js';
import { presentAmendments } from './present-amendments.js';

/** The life of a contract: the versions that were put in force, and the amendment in the making. */
@Injectable()
export class ViewAmendmentsHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly amendments: AmendmentStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who came to the table later does not read what was written before. @throws not-found */
  execute(contractId: string): Promise<Amendments> {
    return this.db.read(async (tx) => {
      const { contract } = await this.contracts.seen(tx, contractId);
      const mine = (parties: Parameters<typeof actsIn>[1]): boolean => actsIn(requestContext.get().actor, parties);
      const versions = (await this.amendments.inForce(tx, contractId)).filter(({ parties }) => mine(parties));
      return presentAmendments(contract, versions, await this.contracts.amendment(tx, contractId), this.clock.now());
    });
  }
}
