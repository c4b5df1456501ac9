import { Injectable } from '@nestjs/common';
import { Ledger } from '@ringvirkning/ledger';
import { paymentDueAnswered, type PartnerMessageReceived } from '@ringvirkning/partnership-api';
import { answerPosting, bookedWith, toBook, totalOf } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { answerDiffers, answerToNoClaim } from '../errors.js';
import { ContractStore } from '../persistence/contract.store.js';
import { PartnerClaimStore, type PartnerClaim } from '../persistence/partner-claim.store.js';
import { RunStore } from '../persistence/run.store.js';
import { isAnswered } from './standing.js';

/** What a partner says to our claim, once. What it has authorised is its cost, and due from it no more. */
@Injectable()
export class HearAnswerHandler {
  constructor(
    private readonly contracts: ContractStore,
    private readonly runs: RunStore,
    private readonly claims: PartnerClaimStore,
    private readonly ledger: Ledger,
  ) {}

  /** @throws DomainError `payments.answer-to-no-claim`, `payments.answer-differs`; it is put aside, and people see it. */
  async execute(tx: Tx, { from, content }: PartnerMessageReceived): Promise<void> {
    const { contractId, runId, claimDigest, answer, reason, booked, at } = paymentDueAnswered.content.parse(content);
    await this.contracts.lock(tx, [contractId]);
    const claims = await this.claims.ofContract(tx, contractId, from);
    const claim = claims.find((each) => each.runId === runId);
    if (claim?.digest !== claimDigest) throw answerToNoClaim(from);
    const before = claim.words.find(({ type }) => ANSWERS.includes(type));
    if (before?.type === answer) return;
    if (before) throw answerDiffers(from, claim.number);
    if (answer === 'authorised') await this.book(tx, claim, claims, booked);
    await this.claims.say(tx, claim, { type: answer, reason, at });
  }

  private async book(tx: Tx, claim: PartnerClaim, all: readonly PartnerClaim[], booked: string): Promise<void> {
    const known = all.map((each) => ({ ...each, isAuthorised: isAnswered(each, 'authorised') }));
    const held = bookedWith(claim, known);
    if (!held || totalOf(held).toString() !== booked) throw answerDiffers(claim.member, claim.number);
    if (known.some(({ number, isAuthorised }) => isAuthorised && number > claim.number)) return;
    const amounts = toBook(claim, known)!;
    if (amounts.length === 0) return;
    const { claimId: id, contractId, cutOff, currency } = claim;
    const run = await this.runs.find(tx, claim.runId);
    const { terms } = (await this.contracts.find(tx, contractId, run!.termsVersion))!;
    await this.ledger.post(tx, [answerPosting({ id, contractId, cutOff, currency, amounts, terms })]);
  }
}

const ANSWERS: readonly string[] = ['authorised', 'objected', 'refused'];
