import { setTimeout as delay } from 'node:timers/promises';

/**
 * Hands over what has arrived, many at a time. The first message after a quiet time goes on at once. While they keep coming, batches begin `paceMs` apart:
 * a batch of several costs hardly more than one of one. A batch that is full does not wait.
 */
export class MessageQueue<T> {
  private readonly items: T[] = [];
  private signal = Promise.withResolvers<void>();
  private readonly closing = Promise.withResolvers<void>();
  private ended = false;

  private lastTaken = -Infinity;

  /** @param sizeOf What an item counts towards a batch's `size`. */
  constructor(private readonly sizeOf: (item: T) => number, private readonly paceMs: number) {}

  get isClosed(): boolean {
    return this.ended;
  }

  push(item: T): void {
    this.items.push(item);
    this.signal.resolve();
  }

  /** What is left is not handed out any more. */
  close(): void {
    this.ended = true;
    this.signal.resolve();
    this.closing.resolve();
  }

  /** Waits for the first item; returns as many of those there are as the limits allow, one at least; none when the queue was closed. */
  async take(limit: { readonly count: number; readonly size: number }): Promise<T[]> {
    while (this.items.length === 0 && !this.ended) {
      this.signal = Promise.withResolvers<void>();
      await this.signal.promise;
    }
    const early = this.lastTaken + this.paceMs - performance.now();
    if (early > 0 && this.items.length < limit.count) await Promise.race([delay(early), this.closing.promise]);
    if (this.ended) return [];
    this.lastTaken = performance.now();
    let [count, size] = [0, 0];
    do size += this.sizeOf(this.items[count]!);
    while (++count < Math.min(limit.count, this.items.length) && size + this.sizeOf(this.items[count]!) <= limit.size);
    return this.items.splice(0, count);
  }
}
