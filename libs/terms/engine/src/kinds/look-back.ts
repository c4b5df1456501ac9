import { addMonths } from '@ringvirkning/kernel';
import {
  add,
  compare,
  dateOfDay,
  dayOf,
  max,
  min,
  ONE,
  type OutcomeOf,
  parseRational,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '@ringvirkning/terms-language';
import { byPerson, quantityOf } from '../evaluate/findings.js';
import type { IndividualKind } from './kind.js';

/**
 * A window in a register: on the day of the claim, at most so much was registered in the preceding months (after the day so many months ago, up to the claim's
 * day). A stay of several days reaches in by those of its days that lie there; what is counted in times counts on its day.
 */
export const lookBack: IndividualKind<OutcomeOf<'look-back'>> = {
  judge(outcome, { plan, intake }) {
    const events = byPerson(intake, plan.codes.get(outcome.measure)!);
    const most = parseRational(outcome.atMost);
    const within = outcome.counts === 'times' ? timesWithin : daysWithin;
    return {
      judge(fact) {
        const to = intake.day[fact]!;
        const from = dayOf(addMonths(dateOfDay(to), -outcome.months)) + 1;
        let sum = ZERO;
        for (const event of events.get(intake.person[fact]!) ?? []) {
          const day = intake.day[event]!;
          if (day > to) continue;
          const quantity = quantityOf(intake.facts[event]!);
          if (!quantity || compare(quantity, ZERO) < 0) return 'invalid-quantity';
          sum = add(sum, within(day, quantity, from, to));
        }
        return compare(sum, most) <= 0 ? ONE : 'not-reached';
      },
    };
  },
};

/** Of so many days from a day on, those from `from` to `to`, both included. */
function daysWithin(day: number, days: Rational, from: number, to: number): Rational {
  const at = (each: number): Rational => rational(BigInt(each));
  const end = min(add(at(day), days), at(to + 1));
  return max(ZERO, subtract(end, max(at(day), at(from))));
}

const timesWithin = (day: number, times: Rational, from: number): Rational => (day < from ? ZERO : times);
