import { Inject, Injectable } from '@nestjs/common';
import { openContract, type ContractKeeper } from '@ringvirkning/contract-mirror';
import type { ActiveContract, JointContract } from '@ringvirkning/contracts-api';
import type { Tx } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import { frozenTerms, versionsOf } from '@ringvirkning/terms';
import { TakeBackAll } from '../booking/take-back-all.js';
import { BookStatementHandler } from '../hearing/book-statement.handler.js';
import { DrawCapitalHandler } from '../draw-capital/draw-capital.handler.js';
import type { Contract } from '../purses/contract.js';
import { BookPaymentsHandler } from '../on-payment-authorised/book-payments.handler.js';
import { KeepForecast } from '../at-signature/keep-forecast.js';
import { ContractStore } from '../persistence/contract.store.js';
import { ModelStore } from '../persistence/model.store.js';
import { ValueOutcomesHandler } from '../value-outcomes/value-outcomes.handler.js';
import type { Terms } from '@ringvirkning/terms-language';
import { readContract } from './read-contract.js';

@Injectable()
export class ConsumeContractHandler implements ContractKeeper {
  constructor(
    private readonly contracts: ContractStore,
    private readonly capital: DrawCapitalHandler,
    private readonly payments: BookPaymentsHandler,
    private readonly takeBack: TakeBackAll,
    private readonly valuation: ValueOutcomesHandler,
    private readonly models: ModelStore,
    private readonly keep: KeepForecast,
    private readonly statements: BookStatementHandler,
    @Inject(CONFIG) private readonly config: ServiceConfig,
  ) {}

  has(tx: Tx, contractIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.contracts.has(tx, contractIds);
  }

  /** Keeps a contract in force (or its newer version), books the capital drawn so far, and the payments that arrived before it. */
  async put(tx: Tx, event: ActiveContract & Partial<JointContract>): Promise<void> {
    const own = this.config.INSTANCE_ID;
    const { contract, commitments, planned } = readContract(event, own);
    const { contractId, version } = contract;
    await this.contracts.lock(tx, [contractId]);
    await this.contracts.hear(tx, contract);
    const known = await this.contracts.find(tx, contractId);
    if (known && known.version >= version) return;
    if (known) await this.capital.takeBack(tx, known);
    await this.contracts.save(tx, contract);
    await this.contracts.commit(tx, contractId, commitments);
    await this.contracts.plan(tx, contractId, planned);
    const versions = versionsOf(frozenTerms(event.terms));
    const partiesOf = ({ terms }: (typeof versions)[number]) =>
      terms === versions.at(-1)?.terms ? contract.parties : terms.parties;
    await openContract(
      tx,
      contractId,
      versions.map((each) => ({ parties: ourParties(contract, partiesOf(each), own), from: each.from })),
    );
    await this.capital.execute(tx, contractId);
    if (!known) await this.payments.bookWaiting(tx, contract);
    if (contract.home !== null) return this.statements.bookWaiting(tx, contractId);
    if (known && String(known.elsewhere) !== String(contract.elsewhere)) await this.takeBack.execute(tx, known);
    await this.forecast(tx, contractId);
    await this.valuation.execute(tx, contractId);
  }

  private async forecast(tx: Tx, contractId: string): Promise<void> {
    const contract = await this.contracts.get(tx, contractId);
    if (contract.model === null) return;
    const { model, document } = await this.models.get(tx, contract.model);
    await this.keep.execute(tx, contract, model, document);
  }
}

/** A contract that a partner leads is open to the scopes of our own parties. */
const ourParties = (
  { home }: Pick<Contract, 'home'>,
  parties: Contract['parties'] | Terms['parties'],
  own: string,
): Contract['parties'] | Terms['parties'] =>
  home === null ? parties : parties.filter(({ organisation }) => organisation === own);
