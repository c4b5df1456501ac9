/** Hands over whatever has arrived, many at a time, without waiting for a batch to fill. */
export class MessageQueue<T> {
  private readonly items: T[] = [];
  private signal = Promise.withResolvers<void>();
  private ended = false;

  /** @param sizeOf What an item counts towards a batch's `maxSize`. */
  constructor(private readonly sizeOf: (item: T) => number) {}

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
    while (this.items.length === 0 && !this.ended) {
      this.signal = Promise.withResolvers<void>();
      await this.signal.promise;
    }
    if (this.ended) return [];
    let [count, size] = [0, 0];
    do size += this.sizeOf(this.items[count]!);
    while (++count < Math.min(limit.count, this.items.length) && size + this.sizeOf(this.items[count]!) <= limit.size);
    return this.items.splice(0, count);
  }
}
