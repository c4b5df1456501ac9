import { InOrder, type Placed } from './in-order.js';
import type { Reading, Readings } from './kind.js';

/**
 * What was measured in the course of one person. An improvement is judged by the first reading, the newest and the one whose place is before it; of each
 * follow-up by its first reading, which gives it its place, its newest, and the place before it.
 */
export class CourseReadings<R extends Reading> implements Readings<R> {
  private readonly unnamed = new InOrder<R>();
  private readonly named = new Map<string, InOrder<R>>();
  private came = 0;

  add(reading: R): void {
    this.of(reading).add({ reading, no: this.came++ });
  }

  deciding({ on }: Reading): readonly R[] {
    const known = this.unnamed.until(on);
    const deciding = new Set(
      [0, known - 2, known - 1].map((place) => (place < known ? this.unnamed.at(place) : undefined)),
    );
    for (const own of this.named.values()) {
      const newest = own.until(on) - 1;
      if (newest < 0) continue;
      const first = own.at(0)!;
      for (const each of [this.unnamed.before(first), first, own.at(newest)]) deciding.add(each);
    }
    return [...deciding]
      .filter((placed) => placed !== undefined)
      .sort(asTheyCame)
      .map(({ reading }) => reading);
  }

  private of({ followUp }: Reading): InOrder<R> {
    if (!followUp) return this.unnamed;
    const own = this.named.get(followUp) ?? new InOrder<R>();
    this.named.set(followUp, own);
    return own;
  }
}

const asTheyCame = (a: Placed<unknown>, b: Placed<unknown>): number => a.no - b.no;
