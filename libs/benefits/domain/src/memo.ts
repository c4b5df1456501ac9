/** How much is kept at a time: where outcomes are all different, there is as much to keep as there are outcomes. */
const MOST = 1_000;

/** Keeps what was worked out by what it was worked out from; when it is too much, all of it is forgotten. */
export class Memo<Value extends object> {
  private readonly kept = new Map<string, Value>();

  of(key: string, work: () => Value): Value {
    const known = this.kept.get(key);
    if (known) return known;
    if (this.kept.size >= MOST) this.kept.clear();
    const value = work();
    this.kept.set(key, value);
    return value;
  }
}
