import { Injectable } from '@nestjs/common';
import type { Valuation } from '@ringvirkning/benefits-api';
import { fail } from '@ringvirkning/kernel';
import { Database, type Tx } from '@ringvirkning/persistence';
import { KeepForecast } from '../at-signature/keep-forecast.js';
import { TakeBackAll } from '../booking/take-back-all.js';
import { checkBelongs, checkFit } from '../purses/contract.js';
import { ContractStore, type StoredContract } from '../persistence/contract.store.js';
import { ModelStore, type StoredModel } from '../persistence/model.store.js';
import { ValueOutcomesHandler } from '../value-outcomes/value-outcomes.handler.js';
import { KeepAttachment } from './keep-attachment.js';
import { ViewValuationHandler } from './view-valuation.handler.js';

export const ledElsewhere = () =>
  fail.rule(
    'benefits.led-elsewhere',
    'En anden kommune fører kontrakten og værdisætter dens resultater.',
    'Another municipality leads the contract, and values its outcomes.',
  );

@Injectable()
export class AttachModelHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly models: ModelStore,
    private readonly takeBack: TakeBackAll,
    private readonly valuation: ValueOutcomesHandler,
    private readonly view: ViewValuationHandler,
    private readonly keep: KeepAttachment,
    private readonly forecast: KeepForecast,
  ) {}

  /**
   * Attaches a model to a contract and values every outcome that has arrived. What another model booked is taken back, and booked anew.
   * @throws DomainError `benefits.books-differ` when the books do not hold what the outcomes are worth by that model.
   * @throws DomainError `benefits.unknown-model`, `benefits.unknown-contract`, `benefits.other-currency`, `benefits.no-municipality`, `benefits.led-elsewhere`,
   *   `benefits.model-does-not-belong`.
   */
  execute(contractId: string, model: string): Promise<Valuation> {
    return this.db.transaction(async (tx) => {
      await this.contracts.lock(tx, [contractId]);
      const contract = await this.contracts.get(tx, contractId);
      if (contract.home !== null) throw ledElsewhere();
      const stored = await this.models.get(tx, model);
      checkFit(contract, stored.document);
      checkBelongs(contract, stored.document);
      if (contract.model !== model) await this.change(tx, contract, stored);
      return this.view.of(tx, contractId);
    });
  }

  private async change(tx: Tx, contract: StoredContract, { model, document }: StoredModel): Promise<void> {
    const { contractId } = contract;
    const { at, by } = await this.keep.execute(tx, contract, model);
    await this.contracts.attach(tx, contractId, model, document.departments, at, by);
    await this.forecast.execute(tx, await this.contracts.get(tx, contractId), model, document);
    await this.takeBack.execute(tx, contract);
    await this.valuation.execute(tx, contractId);
  }
}
