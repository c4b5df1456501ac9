import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, dateInDenmark, type Clock } from '@ringvirkning/kernel';
import type { CalendarItem as CalendarItemView, RunCalendar } from '@ringvirkning/payments-api';
import { calendarOf, nextRunOn, type CalendarItem } from '@ringvirkning/payments-domain';
import { RunBook } from '../runs/run-book.js';

/** What is shown of what is to come. */
const MOST_ITEMS = 50;

/** The runs of a contract in time: the last one, and when the terms make something payable next. */
@Injectable()
export class ViewCalendarHandler {
  constructor(
    private readonly book: RunBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws DomainError `payments.unknown-contract`. */
  execute(contractId: string): Promise<RunCalendar> {
    const today = dateInDenmark(this.clock.now());
    return this.book.db.read(async (tx) => {
      const { terms } = await this.book.contract(tx, contractId);
      const last = await this.book.runs.lastStanding(tx, contractId);
      const items = calendarOf(terms);
      return {
        contractId,
        today,
        last: last ?? null,
        next: nextRunOn(items, today) ?? null,
        items: items
          .filter(({ finalBy }) => finalBy >= today)
          .slice(0, MOST_ITEMS)
          .map(presentItem),
      };
    });
  }
}

const presentItem = (item: CalendarItem): CalendarItemView => ({
  ...item,
  followUp: item.followUp ?? null,
  cohort: item.cohort ?? null,
  outcomes: [...item.outcomes],
});
