import { Inject, Injectable } from '@nestjs/common';
import type {
  Appropriation,
  AppropriationRequest,
  CarryOver,
  CarryOverRequest,
  CorrectionRequest,
} from '@ringvirkning/contracts-api';
import {
  appropriate,
  carryOver,
  correct,
  type Appropriation as Entry,
  type ContractFact,
} from '@ringvirkning/contracts-domain';
import { CLOCK, IDS, parseMinor, type Clock, type Ids } from '@ringvirkning/kernel';
import { Database, requestContext, type Tx } from '@ringvirkning/persistence';
import { ContractStore, type StoredContract } from '../persistence/contract.store.js';
import { AppropriationStore } from '../persistence/appropriation.store.js';
import { worstCaseOf } from '../simulate-terms/worst-case.js';
import { entryOf, presentAppropriation } from './present-appropriation.js';
import { Takings } from './takings.js';

type Appropriated = Extract<ContractFact, { type: 'appropriated' }>;

/** What a council sets aside for a contract, year by year, takes back, and carries over. */
@Injectable()
export class AppropriateHandler {
  constructor(
    private readonly db: Database,
    private readonly contracts: ContractStore,
    private readonly money: AppropriationStore,
    private readonly takings: Takings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  execute(contractId: string, request: AppropriationRequest): Promise<Appropriation> {
    return this.db.transaction(async (tx) => {
      const { contract, document } = await this.payingBy(tx, contractId, request.payer);
      const fact = appropriate(contract, this.entry(entryOf(request)), worstCaseOf(document.terms));
      return this.book(tx, contractId, document, fact);
    });
  }

  /** @throws DomainError also when it cannot be known what has been paid. */
  correct(contractId: string, request: CorrectionRequest): Promise<Appropriation> {
    const { payer, budgetYear, reason } = request;
    return this.takings.within(contractId, request, async (tx, { contract, document }, standing) => {
      const entry = this.entry({ payer, budgetYear, reason, amount: -parseMinor(request.amount) });
      return this.book(tx, contractId, document, correct(contract, entry, standing));
    });
  }

  /** @throws DomainError also when it cannot be known what has been paid. */
  carryOver(contractId: string, request: CarryOverRequest): Promise<CarryOver> {
    const { payer, fromYear: budgetYear, decision, mayFallBelowCommitment } = request;
    return this.takings.within(
      contractId,
      { payer, budgetYear, mayFallBelowCommitment },
      async (tx, { contract, document }, standing) => {
        const given = contract.appropriations.findLast((each) => each.payer === payer && each.account !== undefined);
        const entry = {
          payer,
          decision,
          amount: parseMinor(request.amount),
          account: given?.account,
          area: given?.area,
        };
        const [out, into] = carryOver(
          contract,
          [this.entry({ ...entry, budgetYear }), this.entry({ ...entry, budgetYear: budgetYear + 1 })],
          standing,
          worstCaseOf(document.terms),
        );
        return {
          out: await this.book(tx, contractId, document, out),
          into: await this.book(tx, contractId, document, into),
        };
      },
    );
  }

  /** The contract; or the amendment in the making, when only by that the party pays: a successor appropriates before it pays. */
  private async payingBy(tx: Tx, contractId: string, payer: string): Promise<StoredContract> {
    const stored = await this.contracts.lock(tx, contractId);
    const pays = ({ contract }: StoredContract): boolean =>
      contract.agreement.parties.some(({ id, roles }) => id === payer && roles.includes('payer'));
    if (pays(stored)) return stored;
    const open = await this.contracts.amendment(tx, contractId);
    return open && pays(open) ? open : stored;
  }

  private entry(of: Omit<Entry, 'id' | 'by' | 'at'>): Entry {
    return { ...of, id: this.ids.next(), by: requestContext.get().actor.subject, at: this.clock.now() };
  }

  private async book(
    tx: Tx,
    contractId: string,
    { terms }: StoredContract['document'],
    fact: Appropriated,
  ): Promise<Appropriation> {
    await this.money.add(tx, contractId, fact);
    return presentAppropriation(fact.appropriation, terms.currency);
  }
}
