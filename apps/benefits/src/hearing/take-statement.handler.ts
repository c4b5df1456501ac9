import { Inject, Injectable } from '@nestjs/common';
import { faultOfStatement } from '@ringvirkning/benefits-domain';
import { CLOCK, digestOf, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { benefitsGained, type PartnerMessageReceived } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { HeardStatementStore, statementOf, type HeardStatement } from '../persistence/heard-statement.store.js';
import { BookStatementHandler } from './book-statement.handler.js';

/** What a partner tells us to gain is kept, booked, and answered. One that breaks a rule is kept too; the same one again is the same one. */
@Injectable()
export class TakeStatementHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly statements: HeardStatementStore,
    private readonly booking: BookStatementHandler,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute(tx: Tx, { from: member, content: said }: PartnerMessageReceived): Promise<void> {
    const content = benefitsGained.content.parse(said);
    const { contractId } = content;
    const digest = digestOf(content);
    await this.contracts.lock(tx, [contractId]);
    const before = await this.statements.ofContract(tx, contractId, member);
    if (!before.some((each) => each.digest === digest)) {
      const statement = statementOf(content, digest);
      const contract = await this.contracts.find(tx, contractId);
      const sound = before.filter((each) => !this.booking.fault(each, contract));
      const fault =
        faultOfStatement(statement, sound) ??
        this.booking.fault({ ...statement, member, fault: null }, contract) ??
        null;
      const [statementId, heardAt] = [this.ids.next(), this.clock.now()];
      await this.statements.add(tx, { statementId, member, digest, content, heardAt, fault });
    }
    await this.booking.bookLast(tx, contractId, member);
    const now = (await this.statements.ofContract(tx, contractId, member)).find((each) => each.digest === digest)!;
    if (await this.isSettled(tx, now)) await this.booking.answer(tx, now);
  }

  /** It is answered later, when its contract has come. */
  private async isSettled(tx: Tx, statement: HeardStatement): Promise<boolean> {
    const contract = await this.contracts.find(tx, statement.contractId);
    if (this.booking.fault(statement, contract)) return true;
    return contract?.termsDigests.includes(statement.termsDigest) === true;
  }
}
