import { compare, isSelfScored, ONE, type OutcomeOf, parseRational, type Rational } from '@ringvirkning/terms-language';
import { quantityOf } from '../evaluate/findings.js';
import { unless } from '../parse/problem.js';
import { coursesOf } from './course.js';
import { CourseReadings } from './course-readings.js';
import type { IndividualKind } from './kind.js';

/** Where a person stands, and not how far he came: the value at the claim lies within the bounds, which belong to it. */
export const score: IndividualKind<OutcomeOf<'score'>> = {
  judge(outcome, { plan, self, intake }) {
    const courseOf = coursesOf(plan.codes.get(outcome.measure)!, intake);
    const isWithin = within(outcome);
    return {
      judge(fact) {
        const course = courseOf(intake.person[fact]!);
        course.readUntil(intake.day[fact]!);
        const now = self.followUps ? course.at(intake.followUp[fact]!) : course.last;
        if (now === undefined) return 'nothing-measured';
        const value = quantityOf(intake.facts[course.factAt(now)]!);
        if (!value) return 'invalid-quantity';
        return isWithin(value) ? ONE : 'not-reached';
      },
    };
  },
  readings: () => new CourseReadings(),
  measurements({ measure, atMost, atLeast }, claim, measuring) {
    const { followUp, on } = claim;
    measuring.add(measure, claim, followUp?.code ?? on, {
      on,
      followUp: followUp?.code,
      quantity: atLeast ?? atMost,
    });
  },
  contradictions({ price, measure, atMost, atLeast }, path, terms) {
    return [
      ...unless(
        atMost !== undefined || atLeast !== undefined,
        path,
        'bound-missing',
        'Angiv den største (atMost) eller mindste (atLeast) værdi der tæller som nået.',
        'Give the greatest (atMost) or least (atLeast) value that counts as reached.',
      ),
      ...unless(
        atMost === undefined || atLeast === undefined || compare(parseRational(atLeast), parseRational(atMost)) <= 0,
        path,
        'bounds-crossed',
        'atLeast er større end atMost, så intet kan nås.',
        'atLeast is greater than atMost, so nothing can be reached.',
      ),
      ...unless(
        price === undefined || !isSelfScored(terms, measure),
        path,
        'self-scored-price',
        'Borgerens egen score må ikke udløse betaling alene: brug en måling som andre foretager, eller improvement med confirmedBy.',
        "The citizen's own score may not trigger payment alone: use a measure scored by others, or improvement with confirmedBy.",
      ),
    ];
  },
};

const within = ({ atMost, atLeast }: OutcomeOf<'score'>): ((value: Rational) => boolean) => {
  const [most, least] = [atMost, atLeast].map((bound) => (bound === undefined ? undefined : parseRational(bound)));
  return (value) => (!most || compare(value, most) <= 0) && (!least || compare(value, least) >= 0);
};
