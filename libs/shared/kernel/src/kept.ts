/** Keeps a few results by what they were worked out from. What was asked for lately stays; where there are more, what was not asked for goes, many at a time. */
export class Kept<Value> {
  private lately = new Map<string, Value>();
  private before = new Map<string, Value>();
  private readonly half: number;

  /** @param most how many are kept, at least 2: the half that was asked for last, and from the half before. */
  constructor(most: number) {
    this.half = Math.floor(most / 2);
  }

  /** What is kept of the key, or else is worked out now. */
  of(key: string, work: () => Value): Value {
    if (this.lately.has(key)) return this.lately.get(key)!;
    const value = this.before.has(key) ? this.before.get(key)! : work();
    if (this.lately.size >= this.half) [this.before, this.lately] = [this.lately, new Map<string, Value>()];
    this.lately.set(key, value);
    return value;
  }
}
