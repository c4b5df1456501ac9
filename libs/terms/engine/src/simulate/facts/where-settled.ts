import type { ErrorDetail, Sentence } from '@ringvirkning/kernel';
import {
  type CohortOutcome,
  isIndividual,
  namesIn,
  type Outcome,
  restsOn,
  type Terms,
} from '@ringvirkning/terms-language';
import { rowError } from './row-error.js';

interface PlacedRow {
  readonly row: number;
  readonly outcome: string;
  readonly followUp: string | null;
  readonly cohort: string | null;
}

/** What a row must say because a value of a group is settled there. */
interface Settled {
  readonly says: 'followUp' | 'cohort';
  readonly column: string;
  readonly possible: (outcome: CohortOutcome, terms: Terms) => readonly string[];
  readonly settled: (outcome: CohortOutcome) => boolean;
  readonly words: Sentence;
}

const SETTLED: readonly [Settled, Settled] = [
  {
    says: 'followUp',
    column: 'follow_up',
    possible: ({ followUps = [] }) => followUps,
    settled: ({ followUps }) => followUps !== undefined,
    words: { da: 'ved opfølgninger', en: 'at follow-ups' },
  },
  {
    says: 'cohort',
    column: 'cohort',
    possible: (_, { cohorts }) => cohorts.map(({ code }) => code),
    settled: ({ per }) => per === 'cohort',
    words: { da: 'pr. årgang', en: 'per cohort' },
  },
];

/**
 * Rows that a value of a group would pass over in silence, since they do not say the follow-up or the cohort that it is settled for. A row that something
 * else reads too (a first score) may lack it, unless all of its kind do.
 */
export function unplacedFaults(rows: readonly PlacedRow[], terms: Terms): ErrorDetail[] {
  return SETTLED.flatMap((settled) => {
    const { says, column, words } = settled;
    const stated = new Set(rows.filter((row) => row[says] !== null).map(({ outcome }) => outcome));
    return rows.flatMap(({ row, outcome: code, [says]: place }) => {
      if (place !== null) return [];
      const by = terms.outcomes.find((outcome) => settles(settled, outcome, code));
      if (!by || isIndividual(by) || (stated.has(code) && readOtherwise(settled, terms, code))) return [];
      const possible = settled.possible(by, terms).join(', ');
      return [
        rowError(row, column, 'missing', {
          da: `«${by.name.da}» opgøres ${words.da}. Skriv her hvilken: ${possible}.`,
          en: `«${by.name.en}» is settled ${words.en}. Write here which: ${possible}.`,
        }),
      ];
    });
  });
}

/** The follow-ups of which a fact of a measure must name one, because the value of a group is settled there and nothing else reads it; none when it need not. */
export function followUpsAsked(terms: Terms, measure: string): readonly string[] {
  const [atFollowUps] = SETTLED;
  const by = terms.outcomes.find((outcome) => settles(atFollowUps, outcome, measure));
  return by?.followUps && !readOtherwise(atFollowUps, terms, measure) ? by.followUps : [];
}

const settles = ({ says, settled }: Settled, outcome: Outcome, code: string): boolean =>
  !isIndividual(outcome) &&
  settled(outcome) &&
  namesIn(outcome).some((named) => named.code === code && named.settledFrom?.includes(says));

const readOtherwise = (settled: Settled, { outcomes }: Terms, code: string): boolean =>
  outcomes.some(
    (outcome) => outcome.code === code || (restsOn(outcome).includes(code) && !settles(settled, outcome, code)),
  );
