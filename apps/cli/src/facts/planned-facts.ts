import { addDays, addMonths, daysBetween, type LocalDate } from '@ringvirkning/kernel';
import { followUpDate, type Fact, type Terms } from '@ringvirkning/terms';
import { ClaimFacts, type Claim } from './claim-facts.js';
import { overlap, type Period } from './period.js';

/**
 * The contract as it is planned: every planned claim is achieved. People start evenly over their cohort, or over the contract's first year;
 * what falls after the contract's end is counted on its last day. Empty when nothing is planned.
 */
export function plannedFacts(terms: Terms): Fact[] {
  const claims = terms.outcomes.flatMap((outcome) =>
    ('planned' in outcome ? outcome.planned : []).flatMap(({ followUp: code, cohort, count }) => {
      const followUp = terms.followUps.find((each) => each.code === code);
      const intake = intakeOf(terms, cohort);
      return Array.from({ length: count }, (_, i): Claim => {
        const start = startOf(intake, i, plannedPeople(terms, cohort));
        const planned = followUp ? followUpDate(followUp, start) : start;
        const on = planned < terms.period.to ? planned : terms.period.to;
        return { outcome, participant: `${cohort ?? ''}p${i + 1}`, followUp, ...(on === planned ? { start } : {}), on, cohort };
      });
    }),
  );
  const made = new ClaimFacts();
  for (const claim of claims.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) made.add(claim);
  return made.facts;
}

function intakeOf(terms: Terms, cohort: string | undefined): Period {
  const declared = terms.cohorts.find((each) => each.code === cohort);
  const firstYear = { from: terms.period.from, to: addDays(addMonths(terms.period.from, 12), -1) };
  return overlap(declared ?? firstYear, terms.period) ?? terms.period;
}

/** The most people that any outcome plans with: person n starts on the same day in all of them. */
const plannedPeople = (terms: Terms, cohort: string | undefined): number =>
  Math.max(...terms.outcomes.flatMap((outcome) => ('planned' in outcome ? outcome.planned : []).filter((each) => each.cohort === cohort).map(({ count }) => count)));

const startOf = ({ from, to }: Period, person: number, people: number): LocalDate => addDays(from, Math.floor((person * (daysBetween(from, to) + 1)) / people));
