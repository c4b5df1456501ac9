/** A reading with its number: the order in which they came. */
export interface Placed<R> {
  readonly reading: R;
  readonly no: number;
}

/** Readings by day, those of one day as they came; found by halving. */
export class InOrder<R extends { readonly on: string }> {
  private readonly placed: Placed<R>[] = [];

  /** @returns where it stands now; whoever comes last stands last on its day */
  add(placed: Placed<R>): number {
    const place = this.until(placed.reading.on);
    if (place === this.placed.length) this.placed.push(placed);
    else this.placed.splice(place, 0, placed);
    return place;
  }

  get length(): number {
    return this.placed.length;
  }

  at(place: number): Placed<R> | undefined {
    return this.placed[place];
  }

  /** How many stand on a day or before it. */
  until(day: string): number {
    return this.count(({ reading }) => reading.on <= day);
  }

  /** The last one before another. */
  before({ reading: { on }, no }: Placed<R>): Placed<R> | undefined {
    return this.placed[this.count((each) => each.reading.on < on || (each.reading.on === on && each.no < no)) - 1];
  }

  /** How many there are of those that stand first. */
  private count(standsFirst: (placed: Placed<R>) => boolean): number {
    let [low, high] = [0, this.placed.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (standsFirst(this.placed[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
