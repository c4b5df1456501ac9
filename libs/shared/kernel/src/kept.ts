/** Keeps a few results by what they were worked out from; where there are more, the one that was kept first goes. */
export class Kept<Value, Key = string> {
  private readonly kept = new Map<Key, Value>();

  /** @param most how many are kept. */
  constructor(private readonly most: number) {}

  /** What is kept of the key, or else is worked out now. */
  of(key: Key, work: () => Value): Value {
    if (this.kept.has(key)) return this.kept.get(key)!;
    const value = work();
    if (this.kept.size >= this.most) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(key, value);
    return value;
  }
}
