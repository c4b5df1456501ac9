import { Inject, Injectable } from '@nestjs/common';
import type { Amendments } from '@ringvirkning/contracts-api';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Database, underScopes, type Tx } from '@ringvirkning/persistence';
import { AmendmentStore } from '../persistence/amendment.store.js';
import { ContractStore, mayRead } from '../persistence/contract.store.js';
import { PartnerStore } from '../persistence/partner.store.js';
import { presentAmendments, type OpenAmendment } from './present-amendments.js';

/** The life of a contract: the versions that were put in force, and the amendment in the making. */
@Injectable()
export class ViewAmendmentsHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly amendments: AmendmentStore,
    private readonly partners: PartnerStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who came to the table later does not read what was written before. @throws not-found */
  execute(contractId: string): Promise<Amendments> {
    return this.db.read(async (tx) => {
      const { contract } = await this.contracts.seen(tx, contractId);
      const versions = (await this.amendments.inForce(tx, contractId)).filter(({ parties }) =>
        mayRead(contract, parties),
      );
      return presentAmendments(contract, versions, await this.open(tx, contractId), this.clock.now());
    });
  }

  private async open(tx: Tx, contractId: string): Promise<OpenAmendment | undefined> {
    const open = await this.contracts.amendment(tx, contractId);
    if (!open) return undefined;
    const partners = open.contract.agreement.joint?.partners ?? [];
    const messages = await underScopes(tx, '*', () => this.partners.messages(tx, open.contract));
    return { ...open, around: { messages, gone: await this.partners.gone(tx, partners) } };
  }
}
