import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import { Outbox } from '@ringvirkning/outbox';
import { paymentDueAnswered, type PaymentDueAnswered } from '@ringvirkning/partnership-api';
import { DueAuthorisedV1, PaymentsMessagesQueuedV1, type DueAuthorised } from '@ringvirkning/payments-api';
import { bookedWith, totalOf, type DueClaim } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { DueStore, type StoredDue } from '../persistence/due.store.js';
import { chainOf } from './due-book.js';

/** Tells what our people did in the transaction of what they did: an answer to whoever claimed, and the other services here what it moved. */
@Injectable()
export class DueAnswers {
  constructor(
    private readonly outbox: Outbox,
    private readonly dues: DueStore,
  ) {}

  async tell(
    tx: Tx,
    { dueId, member, digest, claim }: StoredDue,
    answer: PaymentDueAnswered['answer'],
    reason: string | null,
    at: Instant,
  ): Promise<void> {
    const { contractId, runId, number } = claim;
    const booked = await this.booked(tx, contractId, member, answer === 'authorised' ? number : undefined);
    const content: PaymentDueAnswered = { contractId, runId, number, claimDigest: digest, answer, reason, booked, at };
    await this.outbox.add(tx, PaymentsMessagesQueuedV1, {
      key: member,
      data: { to: member, messages: [{ id: dueId, type: paymentDueAnswered.name, content }] },
    });
  }

  /** To the other services here. */
  async announce(
    tx: Tx,
    { contractId, cutOff, currency }: DueClaim,
    moved: Pick<DueAuthorised, 'dueId' | 'payments'>,
  ): Promise<void> {
    await this.outbox.add(tx, DueAuthorisedV1, { key: contractId, data: { ...moved, contractId, cutOff, currency } });
  }

  /** What our books hold by all claims of a contract, with one that is being authorised. */
  private async booked(tx: Tx, contractId: string, member: string, authorising: number | undefined): Promise<string> {
    const chain = chainOf((await this.dues.ofContract(tx, contractId, member)).filter(({ fault }) => !fault));
    const last = chain.findLast(({ number, isAuthorised }) => isAuthorised || number === authorising);
    return totalOf((last && bookedWith(last, chain)) ?? []).toString();
  }
}
