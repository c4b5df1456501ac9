import { Injectable } from '@nestjs/common';
import { isForgotten } from '@ringvirkning/benefits-domain';
import {
  benefitsBooked,
  benefitsGained,
  type PartnerMessageReceived,
  type PartnerMessageSettled,
} from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { ToldStatementStore } from '../persistence/told-statement.store.js';

/** What became of a statement: answered by the partner, or never come to it. What the partner holds and we have forgotten is said anew. */
@Injectable()
export class HearBookedHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly statements: ToldStatementStore,
  ) {}

  async answered(tx: Tx, { from, content }: PartnerMessageReceived): Promise<void> {
    const answer = benefitsBooked.content.parse(content);
    const { contractId, held } = answer;
    await this.contracts.lock(tx, [contractId]);
    if (!(await this.contracts.find(tx, contractId))?.elsewhere.includes(from)) return;
    await this.statements.answer(tx, from, answer);
    if (isForgotten(held, await this.statements.named(tx, contractId, from)))
      await this.contracts.unmarkTold(tx, contractId);
  }

  async settled(tx: Tx, { id, to, type, outcome }: PartnerMessageSettled): Promise<void> {
    if (type !== benefitsGained.name || outcome === 'booked') return;
    const statement = await this.statements.find(tx, id);
    if (statement?.member === to) await this.statements.lose(tx, statement, outcome);
  }
}
