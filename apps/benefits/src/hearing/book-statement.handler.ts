import { Inject, Injectable } from '@nestjs/common';
import { BenefitsMessagesQueuedV1 } from '@ringvirkning/benefits-api';
import { faultInContract, standing, type StatementFault } from '@ringvirkning/benefits-domain';
import { CLOCK, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { Outbox } from '@ringvirkning/outbox';
import { benefitsBooked, type BenefitsBooked } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import { Books } from '../booking/books.js';
import { siloNamed } from '../overview/told-cells.js';
import { municipalPurse, type Contract } from '../purses/contract.js';
import { bookStatement, statementKey } from '../purses/statement-entry.js';
import { ContractStore } from '../persistence/contract.store.js';
import { HeardStatementStore, type HeardStatement } from '../persistence/heard-statement.store.js';

type Judged = Pick<HeardStatement, 'member' | 'fault' | 'currency' | 'lines'>;

/** A partner's statement comes into our books: the one before is taken back, and the new one booked whole. */
@Injectable()
export class BookStatementHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly statements: HeardStatementStore,
    private readonly books: Books,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(CONFIG) private readonly config: ServiceConfig,
  ) {}

  /** What waited for its contract, from whomever: booked, or by that contract wrong. Who said it is told so. Call it under the contract's lock. */
  async bookWaiting(tx: Tx, contractId: string): Promise<void> {
    const contract = await this.contracts.find(tx, contractId);
    for (const last of await this.statements.last(tx, contractId)) {
      const booked = await this.bookLast(tx, contractId, last.member);
      if (booked) await this.answer(tx, booked);
      if (last.fault === null && this.fault(last, contract)) await this.answer(tx, last);
    }
  }

  /**
   * Books the statement with the highest number that breaks no rule, once its terms are known here. Call it under the contract's lock.
   * @returns it when this call booked it.
   */
  async bookLast(tx: Tx, contractId: string, member: string): Promise<HeardStatement | undefined> {
    const contract = await this.contracts.find(tx, contractId);
    if (!contract) return undefined;
    const known = (await this.statements.ofContract(tx, contractId, member)).filter(
      (each) => !this.fault(each, contract) && contract.termsDigests.includes(each.termsDigest),
    );
    const [last, held] = [standing(known), standing(known.filter(({ bookedAt }) => bookedAt))];
    if (!last || last.number <= (held?.number ?? 0)) return undefined;
    const departments = Object.fromEntries(last.content.departments.map(({ id, name }) => [id, name]));
    await this.contracts.nameDepartments(tx, contractId, departments);
    if (held) await this.books.reverseIfBooked(tx, [statementKey(held)], last.statementId);
    await this.books.book(tx, [bookStatement(contract, this.municipality(contract), departments, last)]);
    this.books.keepNames(tx, last.content.published.map(siloNamed));
    await this.statements.booked(tx, last, this.clock.now());
    return last;
  }

  /** Why a statement is not booked, as far as it is known. */
  fault(statement: Judged, contract: Contract | undefined): StatementFault | undefined {
    if (statement.fault || !contract) return statement.fault ?? undefined;
    const municipality = this.municipality(contract);
    const ownPurse = municipality && municipalPurse(municipality);
    return faultInContract(statement, statement.member, { ...contract, ownPurse });
  }

  /** Tells home what became of a statement, and what our books hold. */
  async answer(tx: Tx, statement: HeardStatement): Promise<void> {
    const { member, contractId, number, digest } = statement;
    const contract = await this.contracts.find(tx, contractId);
    const held = standing(
      (await this.statements.ofContract(tx, contractId, member)).filter(({ bookedAt }) => bookedAt),
    );
    const content: BenefitsBooked = {
      ...{ contractId, number, statementDigest: digest, at: this.clock.now() },
      fault: this.fault(statement, contract) ?? null,
      held: held ? { number: held.number, digest: held.digest, amount: held.content.amount } : null,
    };
    const message = { id: this.ids.next(), type: benefitsBooked.name, content };
    await this.outbox.add(tx, BenefitsMessagesQueuedV1, { key: member, data: { to: member, messages: [message] } });
  }

  private municipality = ({ parties }: Contract) =>
    parties.find(({ kind, organisation }) => kind === 'municipality' && organisation === this.config.INSTANCE_ID);
}
