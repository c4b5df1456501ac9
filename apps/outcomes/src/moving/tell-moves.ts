import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson, IDS, instant, type Ids, type Instant } from '@ringvirkning/kernel';
import { OutcomesMessagesQueuedV1, PersonMovedV1 } from '@ringvirkning/outcomes-api';
import { moveTold, type MoveTold } from '@ringvirkning/outcomes-domain';
import { Outbox } from '@ringvirkning/outbox';
import { personMoved, type PersonMovedThere } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { termsDigest } from '@ringvirkning/terms';
import type { KnownContract } from '../persistence/contract.store.js';
import { MoveToldStore } from '../persistence/move-told.store.js';
import type { Participant } from '../persistence/participant.store.js';

/** Says that somebody has moved, in the transaction in which that is written: to the services here, and to each partner what concerns it. */
@Injectable()
export class TellMoves {
  constructor(
    private readonly outbox: Outbox,
    private readonly told: MoveToldStore,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async moved(tx: Tx, contract: KnownContract, person: Participant, at: Instant): Promise<void> {
    const { contractId, participantId, moves } = person;
    await this.outbox.add(tx, PersonMovedV1, {
      key: participantId,
      data: { contractId, participantId, moves: [...moves] },
    });
    await this.partners(tx, contract, person, at);
  }

  /** Also after a correction of what a price depends on. A partner for whom nothing has changed is told nothing; who never paid hears of nobody. */
  async partners(tx: Tx, contract: KnownContract, person: Participant, at: Instant): Promise<void> {
    if (contract.partners.length === 0) return;
    const last = await this.told.last(tx, person.participantId);
    for (const member of contract.partners) {
      const before = last.get(member);
      const stands = written(contract, moveTold(contract.terms, person, member));
      const isNothing = stands.endsOn === null && stands.pays === null;
      if (before ? isSame(before, stands) : isNothing) continue;
      const said = { person: before?.person ?? this.ids.next(), at: before ? after(before.at, at) : at };
      await this.tell(tx, { contract, person, member }, { ...said, ...stands });
    }
  }

  private async tell(
    tx: Tx,
    { contract: { contractId, terms }, person: { participantId }, member }: Told,
    stands: Omit<PersonMovedThere, 'contractId' | 'termsDigest'>,
  ): Promise<void> {
    const content: PersonMovedThere = { contractId, termsDigest: termsDigest(terms), ...stands };
    const messageId = this.ids.next();
    await this.told.add(tx, { messageId, participantId, member, content });
    const data = { to: member, messages: [{ id: messageId, type: personMoved.name, content }] };
    await this.outbox.add(tx, OutcomesMessagesQueuedV1, { key: member, data });
  }
}

interface Told {
  readonly contract: KnownContract;
  readonly person: Participant;
  readonly member: string;
}
type Stands = Pick<PersonMovedThere, 'endsOn' | 'pays'>;

const isSame = ({ endsOn, pays }: PersonMovedThere, stands: Stands): boolean =>
  canonicalJson({ endsOn, pays }) === canonicalJson(stands);

/** What stands is told by its moment: two in one millisecond, or a clock that was put back, must not hide the later one. */
const after = (before: Instant, at: Instant): Instant =>
  at > before ? at : instant(new Date(Date.parse(before) + 1).toISOString());

const amount = (minor: bigint | null): string | null => minor?.toString() ?? null;

const written = ({ terms: { currency } }: KnownContract, { endsOn, pays }: MoveTold): Stands => ({
  endsOn,
  pays: pays && {
    ...{ pseudonym: pays.pseudonym, cohort: pays.cohort, currency, most: amount(pays.most) },
    periods: pays.periods.map(({ from, to }) => ({ from, to })),
    prices: pays.prices.map(({ price, most, ...of }) => ({ ...of, price: amount(price), most: amount(most) })),
  },
});
