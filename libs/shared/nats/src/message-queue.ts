/**
 * Hands over what has arrived, many at a time. The first message after a quiet time goes on at once. While they keep coming, batches begin `paceMs` apart:
 * a batch of several costs hardly more than one of one. A batch that is full does not wait.
 */
export class MessageQueue<T> {
  private readonly items: T[] = [];
  private signal = Promise.withResolvers<void>();
  private ended = false;
  private lastTaken = -Infinity;

  /** @param sizeOf What an item counts towards a batch's `size`. */
  constructor(
    private readonly sizeOf: (item: T) => number,
    private readonly paceMs: number,
  ) {}

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
  }

  /** Waits for the first item; returns as many of those there are as the limits allow, one at least; none when the queue was closed. */
  async take(limit: { readonly count: number; readonly size: number }): Promise<T[]> {
    for (let early = this.early(limit.count); early > 0; early = this.early(limit.count)) {
      this.signal = Promise.withResolvers<void>();
      const timer = early === Infinity ? undefined : setTimeout(this.signal.resolve, early).unref();
      await this.signal.promise;
      clearTimeout(timer);
    }
    if (this.ended) return [];
    this.lastTaken = performance.now();
    let [count, size] = [0, 0];
    do size += this.sizeOf(this.items[count]!);
    while (++count < Math.min(limit.count, this.items.length) && size + this.sizeOf(this.items[count]!) <= limit.size);
    return this.items.splice(0, count);
  }

  /** Milliseconds until the next batch may go; as long as nothing has come, for ever. */
  private early(full: number): number {
    if (this.ended || this.items.length >= full) return 0;
    return this.items.length === 0 ? Infinity : this.lastTaken + this.paceMs - performance.now();
  }
}
