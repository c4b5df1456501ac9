/** Hands over whatever has arrived, many at a time, without waiting for a batch to fill. */
export class MessageQueue<T> {
  private readonly items: T[] = [];
  private signal = Promise.withResolvers<void>();
  private ended = false;

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

  /** Waits for the first item; returns at most `limit` of those there are, none when the queue was closed. */
  async take(limit: number): Promise<T[]> {
    while (this.items.length === 0 && !this.ended) {
      await this.signal.promise;
      if (this.items.length === 0) this.signal = Promise.withResolvers<void>();
    }
    const taken = this.ended ? [] : this.items.splice(0, limit);
    if (this.items.length === 0 && !this.ended) this.signal = Promise.withResolvers<void>();
    return taken;
  }
}
