import { Injectable } from '@nestjs/common';
import type { Valuation } from '@ringvirkning/benefits-api';
import { fail } from '@ringvirkning/kernel';
import { Database } from '@ringvirkning/persistence';
import { TakeBackAll } from '../booking/take-back-all.js';
import { ContractStore } from '../persistence/contract.store.js';
import { ledElsewhere } from './attach-model.handler.js';
import { KeepAttachment } from './keep-attachment.js';
import { ViewValuationHandler } from './view-valuation.handler.js';

const partnersAreTold = () =>
  fail.rule(
    'benefits.partners-are-told',
    'Kontraktens partnere får fortalt, hvad modellen regner; den kan derfor kun afløses af en anden.',
    'Partners of the contract are told what the model reckons, so it can only be replaced by another.',
  );

@Injectable()
export class DetachModelHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly takeBack: TakeBackAll,
    private readonly keep: KeepAttachment,
    private readonly view: ViewValuationHandler,
  ) {}

  /**
   * Takes a contract's model off: every value booked by it is reversed, and the outcomes wait for another. Nothing to do without a model.
   * @throws DomainError `benefits.unknown-contract`, `benefits.led-elsewhere`, `benefits.partners-are-told`, `benefits.books-differ`.
   */
  execute(contractId: string): Promise<Valuation> {
    return this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [contractId]);
      const contract = await this.contracts.get(tx, contractId);
      if (contract.home !== null) throw ledElsewhere();
      if (contract.elsewhere.length > 0) throw partnersAreTold();
      if (contract.model !== null) {
        await this.keep.execute(tx, contract, null);
        await this.contracts.detach(tx, contractId);
        await this.takeBack.execute(tx, contract);
      }
      return this.view.of(tx, contractId);
    });
  }
}
