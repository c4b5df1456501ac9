import { localDate } from '@ringvirkning/kernel';
import { dateOfDay, dayBefore, dayOf, type Duration, type OutcomeOf } from '@ringvirkning/terms-language';
import { quantityOf } from '../evaluate/findings.js';
import { InOrder } from './in-order.js';
import type { Reading, Readings } from './kind.js';

/** The first day of the window that a look-back from a day looks at. */
export const windowFrom = (day: number, lasting: Duration): number => dayOf(dayBefore(dateOfDay(day), lasting)) + 1;

interface Registered<R> {
  readonly reading: R;
  readonly on: string;
  readonly day: number;
  readonly quantity: number;
  /** The day after its last; numbers of days are near enough here, the rule itself reckons exactly. */
  readonly end: number;
}

/**
 * What a register holds of one person. A look-back is judged by what reaches into its window, and by no more of that than shows that it is too much;
 * or by whatever stands there and is no number.
 */
export class RegisterReadings<R extends Reading> implements Readings<R> {
  private readonly registered = new InOrder<Registered<R>>();
  /** How far those up to a place reach. */
  private readonly reach: number[] = [];
  private unreadable: R | undefined;
  private came = 0;

  constructor(private readonly outcome: OutcomeOf<'look-back'>) {}

  add(reading: R): void {
    const stated = quantityOf(reading);
    if (!stated || stated.n < 0n) {
      if (!this.unreadable || reading.on < this.unreadable.on) this.unreadable = reading;
      return;
    }
    const [day, quantity] = [dayOf(localDate(reading.on)), Number(stated.n) / Number(stated.d)];
    const end = day + (this.outcome.counts === 'times' ? 1 : quantity);
    const place = this.registered.add({ reading: { reading, on: reading.on, day, quantity, end }, no: this.came++ });
    for (let i = place; i < this.registered.length; i++)
      this.reach[i] = Math.max(this.reach[i - 1] ?? -Infinity, this.registered.at(i)!.reading.end);
  }

  deciding({ on }: Reading): readonly R[] {
    if (this.unreadable && this.unreadable.on <= on) return [this.unreadable];
    const to = dayOf(localDate(on));
    const from = windowFrom(to, this.outcome);
    const found: R[] = [];
    let room = Number(this.outcome.atMost) + 1;
    for (let i = this.registered.until(on) - 1; i >= 0 && this.reach[i]! >= from && room > 0; i--) {
      const { reading, day, quantity, end } = this.registered.at(i)!.reading;
      if (end < from || quantity === 0) continue;
      found.push(reading);
      room -= this.outcome.counts === 'times' ? quantity : Math.min(end, to + 1) - Math.max(day, from);
    }
    return found.reverse();
  }
}
