import { IdSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { RunStatusSchema } from './http.js';

/** When the terms make something payable; outcomes, follow-up and cohort by their codes. */
export const CalendarItemSchema = z.object({
  /** Of single persons in a span of days, or the value of a group on a day. */
  of: z.enum(['person', 'group']),
  outcomes: z.array(z.string()),
  followUp: z.string().nullable(),
  cohort: z.string().nullable(),
  from: LocalDateSchema,
  to: LocalDateSchema,
  /** The end of it and of the time for objections: then a run has all of it. */
  finalBy: LocalDateSchema,
});
export type CalendarItem = z.infer<typeof CalendarItemSchema>;

/** `GET /api/payments/contracts/:contractId/calendar`: the runs of a contract in time. What falls due is said by the terms alone. */
export const RunCalendarSchema = z.object({
  contractId: IdSchema,
  today: LocalDateSchema,
  /** The last run that was not given up. */
  last: z
    .object({ runId: IdSchema, no: z.int().positive(), status: RunStatusSchema, cutOff: LocalDateSchema })
    .nullable(),
  /** The first day, today or later, on which something more is final by the terms; null when nothing more is to come. */
  next: LocalDateSchema.nullable(),
  /** What is running or to come, at most 50, the first to be final first. */
  items: z.array(CalendarItemSchema),
});
export type RunCalendar = z.infer<typeof RunCalendarSchema>;
