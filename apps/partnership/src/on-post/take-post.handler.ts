import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { EventEnvelope } from '@ringvirkning/message';
import type { PartnerMessageBooked, PartnerMessageQueued } from '@ringvirkning/partnership-api';
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

  async give(tx: Tx, events: readonly EventEnvelope<PartnerMessageQueued>[]): Promise<void> {
    const at = events[0]!.time as Instant;
    await this.post.give(
      tx,
      events.map(({ data }) => data),
      at,
    );
    onCommit(tx, () => this.exchange.wake());
  }

  async book(tx: Tx, events: readonly EventEnvelope<PartnerMessageBooked>[]): Promise<void> {
    // The last word on a number, where one comes twice in a batch.
    const last = new Map(events.map(({ data }) => [`${data.from} ${data.number}`, data]));
    await this.post.book(tx, [...last.values()]);
    onCommit(tx, () => this.exchange.wake());
  }
}
