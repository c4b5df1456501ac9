import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import { paymentAnswerRefused, type PartnerMessageReceived } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { DueBook } from './due-book.js';

/** Whoever claimed has not taken our answer: its books and ours differ, and people here see it with the claim. */
@Injectable()
export class HearRefusalHandler {
  constructor(
    private readonly book: DueBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of an answer that we did not give nothing is kept: whoever reads the message can see it. */
  async execute(tx: Tx, { from, content }: PartnerMessageReceived): Promise<void> {
    const { contractId, claimDigest, reason } = paymentAnswerRefused.content.parse(content);
    await this.book.lock(tx, contractId);
    const dues = await this.book.dues.ofContract(tx, contractId, from);
    const due = dues.find(({ digest }) => digest === claimDigest);
    if (due && !due.answerRefused) await this.book.dues.refuse(tx, due, { reason, at: this.clock.now() });
  }
}
