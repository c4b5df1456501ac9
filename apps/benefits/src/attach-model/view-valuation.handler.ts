import { Injectable } from '@nestjs/common';
import type { Valuation } from '@ringvirkning/benefits-api';
import { Database, type Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { OutcomeStore } from '../persistence/outcome.store.js';

@Injectable()
export class ViewValuationHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly outcomes: OutcomeStore,
  ) {}

  /** @throws DomainError `benefits.unknown-contract` */
  execute(contractId: string): Promise<Valuation> {
    return this.db.read((tx) => this.of(tx, contractId));
  }

  async of(tx: Tx, contractId: string): Promise<Valuation> {
    const { model, attachedAt } = await this.contracts.get(tx, contractId);
    const { outcomes, valued, reversed } = await this.outcomes.counts(tx, contractId);
    return {
      contractId,
      model,
      attachedAt,
      outcomes,
      valued,
      reversed,
      withoutConsequences: model === null ? 0 : outcomes - valued - reversed,
    };
  }
}
