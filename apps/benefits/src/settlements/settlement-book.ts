import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { Settlement } from '@ringvirkning/benefits-api';
import type { SettlementSoFar } from '@ringvirkning/benefits-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import { checkReader } from '../agreements/own-sides.js';
import { AgreementStore, type StoredAgreement } from '../persistence/agreement.store.js';
import { SettlementStore, type StoredSettlement } from '../persistence/settlement.store.js';
import { presentSettlement } from './present-settlement.js';

/** A settlement with the agreement that it settles. */
export interface OpenedSettlement {
  readonly stored: StoredSettlement;
  readonly of: StoredAgreement;
  readonly soFar: SettlementSoFar;
}

/** Settlements as a reader may open them. */
@Injectable()
export class SettlementBook {
  constructor(
    readonly db: Database,
    readonly agreements: AgreementStore,
    readonly settlements: SettlementStore,
  ) {}

  /** @throws DomainError `benefits.unknown-settlement`, `benefits.unknown-agreement` when it is not for the reader. */
  async open(tx: Tx, id: string, person: Person): Promise<OpenedSettlement> {
    const stored = await this.settlements.get(tx, id);
    const of = await this.agreements.get(tx, stored.agreementId);
    checkReader(person, of.agreement);
    return { stored, of, soFar: { sides: of.agreement.sides.map((side) => side.id), facts: stored.settled } };
  }

  async present(tx: Tx, id: string, person: Person): Promise<Settlement> {
    const { stored, of } = await this.open(tx, id, person);
    return presentSettlement(stored, of, person);
  }
}
