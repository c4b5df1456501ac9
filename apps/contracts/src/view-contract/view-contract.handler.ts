import { Inject, Injectable } from '@nestjs/common';
import type { ActiveContract, Appropriations, ContractDetails } from '@ringvirkning/contracts-api';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { Database, underScopes, type Tx } from '@ringvirkning/persistence';
import { AmendmentStore } from '../persistence/amendment.store.js';
import { AppropriationStore } from '../persistence/appropriation.store.js';
import type { VersionRow } from '../persistence/contract.row.js';
import { ContractStore, mayRead, type StoredContract } from '../persistence/contract.store.js';
import { DraftStore } from '../persistence/draft.store.js';
import { PartnerStore } from '../persistence/partner.store.js';
import { activeContract, appropriationsOf, contractDetails } from './present.js';

@Injectable()
export class ViewContractHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly partners: PartnerStore,
    private readonly money: AppropriationStore,
    private readonly drafts: DraftStore,
    private readonly amendments: AmendmentStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of its versions, those to which the caller was a party. @throws not-found when there is no such contract, or the caller is not party to it. */
  details(contractId: string): Promise<ContractDetails> {
    return this.db.read(async (tx) => {
      const stored = await this.contracts.seen(tx, contractId);
      const around = {
        discarded: await this.drafts.discarded(tx, contractId),
        ended: await this.amendments.ended(tx, contractId),
        versions: (await this.versions(tx, stored)).filter(({ parties }) => mayRead(stored.contract, parties)),
        messages: await this.partners.messages(tx, stored.contract),
        gone: await this.partners.gone(tx, stored.contract.agreement.joint?.partners ?? []),
      };
      return contractDetails(stored, around, this.clock.now());
    });
  }

  /** Of a contract that is not open to them yet, somebody sees the versions that name them. */
  private versions(tx: Tx, { contract: { id }, isAhead }: StoredContract): Promise<VersionRow[]> {
    const all = () => this.contracts.versions(tx, id);
    return isAhead ? underScopes(tx, '*', all) : all();
  }

  /** @throws not-found also while the contract is not in force. */
  active(contractId: string): Promise<ActiveContract> {
    return this.db.read(async (tx) => activeContract(await this.contracts.get(tx, contractId)));
  }

  /** Waits for whoever takes money from the contract now. @throws not-found */
  appropriations(contractId: string): Promise<Appropriations> {
    return this.db.read(async (tx) => {
      await this.money.settled(tx, contractId);
      return appropriationsOf(await this.contracts.get(tx, contractId));
    });
  }
}
