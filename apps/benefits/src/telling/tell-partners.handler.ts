import { Inject, Injectable } from '@nestjs/common';
import { BenefitsMessagesQueuedV1 } from '@ringvirkning/benefits-api';
import { isForgotten, nextNumber } from '@ringvirkning/benefits-domain';
import { CLOCK, digestOf, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { Outbox } from '@ringvirkning/outbox';
import { benefitsGained, type BenefitsGained } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import type { Contract } from '../purses/contract.js';
import { ContractStore } from '../persistence/contract.store.js';
import { ToldStatementStore } from '../persistence/told-statement.store.js';
import { StatementOf } from './statement-of.js';

/** Each partner is told what its purses gain by a contract that we lead, whenever it is something else than what it was told last. */
@Injectable()
export class TellPartnersHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly statements: ToldStatementStore,
    private readonly statementOf: StatementOf,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Call it under the contract's lock. */
  async execute(tx: Tx, contractId: string): Promise<void> {
    const contract = await this.contracts.get(tx, contractId);
    // Who takes part no longer may have been told something that no longer stands.
    const before = (await this.statements.last(tx, contractId)).map(({ member }) => member);
    for (const member of new Set([...contract.elsewhere, ...before])) await this.tell(tx, contract, member);
    await this.contracts.markTold(tx, contractId);
  }

  private async tell(tx: Tx, contract: Contract, member: string): Promise<void> {
    const { contractId } = contract;
    const said = await this.statements.named(tx, contractId, member);
    const held = (await this.statements.answers(tx, contractId, member)).map((answer) => answer.held);
    const number = nextNumber(said, held);
    const content = await this.statementOf.member(tx, contract, member, number);
    const last = (await this.statements.last(tx, contractId)).find((each) => each.member === member);
    const isSaid = last ? figures(last.content) === figures(content) : isEmpty(content);
    if (isSaid && !last?.lost && !isForgotten(held.at(-1) ?? null, said)) return;
    const [statementId, toldAt] = [this.ids.next(), this.clock.now()];
    const statement = { statementId, contractId, member, number, digest: digestOf(content), content, toldAt };
    await this.statements.add(tx, statement);
    const message = { id: statementId, type: benefitsGained.name, content };
    await this.outbox.add(tx, BenefitsMessagesQueuedV1, { key: member, data: { to: member, messages: [message] } });
  }
}

/** What a statement says beside its number and its day: a day that changes nothing is not told. */
const figures = ({ number: _, asOf: __, ...rest }: BenefitsGained): string => digestOf(rest);
const isEmpty = ({ lines, published, others }: BenefitsGained): boolean =>
  lines.length + published.length + others.length === 0;
