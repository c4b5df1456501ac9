/** What happens when: in order of time, and of being planned within a moment. */
export class Agenda {
  private readonly heap: { readonly at: number; readonly order: number; readonly act: () => void }[] = [];
  private planned = 0;
  now = 0;

  plan(at: number, act: () => void): void {
    const { heap } = this;
    heap.push({ at: Math.max(at, this.now), order: this.planned++, act });
    for (let child = heap.length - 1; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.isBefore(child, parent)) break;
      this.swap(child, parent);
      child = parent;
    }
  }

  runUntil(end: number): void {
    while (this.heap.length > 0 && this.heap[0]!.at <= end) {
      const { at, act } = this.take();
      this.now = at;
      act();
    }
    this.now = end;
  }

  private take(): { readonly at: number; readonly act: () => void } {
    const { heap } = this;
    this.swap(0, heap.length - 1);
    const first = heap.pop()!;
    for (let parent = 0; ;) {
      const child = [2 * parent + 1, 2 * parent + 2]
        .filter((index) => index < heap.length)
        .reduce((best, index) => (this.isBefore(index, best) ? index : best), parent);
      if (child === parent) return first;
      this.swap(child, parent);
      parent = child;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const [x, y] = [this.heap[a]!, this.heap[b]!];
    return x.at < y.at || (x.at === y.at && x.order < y.order);
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b]!, this.heap[a]!];
  }
}
