import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { Settlement } from '@ringvirkning/benefits-api';
import { settlementStatus, type SettlementSoFar } from '@ringvirkning/benefits-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import { checkReader } from '../agreements/own-sides.js';
import { partnerOf, sidesHere, type Partner } from '../agreements/partner-of.js';
import { PresentAgreement } from '../agreements/present-agreement.js';
import { ContractStore } from '../persistence/contract.store.js';
import { AgreementStore, type StoredAgreement } from '../persistence/agreement.store.js';
import { SettlementStore, type StoredSettlement } from '../persistence/settlement.store.js';
import { presentSettlement } from './present-settlement.js';

/** A settlement with the agreement that it settles. */
export interface OpenedSettlement {
  readonly stored: StoredSettlement;
  readonly of: StoredAgreement;
  /** As those who act here have decided. */
  readonly soFar: SettlementSoFar;
  /** The other municipality; undefined for a settlement within our own. */
  readonly partner: Partner | undefined;
}

/** Settlements as a reader may open them. */
@Injectable()
export class SettlementBook {
  constructor(
    readonly db: Database,
    readonly agreements: AgreementStore,
    readonly settlements: SettlementStore,
    private readonly contracts: ContractStore,
    private readonly showing: PresentAgreement,
  ) {}

  async partner(tx: Tx, { contractId, agreement }: StoredAgreement): Promise<Partner | undefined> {
    return partnerOf(await this.contracts.get(tx, contractId), agreement);
  }

  /** @throws DomainError `benefits.unknown-settlement`, `benefits.unknown-agreement` when it is not for the reader. */
  async open(tx: Tx, id: string, person: Person): Promise<OpenedSettlement> {
    const stored = await this.settlements.get(tx, id);
    const of = await this.agreements.get(tx, stored.agreementId);
    checkReader(person, of.agreement);
    const soFar = { sides: sidesHere(of.agreement, person.memberOf), facts: stored.settled };
    return { stored, of, soFar, partner: await this.partner(tx, of) };
  }

  async present(tx: Tx, id: string, person: Person): Promise<Settlement> {
    return this.show(tx, await this.open(tx, id, person), person);
  }

  async show(tx: Tx, { stored, of, soFar, partner }: OpenedSettlement, person: Person): Promise<Settlement> {
    const other = partner ? await this.showing.other(tx, stored.id, partner) : null;
    return presentSettlement(stored, of, { status: settlementStatus(soFar), other }, person);
  }
}
