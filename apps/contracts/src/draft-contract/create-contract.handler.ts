import { Inject, Injectable } from '@nestjs/common';
import type { ContractVersionCreated } from '@ringvirkning/contracts-api';
import { agreementOf, amendErrors, create } from '@ringvirkning/contracts-domain';
import { CLOCK, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { Database, requestContext } from '@ringvirkning/persistence';
import { ContractStore, type Document } from '../persistence/contract.store.js';
import { VersionStore } from '../persistence/version.store.js';
import { mustSee } from './must-see.js';

@Injectable()
export class CreateContractHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly versions: VersionStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute(document: Document): Promise<ContractVersionCreated> {
    mustSee(document.terms);
    if (document.terms.amends) throw amendErrors.amendsNothing();
    return this.db.transaction(async (tx) => {
      const agreement = agreementOf(document.terms, document.digest, await this.contracts.joint(tx, document.terms));
      const fact = create(
        (await this.contracts.told(tx, agreement.ref)) ?? { id: this.ids.next(), version: 1 },
        agreement,
        requestContext.get().actor.subject,
        this.clock.now(),
      );
      await this.versions.create(tx, fact, document);
      const { id, version } = fact;
      return { id, ref: agreement.ref, status: 'draft', version, termsDigest: document.digest };
    });
  }
}
