import { addDays, addMonths, type LocalDate } from '@ringvirkning/kernel';

/** A length of time, as the document says it: one of the three. */
export interface Duration {
  readonly months?: number | undefined;
  readonly weeks?: number | undefined;
  readonly days?: number | undefined;
}

const inDays = ({ weeks, days }: Duration): number => days ?? weeks! * 7;

/** The day so long after another: 31 August and six months are 28 (29) February. */
export const dayAfter = (date: LocalDate, lasting: Duration): LocalDate =>
  lasting.months !== undefined ? addMonths(date, lasting.months) : addDays(date, inDays(lasting));

/** The day so long before another. */
export const dayBefore = (date: LocalDate, lasting: Duration): LocalDate =>
  lasting.months !== undefined ? addMonths(date, -lasting.months) : addDays(date, -inDays(lasting));

/** Whether it says exactly one length. */
export const isOneDuration = ({ months, weeks, days }: Duration): boolean =>
  [months, weeks, days].filter((each) => each !== undefined).length === 1;
