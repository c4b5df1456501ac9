import { Injectable, Logger } from '@nestjs/common';
import { digestOf } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import { Outbox } from '@ringvirkning/outbox';
import {
  paymentAnswerRefused,
  paymentDueAnswered,
  type AnswerRefusal,
  type PartnerMessageReceived,
  type PaymentAnswerRefused,
  type PaymentDueAnswered,
} from '@ringvirkning/partnership-api';
import { PaymentsMessagesQueuedV1 } from '@ringvirkning/payments-api';
import { answerPosting, bookedWith, toBook, totalOf } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { PartnerClaimStore, type PartnerClaim } from '../persistence/partner-claim.store.js';
import { RunStore } from '../persistence/run.store.js';
import { isAnswered } from './standing.js';

/**
 * What a partner says to our claim, once. What it has authorised is its cost, and due from it no more. An answer that does not fit what we know has no effect;
 * the partner is told, and the claim says so here.
 */
@Injectable()
export class HearAnswerHandler {
  private readonly logger = new Logger('payments: answers');

  constructor(
    private readonly contracts: ContractStore,
    private readonly runs: RunStore,
    private readonly claims: PartnerClaimStore,
    private readonly ledger: Ledger,
    private readonly outbox: Outbox,
  ) {}

  async execute(tx: Tx, { from, number, content }: PartnerMessageReceived): Promise<void> {
    const answer = paymentDueAnswered.content.parse(content);
    await this.contracts.lock(tx, [answer.contractId]);
    const claims = await this.claims.ofContract(tx, answer.contractId, from);
    const claim = claims.find(({ runId, digest }) => runId === answer.runId && digest === answer.claimDigest);
    const reason = claim ? await this.take(tx, claim, claims, answer) : 'answer-to-no-claim';
    if (!reason) return;
    this.logger.warn(`message ${number} of ${from} refused: ${reason}`);
    if (claim && !isAnswered(claim, 'answer-refused'))
      await this.claims.say(tx, claim, { type: 'answer-refused', reason, at: answer.at });
    await this.refuse(tx, from, answer, reason);
  }

  /** Returns why the answer cannot be taken. The same one again is the same one. */
  private async take(
    tx: Tx,
    claim: PartnerClaim,
    claims: readonly PartnerClaim[],
    { answer, reason, booked, at }: PaymentDueAnswered,
  ): Promise<AnswerRefusal | undefined> {
    const before = claim.words.find(({ type }) => ANSWERS.includes(type));
    if (before) return before.type === answer ? undefined : 'answer-differs';
    if (answer === 'authorised' && !(await this.book(tx, claim, claims, booked))) return 'answer-differs';
    await this.claims.say(tx, claim, { type: answer, reason, at });
    return undefined;
  }

  /** False when the partner's books are said to hold something else than our claims come to. */
  private async book(tx: Tx, claim: PartnerClaim, all: readonly PartnerClaim[], booked: string): Promise<boolean> {
    const known = all.map((each) => ({ ...each, isAuthorised: isAnswered(each, 'authorised') }));
    const held = bookedWith(claim, known);
    if (!held || totalOf(held).toString() !== booked) return false;
    if (known.some(({ number, isAuthorised }) => isAuthorised && number > claim.number)) return true;
    const amounts = toBook(claim, known)!;
    if (amounts.length === 0) return true;
    const { claimId: id, contractId, cutOff, currency } = claim;
    const run = await this.runs.find(tx, claim.runId);
    const { terms } = (await this.contracts.find(tx, contractId, run!.termsVersion))!;
    await this.ledger.post(tx, [answerPosting({ id, contractId, cutOff, currency, amounts, terms })]);
    return true;
  }

  private async refuse(
    tx: Tx,
    to: string,
    { contractId, runId, claimDigest, answer }: PaymentDueAnswered,
    reason: AnswerRefusal,
  ): Promise<void> {
    const content: PaymentAnswerRefused = { contractId, runId, claimDigest, answer, reason };
    const type = paymentAnswerRefused.name;
    const data = { to, messages: [{ id: digestOf({ to, type, content }), type, content }] };
    await this.outbox.add(tx, PaymentsMessagesQueuedV1, { key: to, data });
  }
}

const ANSWERS: readonly string[] = ['authorised', 'objected', 'refused'];
