import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { EventEnvelope } from '@ringvirkning/message';
import { eachQueued, type PartnerMessagesBooked, type PartnerMessagesQueued } from '@ringvirkning/partnership-api';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import { Exchange } from '../exchange/exchange.js';
import { PostStore } from '../persistence/post.store.js';

/** Puts down what is to be done, in the transaction of the inbox; the exchange does it when that is committed. */
@Injectable()
export class TakePostHandler {
  constructor(
    private readonly post: PostStore,
    private readonly exchange: Exchange,
  ) {}

  async give(tx: Tx, events: readonly EventEnvelope<PartnerMessagesQueued>[]): Promise<void> {
    const at = events[0]!.time as Instant;
    await this.post.give(
      tx,
      events.flatMap(({ data }) => eachQueued(data)),
      at,
    );
    onCommit(tx, () => this.exchange.wake());
  }

  async book(tx: Tx, events: readonly EventEnvelope<PartnerMessagesBooked>[]): Promise<void> {
    // The last word on a number, where one comes twice in a batch.
    const bookings = events.flatMap(({ data: { from, messages } }) =>
      messages.map((message) => ({ from, ...message })),
    );
    const last = new Map(bookings.map((booking) => [`${booking.from} ${booking.number}`, booking]));
    await this.post.book(tx, [...last.values()]);
    onCommit(tx, () => this.exchange.wake());
  }
}
