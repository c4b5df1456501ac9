import type { Currency, LocalDate } from '@ringvirkning/kernel';
import type { Awaited } from './follow-ups.js';
import type { PersonFacts } from './provisions/knowledge.js';
import type { Share } from './provisions/rule-schema.js';

/** A verified outcome, as valuation needs it. */
export interface ValuedOutcome {
  readonly outcome: string;
  /** The day it was achieved: year 0 of every profile. */
  readonly on: LocalDate;
  /** Decimal, e.g. "1" or "12.5" (days). */
  readonly quantity: string;
  /** What is known of the person, by provision (or by anchor, where the model writes the rules out): it takes the place of what the model assumes. */
  readonly known?: Readonly<Record<string, PersonFacts>> | undefined;
}

/** One share of one consequence in one year. Positive amounts are gains of the treasury, negative ones extra costs. */
export interface BenefitLine {
  readonly consequence: string;
  /** The day the consequence's year falls on: the outcome's day plus whole years; of a profile by month, the first of its months in that year and budget year. */
  readonly fallsOn: LocalDate;
  readonly budgetYear: number;
  readonly treasury: Share['treasury'];
  readonly department: string | null;
  readonly steeringArea: NonNullable<Share['steeringArea']> | null;
  readonly account: string | null;
  readonly cashable: boolean;
  /** Minor units, never zero. */
  readonly amount: bigint;
  readonly currency: Currency;
  /** Of a line that follow-ups confirm: which. Its amount is then what it is worth if it lasts, see `standingOf`. */
  readonly awaits?: Awaited | undefined;
}
