import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, digestOf, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import { paymentDueClaimed, type PartnerMessageReceived } from '@ringvirkning/partnership-api';
import { faultOf } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { claimOf } from '../persistence/due-claim.js';
import { DueAnswers } from './due-answers.js';
import { DueBook } from './due-book.js';

/** A partner's claim comes into the book of what is due. One that breaks a rule is kept too, and refused at once; the same one again is the same one. */
@Injectable()
export class TakeClaimHandler {
  constructor(
    private readonly book: DueBook,
    private readonly answers: DueAnswers,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute(tx: Tx, { from: member, content: said }: PartnerMessageReceived): Promise<void> {
    const content = paymentDueClaimed.content.parse(said);
    const digest = digestOf(content);
    await this.book.lock(tx, content.contractId);
    const before = await this.book.dues.ofContract(tx, content.contractId, member);
    if (before.some((due) => due.digest === digest)) return;
    const claim = claimOf(content);
    const fault = faultOf(claim, await this.book.known(tx, { claim, member })) ?? null;
    const [dueId, receivedAt] = [this.ids.next(), this.clock.now()];
    await this.book.dues.add(tx, { dueId, member, digest, content, receivedAt, fault });
    if (fault) await this.answers.tell(tx, await this.book.find(tx, dueId), 'refused', fault, receivedAt);
  }
}
