import { addDays, type LocalDate } from '@ringvirkning/kernel';
import { personCeiling, type PersonCeiling } from '@ringvirkning/terms';
import type { Terms } from '@ringvirkning/terms-language';
import type { PaidFor } from './person.js';

/** Days for which one party pays for a person, both included; null where there is no first or last. */
export interface PaidPeriod {
  readonly payer: string | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/** Who pays for a person when, by the enrolment and the moves since. Neighbours with one payer are one period. */
export function paidPeriods({ payingMunicipality, moves }: PaidFor, { payers }: Pick<Terms, 'payers'>): PaidPeriod[] {
  const first: { from: LocalDate | null; payer: string | null } = {
    from: null,
    payer: payingMunicipality ?? payers.otherwise ?? null,
  };
  const begin = [first, ...moves].filter(({ payer }, i, all) => i === 0 || payer !== all[i - 1]!.payer);
  return begin.map(({ from, payer }, i) => {
    const next = begin[i + 1]?.from;
    return { payer, from, to: next ? addDays(next, -1) : null };
  });
}

/** A person as far as what a partner is told of them depends on it. */
export interface MovingPerson extends PaidFor {
  readonly pseudonym: string;
  readonly cohort: string | null;
  readonly group: string | null;
}

/** What an organisation is told of one person. */
export interface MoveTold {
  /** The last day for which it pays, where it had paid from the beginning. */
  readonly endsOn: LocalDate | null;
  readonly pays:
    | (PersonCeiling & {
        readonly pseudonym: string;
        readonly cohort: string | null;
        readonly periods: readonly { readonly from: LocalDate; readonly to: LocalDate | null }[];
      })
    | null;
}

/**
 * What an organisation is told of somebody who moved: when it stops paying for one for whom it had paid from the beginning; and of one who moved there
 * the pseudonym, the cohort, for which days it pays, and what it may come to pay from the first of them. Not the group, which says what is the matter with
 * the person; not what has been achieved; not who paid before, or pays after. Nothing of both where it has never paid, or nobody moved.
 */
export function moveTold(terms: Terms, person: MovingPerson, organisation: string): MoveTold {
  const { pseudonym, cohort, group } = person;
  const own = new Set(terms.parties.filter((party) => party.organisation === organisation).map(({ id }) => id));
  const paid = paidPeriods(person, terms).filter(({ payer }) => payer !== null && own.has(payer));
  const periods = paid.flatMap(({ from, to }) => (from === null ? [] : [{ from, to }]));
  const first = paid.find(({ from }) => from !== null);
  return {
    endsOn: paid.find(({ from }) => from === null)?.to ?? null,
    pays: first
      ? {
          pseudonym,
          cohort,
          periods,
          ...personCeiling(terms, { cohort, group, payer: first.payer!, from: first.from! }),
        }
      : null,
  };
}
