import { addMonths } from '@ringvirkning/kernel';
import { add, compare, dateOfDay, dayOf, ONE, type OutcomeOf, parseRational, ZERO } from '@ringvirkning/terms-language';
import { byPerson, quantityOf } from '../evaluate/findings.js';
import type { IndividualKind } from './kind.js';

/** A window in a register: on the day of the claim, at most so many registered events in the preceding months (both ends: after the day so many months ago, up to the claim's day). */
export const lookBack: IndividualKind<OutcomeOf<'look-back'>> = {
  judge(outcome, { plan, intake }) {
    const events = byPerson(intake, plan.codes.get(outcome.measure)!);
    const most = parseRational(outcome.atMost);
    return {
      judge(fact) {
        const day = intake.day[fact]!;
        const from = dayOf(addMonths(dateOfDay(day), -outcome.months));
        let sum = ZERO;
        for (const event of events.get(intake.person[fact]!) ?? []) {
          if (intake.day[event]! <= from || intake.day[event]! > day) continue;
          const quantity = quantityOf(intake.facts[event]!);
          if (!quantity) return 'invalid-quantity';
          sum = add(sum, quantity);
        }
        return compare(sum, most) <= 0 ? ONE : 'not-reached';
      },
    };
  },
};
