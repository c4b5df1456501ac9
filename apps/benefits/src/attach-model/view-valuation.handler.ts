import { Injectable } from '@nestjs/common';
import type { Valuation } from '@ringvirkning/benefits-api';
import { requestContext, type Tx } from '@ringvirkning/persistence';
import { withholdsFrom } from '../overview/reader.js';
import { ContractStore } from '../persistence/contract.store.js';
import { OutcomeStore } from '../persistence/outcome.store.js';
import { SiloReading } from '../sharing/silo-reading.js';
import { KeepAttachment } from './keep-attachment.js';

const UNTOLD = { outcomes: null, valued: null, reversed: null, withoutConsequences: null };

@Injectable()
export class ViewValuationHandler {
  constructor(
    private readonly reading: SiloReading,
    private readonly contracts: ContractStore,
    private readonly outcomes: OutcomeStore,
    private readonly keep: KeepAttachment,
  ) {}

  /** @throws DomainError `benefits.unknown-contract` */
  execute(contractId: string): Promise<Valuation> {
    return this.reading.run('valuation', async (tx, access) => {
      const valuation = await this.of(tx, contractId);
      const isTold = access.mayCount(contractId) && !withholdsFrom(requestContext.get().actor);
      return isTold ? valuation : { ...valuation, ...UNTOLD };
    });
  }

  async of(tx: Tx, contractId: string): Promise<Valuation> {
    const contract = await this.contracts.get(tx, contractId);
    const { model, attachedAt } = contract;
    const history = await this.keep.of(tx, contract);
    const { outcomes, valued, reversed } = await this.outcomes.counts(tx, contractId);
    return {
      contractId,
      model,
      attachedAt,
      history: history.map((each) => ({ model: each.model, at: each.at })),
      outcomes,
      valued,
      reversed,
      withoutConsequences: model === null ? 0 : outcomes - valued - reversed,
    };
  }
}
