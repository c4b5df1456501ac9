import type { Tx } from '@ringvirkning/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { Settlement } from '@ringvirkning/benefits-api';
import {
  approveSettlement,
  claimSettlement,
  disputeSettlement,
  finaliseSettlement,
  settlementStatus,
  withdrawSettlement,
  type SettlementFact,
} from '@ringvirkning/benefits-domain';
import { CLOCK, fail, type Clock } from '@ringvirkning/kernel';
import { sideOf } from '../agreements/own-sides.js';
import { checkPartner, ledElsewhere } from '../agreements/partner-of.js';
import { Books } from '../booking/books.js';
import { ContractStore } from '../persistence/contract.store.js';
import { TellClaim } from './tell-claim.js';
import { SettlementBook, type OpenedSettlement } from './settlement-book.js';
import { bookSettlement } from './settlement-entry.js';

const otherFigures = () =>
  fail.conflict(
    'benefits.settlement-other-figures',
    'Du har læst andre tal end dem, der skal godkendes.',
    'You have read other figures than those to be approved.',
    { whatToDo: { da: 'Læs afregningen igen.', en: 'Read the settlement again.' } },
  );

/** What is done with a settlement after it is proposed: each under the contract's lock, one after the other. */
@Injectable()
export class DecideSettlementHandler {
  constructor(
    private readonly book: SettlementBook,
    private readonly contracts: ContractStore,
    private readonly books: Books,
    private readonly claims: TellClaim,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `benefits.not-your-side`, `benefits.settlement-other-figures` and those of {@link approveSettlement} */
  approve(id: string, { side, digest }: { readonly side: string; readonly digest: string }, person: Person) {
    return this.decide(id, person, ({ stored, of, soFar }) => {
      sideOf(person, of.agreement, side);
      if (digest !== stored.digest) throw otherFigures();
      return approveSettlement(soFar, { side, ...this.by(person) });
    });
  }

  /** @throws DomainError `benefits.not-your-side`, `benefits.settlement-closed` */
  dispute(id: string, { side, reason }: { readonly side: string; readonly reason: string }, person: Person) {
    return this.decide(id, person, ({ of, soFar }) => {
      sideOf(person, of.agreement, side);
      return disputeSettlement(soFar, { side, ...this.by(person) }, reason);
    });
  }

  /** @throws DomainError `benefits.settlement-closed` */
  withdraw(id: string, reason: string, person: Person) {
    return this.decide(id, person, ({ soFar, partner }) => {
      if (partner?.leads) throw ledElsewhere(partner);
      return withdrawSettlement(soFar, this.by(person), reason);
    });
  }

  /**
   * Posts it: from now on it is settled. What we lead and settle with another municipality is claimed of it instead; while that is to answer, the same claim is
   * sent again, and is answered as it was.
   * @throws DomainError `benefits.agreement-without-partner`, and those of {@link finaliseSettlement}
   */
  finalise(id: string, person: Person) {
    return this.decide(id, person, ({ of, soFar, partner }) => {
      checkPartner(of.agreement, partner);
      if (!partner || partner.leads) return finaliseSettlement(soFar, this.by(person));
      return settlementStatus(soFar) === 'claimed' ? undefined : claimSettlement(soFar, this.by(person));
    });
  }

  private by(person: Person) {
    return { by: person.subject, name: person.name, at: this.clock.now() };
  }

  /** What comes of a decision: the books, and what the other municipality is told. */
  private async follow(
    tx: Tx,
    { stored: { id }, of, partner }: OpenedSettlement,
    fact: SettlementFact | undefined,
  ): Promise<void> {
    if (fact?.kind === 'disputed' && partner?.leads) {
      const { by, name, at, reason } = fact;
      const disputed = await this.book.settlements.get(tx, id);
      await this.book.settlements.note(tx, disputed, { kind: 'returned', by, name, at, reason });
    }
    const stored = await this.book.settlements.get(tx, id);
    if (fact?.kind === 'final')
      await this.books.book(tx, [bookSettlement(stored, of.agreement, fact.at, partner?.purse)]);
    if (partner) await this.claims.tell(tx, stored, of, partner);
  }

  private decide(
    id: string,
    person: Person,
    decision: (opened: OpenedSettlement) => SettlementFact | undefined,
  ): Promise<Settlement> {
    return this.book.db.transaction(async (tx) => {
      const { contractId } = await this.book.settlements.get(tx, id);
      await this.contracts.lock(tx, [contractId]);
      const opened = await this.book.open(tx, id, person);
      const fact = decision(opened);
      if (fact) await this.book.settlements.note(tx, opened.stored, fact);
      await this.follow(tx, opened, fact);
      return this.book.present(tx, id, person);
    });
  }
}
