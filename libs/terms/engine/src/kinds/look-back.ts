import {
  compare,
  ONE,
  type OutcomeOf,
  parseRational,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '@ringvirkning/terms-language';
import { oneDuration } from '../parse/durations.js';
import { byPerson, quantityOf } from '../evaluate/findings.js';
import type { Intake } from '../evaluate/intake.js';
import { daysBefore, runningSums, type Stay } from './days-before.js';
import type { IndividualKind } from './kind.js';
import { RegisterReadings, windowFrom } from './register-readings.js';

/**
 * A window in a register: on the day of the claim, at most so much was registered in the preceding time (after the day so many months, weeks or days ago, up to the claim's
 * day). A stay of several days reaches in by those of its days that lie there; what is counted in times counts on its day.
 */
export const lookBack: IndividualKind<OutcomeOf<'look-back'>> = {
  judge(outcome, { plan, intake }) {
    const events = byPerson(intake, plan.codes.get(outcome.measure)!);
    const registers = new Map<number, Register>();
    const registerOf = (person: number): Register => {
      const known = registers.get(person) ?? registerFrom(events.get(person) ?? [], intake, outcome.counts === 'times');
      registers.set(person, known);
      return known;
    };
    const most = parseRational(outcome.atMost);
    return {
      judge(fact) {
        const to = intake.day[fact]!;
        const from = windowFrom(to, outcome);
        const { unreadableFrom, before } = registerOf(intake.person[fact]!);
        if (unreadableFrom <= to) return 'invalid-quantity';
        return compare(subtract(before(to + 1), before(from)), most) <= 0 ? ONE : 'not-reached';
      },
    };
  },
  readings: (outcome) => new RegisterReadings(outcome),
  contradictions: (outcome, path) => oneDuration(outcome, path),
};

/** What is registered of one person. */
interface Register {
  /** The first day on which something stands that is no number. */
  readonly unreadableFrom: number;
  /** How much there is before a day. */
  readonly before: (day: number) => Rational;
}

function registerFrom(events: readonly number[], intake: Intake, inTimes: boolean): Register {
  const stays: Stay[] = [];
  let unreadableFrom = Infinity;
  for (const event of events) {
    const [day, quantity] = [intake.day[event]!, quantityOf(intake.facts[event]!)];
    if (quantity && compare(quantity, ZERO) >= 0) stays.push({ day, days: quantity });
    else unreadableFrom = Math.min(unreadableFrom, day);
  }
  return { unreadableFrom, before: inTimes ? timesBefore(stays) : daysBefore(stays) };
}

function timesBefore(stays: readonly Stay[]): (day: number) => Rational {
  const until = runningSums(stays.map(({ day, days }) => ({ at: rational(BigInt(day)), value: days })));
  return (day) => until(rational(BigInt(day - 1))).sum;
}
