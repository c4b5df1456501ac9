import { Inject, Injectable } from '@nestjs/common';
import type { ContractVersionCreated } from '@ringvirkning/contracts-api';
import { addVersion, agreementOf, amendErrors, mustBeCurrent } from '@ringvirkning/contracts-domain';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Database, requestContext } from '@ringvirkning/persistence';
import { Post } from '../joint/post.js';
import { ContractStore, type Document } from '../persistence/contract.store.js';
import { VersionStore } from '../persistence/version.store.js';
import { mustSee } from './must-see.js';

@Injectable()
export class AddVersionHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly versions: VersionStore,
    private readonly post: Post,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param from The version the writer began with. */
  async execute(contractId: string, document: Document, from?: number): Promise<ContractVersionCreated> {
    mustSee(document.terms);
    if (document.terms.amends) throw amendErrors.amendsNothing();
    return this.db.transaction(async (tx) => {
      const { contract } = await this.contracts.lock(tx, contractId);
      mustBeCurrent(contract, from);
      const fact = addVersion(
        contract,
        agreementOf(document.terms, document.digest, await this.contracts.joint(tx, document.terms)),
        requestContext.get().actor.subject,
        this.clock.now(),
      );
      await this.post.withdrawn(tx, contract);
      await this.versions.addVersion(tx, contractId, fact, document);
      return {
        id: contractId,
        ref: fact.agreement.ref,
        status: contract.status,
        version: fact.version,
        termsDigest: document.digest,
      };
    });
  }
}
