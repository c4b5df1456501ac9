/** How long keys are taken for those that hold. */
const FRESH_MS = 1_000;

/** The keys of cookies, the newest first. They may change while the gateway runs: they are read again. */
export class SealingKeys {
  private keys: readonly Uint8Array[];
  private readAt: number;

  /** @param read what they are now. */
  constructor(
    private readonly read: () => readonly Uint8Array[],
    private readonly now: () => number = Date.now,
  ) {
    this.keys = read();
    this.readAt = now();
  }

  /** What seals. */
  newest(): Uint8Array {
    return this.fresh()[0]!;
  }

  /** What may have sealed, one after the other; whoever has tried all that are known gets those that came since, from another gateway's hand. */
  *all(): Generator<Uint8Array> {
    const known = this.fresh();
    yield* known;
    this.readAgain();
    yield* this.keys.filter((key) => !known.some((other) => Buffer.compare(key, other) === 0));
  }

  private fresh(): readonly Uint8Array[] {
    if (this.now() - this.readAt > FRESH_MS) this.readAgain();
    return this.keys;
  }

  /** Where they cannot be read, in the moment in which they are replaced, those that are known go on. */
  private readAgain(): void {
    this.readAt = this.now();
    try {
      this.keys = this.read();
    } catch {
      return;
    }
  }
}
