import { Inject, Injectable } from '@nestjs/common';
import { givenBy, settlementStatus, type SettledBefore, type SettlementFact } from '@ringvirkning/benefits-domain';
import { CLOCK, digestOf, parseMinor, type Clock } from '@ringvirkning/kernel';
import {
  settlementAnswered,
  settlementClaimed,
  type PartnerMessageReceived,
  type PartnerMessageSettled,
  type SettlementAnswered,
} from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { signedBy } from '../agreements/agreement-post.js';
import { partnerOf, sidesOf, type Partner } from '../agreements/partner-of.js';
import { WhatIsDue } from '../agreements/what-is-due.js';
import { Books } from '../booking/books.js';
import { AgreementStore, type StoredAgreement } from '../persistence/agreement.store.js';
import { ContractStore } from '../persistence/contract.store.js';
import { LetterStore, type SentLetter } from '../persistence/letter.store.js';
import { movedBy, SettlementStore, type StoredSettlement } from '../persistence/settlement.store.js';
import { bookSettlement } from './settlement-entry.js';

interface Claimed {
  readonly stored: StoredSettlement;
  readonly of: StoredAgreement;
  readonly partner: Partner;
}

/** What the other municipality answers to a claim: what it authorised and booked is booked here too, and closed; what it disputed or refused comes back. */
@Injectable()
export class HearClaimAnswerHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly agreements: AgreementStore,
    private readonly settlements: SettlementStore,
    private readonly letters: LetterStore,
    private readonly due: WhatIsDue,
    private readonly books: Books,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async answered(tx: Tx, { from: member, type, content: said }: PartnerMessageReceived): Promise<void> {
    const content = settlementAnswered.content.parse(said);
    const { contractId } = content;
    await this.contracts.lock(tx, [contractId]);
    const claimed = await this.claimed(tx, member, content);
    const fault = claimed ? await this.fault(tx, claimed, content) : 'other-claim';
    const about = claimed?.stored.id ?? null;
    await this.letters.receive(tx, { contractId, member, type, about, digest: digestOf(content), content, fault });
    if (claimed && fault === null) await this.close(tx, claimed, content);
  }

  /** A letter that never came to the other: a claim comes back with the reason. */
  async settled(tx: Tx, { id, to, outcome }: PartnerMessageSettled): Promise<void> {
    if (outcome === 'booked') return;
    const letter = await this.letters.find(tx, id);
    if (letter?.member !== to) return;
    await this.contracts.lock(tx, [letter.contractId]);
    await this.letters.lose(tx, id, letter.contractId, outcome);
    if (letter.type === settlementClaimed.name) await this.comesBack(tx, letter, outcome);
  }

  private async comesBack(tx: Tx, { about, member, contractId }: SentLetter, reason: string): Promise<void> {
    const stored = await this.settlements.get(tx, about!);
    if (!isClaimed(stored)) return;
    // It may have been sent more than once: one that came is enough.
    const claims = (await this.letters.sentAbout(tx, stored.id)).filter(({ type }) => type === settlementClaimed.name);
    if (claims.some(({ lost }) => lost === null)) return;
    const name = (await this.contracts.get(tx, contractId)).parties.find(
      (party) => party.organisation === member,
    )?.name;
    await this.note(tx, stored, { kind: 'returned', by: member, name: name ?? member, at: this.clock.now(), reason });
  }

  /** The settlement that is answered: ours, claimed of whom answers, in the very words that it names. */
  private async claimed(
    tx: Tx,
    member: string,
    { contractId, settlementId, claimDigest }: SettlementAnswered,
  ): Promise<Claimed | undefined> {
    const sent = (await this.letters.sentAbout(tx, settlementId)).find(
      (letter) => letter.type === settlementClaimed.name && letter.member === member && letter.digest === claimDigest,
    );
    if (sent?.contractId !== contractId) return undefined;
    const stored = await this.settlements.get(tx, settlementId);
    const of = await this.agreements.get(tx, stored.agreementId);
    const partner = partnerOf(await this.contracts.get(tx, contractId), of.agreement);
    return partner && { stored, of, partner };
  }

  /** Why an answer has no effect. */
  private async fault(tx: Tx, { stored, of, partner }: Claimed, content: SettlementAnswered): Promise<string | null> {
    if (!isClaimed(stored)) return 'answered-before';
    if (content.answer !== 'authorised') return null;
    const theirs = sidesOf(of.agreement, partner.purse);
    if (!theirs.every((id) => content.approvals.some(({ signatory }) => signatory === id))) return 'not-approved';
    const moved: SettledBefore[] = [...(await this.due.soFar(tx, of)).before, ...movedBy(stored)];
    return givenBy(moved, of.agreement, partner.purse) === parseMinor(content.held) ? null : 'other-books';
  }

  private async close(tx: Tx, { stored, of, partner }: Claimed, content: SettlementAnswered): Promise<void> {
    const { at, reason } = content;
    const by = { by: partner.member, name: partner.name, at };
    if (content.answer !== 'authorised')
      return this.note(tx, stored, { kind: 'returned', ...by, reason: reason ?? content.answer });
    const theirs = new Set(sidesOf(of.agreement, partner.purse));
    for (const [side, on] of new Map(content.approvals.map((each) => [each.signatory, each.at] as const)))
      if (theirs.has(side)) await this.note(tx, stored, { kind: 'approved', ...signedBy(partner, side, on) });
    await this.note(tx, stored, { kind: 'final', ...by });
    await this.books.book(tx, [bookSettlement(stored, of.agreement, this.clock.now(), partner.purse)]);
  }

  private async note(tx: Tx, { id }: StoredSettlement, fact: SettlementFact): Promise<void> {
    await this.settlements.note(tx, await this.settlements.get(tx, id), fact);
  }
}

const isClaimed = ({ settled }: StoredSettlement): boolean =>
  settlementStatus({ sides: [], facts: settled }) === 'claimed';
