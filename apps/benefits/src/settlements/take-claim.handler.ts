import { Inject, Injectable } from '@nestjs/common';
import {
  authoritiesOf,
  faultOfSettlementClaim,
  figuresOfStatement,
  givenBy,
  settlementStatus,
  standing,
  workedOut,
  type KnownOfClaim,
} from '@ringvirkning/benefits-domain';
import { CLOCK, digestOf, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import {
  settlementAnswered,
  settlementClaimed,
  type PartnerMessageReceived,
  type SettlementAnswered,
  type SettlementClaimed,
} from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { CONFIG, type ServiceConfig } from '@ringvirkning/service';
import { signedBy } from '../agreements/agreement-post.js';
import { linesOf } from '../agreements/figures-between.js';
import { ownMunicipality } from '../agreements/own-sides.js';
import { partnersIn, sidesHere, sidesOf, type Partner } from '../agreements/partner-of.js';
import { WhatIsDue } from '../agreements/what-is-due.js';
import { AgreementStore, inForce, type StoredAgreement } from '../persistence/agreement.store.js';
import { ContractStore } from '../persistence/contract.store.js';
import { HeardStatementStore } from '../persistence/heard-statement.store.js';
import { LetterStore } from '../persistence/letter.store.js';
import { contentOf, SettlementStore, type StoredSettlement } from '../persistence/settlement.store.js';
import type { Contract } from '../purses/contract.js';
import { readClaim } from './claim-content.js';

type Answer = Pick<SettlementAnswered, 'answer' | 'reason'>;

/** What the municipality that leads a contract claims: kept for our own people to certify and authorise, or refused at once with the rule that it breaks. */
@Injectable()
export class TakeClaimHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly agreements: AgreementStore,
    private readonly settlements: SettlementStore,
    private readonly statements: HeardStatementStore,
    private readonly letters: LetterStore,
    private readonly due: WhatIsDue,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(CONFIG) private readonly config: ServiceConfig,
  ) {}

  private get own(): string {
    return ownMunicipality(this.config.INSTANCE_ID);
  }

  /** The same claim again is answered as it was, and has no second effect. */
  async execute(tx: Tx, { from: member, type, content: said }: PartnerMessageReceived): Promise<void> {
    const content = settlementClaimed.content.parse(said);
    const { contractId } = content;
    const digest = digestOf(content);
    await this.contracts.lock(tx, [contractId]);
    const known = await this.letters.known(tx, contractId, member, digest);
    if (known) return this.repeat(tx, known.about, member, content, known.fault);
    const contract = await this.contracts.find(tx, contractId);
    const of = (await this.agreements.ofContract(tx, contractId)).find(
      ({ agreement, digest: of }) =>
        agreement.code === content.code && agreement.version === content.version && of === content.agreementDigest,
    );
    const fault = faultOfSettlementClaim(readClaim(content), await this.known(tx, member, content, contract, of));
    const about = fault || !of || !contract ? null : await this.keep(tx, content, of, partnerNamed(contract, member));
    await this.letters.receive(tx, { contractId, member, type, about, digest, content, fault: fault ?? null });
    if (fault) await this.answer(tx, member, content, undefined, { answer: 'refused', reason: fault });
  }

  /** Tells who claimed what has become of it. Call it under the contract's lock. */
  async answer(
    tx: Tx,
    to: string,
    content: SettlementClaimed,
    about: StoredSettlement | undefined,
    answer: Answer,
  ): Promise<void> {
    const { contractId, settlementId, code } = content;
    const of = about && (await this.agreements.get(tx, about.agreementId));
    const before = of ? (await this.due.soFar(tx, of)).before : [];
    const here = of ? sidesHere(of.agreement, this.config.INSTANCE_ID) : [];
    const approvals = (about?.settled ?? []).flatMap((fact) =>
      fact.kind === 'approved' && here.includes(fact.side) ? [{ signatory: fact.side, at: fact.at }] : [],
    );
    const answered: SettlementAnswered = {
      ...{ contractId, settlementId, code, claimDigest: digestOf(content), ...answer },
      held: of ? givenBy(before, of.agreement, this.own).toString() : '0',
      ...{ approvals, at: this.clock.now() },
    };
    await this.letters.send(tx, settlementAnswered, { to, about: about?.id ?? null, content: answered });
  }

  private async repeat(
    tx: Tx,
    about: string | null,
    member: string,
    content: SettlementClaimed,
    fault: string | null,
  ): Promise<void> {
    if (about === null) return this.answer(tx, member, content, undefined, { answer: 'refused', reason: fault });
    const stored = await this.settlements.get(tx, about);
    const answer = answerOf(stored);
    if (answer) await this.answer(tx, member, content, stored, answer);
  }

  private async known(
    tx: Tx,
    member: string,
    content: SettlementClaimed,
    contract: Contract | undefined,
    of: StoredAgreement | undefined,
  ): Promise<KnownOfClaim> {
    const all = await this.agreements.ofContract(tx, content.contractId);
    const { earlier, before } = of ? await this.due.soFar(tx, of) : { earlier: [], before: [] };
    return {
      isFromHome: contract?.home === member,
      agreement: of && authoritiesOf(of.agreement).includes(this.own) ? of.agreement : undefined,
      isInForce: inForce(all).some(({ id }) => id === of?.id),
      ...{ own: this.own, thisYear: this.due.thisYear() },
      numbers: earlier.map(({ no }) => no),
      hasOpen: earlier.some((each) => !answerOf(each)),
      stated: of && (await this.stated(tx, member, content, of)),
      before,
    };
  }

  /** What the statement that stands says of our sides, by our books; the one that the claim names must be among those booked. */
  private async stated(tx: Tx, member: string, { contractId, statement }: SettlementClaimed, of: StoredAgreement) {
    const booked = (await this.statements.ofContract(tx, contractId, member)).filter(({ bookedAt }) => bookedAt);
    if (!statement) return booked.length === 0 ? [] : undefined;
    const isBooked = booked.some(({ number, digest }) => number === statement.number && digest === statement.digest);
    const here = new Set(sidesHere(of.agreement, this.config.INSTANCE_ID));
    const silos = of.agreement.sides.filter(({ id }) => here.has(id)).map(({ silo }) => silo);
    return isBooked ? figuresOfStatement(linesOf(standing(booked)!.content), silos) : undefined;
  }

  private async keep(tx: Tx, content: SettlementClaimed, of: StoredAgreement, home: Partner): Promise<string> {
    const claim = readClaim(content);
    const id = this.ids.next();
    const { contractId, no, through, digest } = content;
    await this.settlements.add(tx, {
      ...{ id, contractId, agreementId: of.id, code: of.agreement.code, no, through, digest },
      ...contentOf(claim.facts, claim.before, workedOut(claim, of.agreement)),
      proposedBy: { by: home.member, name: home.name, at: this.clock.now() },
    });
    const theirs = sidesOf(of.agreement, home.purse);
    for (const [side, at] of new Map(content.approvals.map((each) => [each.signatory, each.at] as const)))
      if (theirs.includes(side))
        await this.settlements.note(tx, await this.settlements.get(tx, id), {
          kind: 'approved',
          ...signedBy(home, side, at),
        });
    return id;
  }
}

/** What was answered to a claim that was taken; undefined while our people have not decided. */
export function answerOf({ settled }: StoredSettlement): Answer | undefined {
  const status = settlementStatus({ sides: [], facts: settled });
  if (status === 'final') return { answer: 'authorised', reason: null };
  if (status !== 'returned') return undefined;
  const returned = settled.find(({ kind }) => kind === 'returned');
  return { answer: 'disputed', reason: returned && 'reason' in returned ? returned.reason : null };
}

const partnerNamed = (contract: Contract, member: string): Partner =>
  partnersIn(contract).find((each) => each.member === member)!;
