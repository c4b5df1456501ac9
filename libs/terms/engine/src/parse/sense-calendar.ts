import type { Sentence } from '@ringvirkning/kernel';
import { type CohortOutcome, isCalendar } from '@ringvirkning/terms-language';
import { unless, type Problem } from './problem.js';
import type { Path } from './read.js';

const PER: Record<CohortOutcome['per'], Sentence> = {
  contract: { da: 'for hele kontrakten', en: 'for the whole contract' },
  cohort: { da: 'pr. årgang', en: 'per cohort' },
  year: { da: 'pr. år', en: 'per year' },
  'half-year': { da: 'pr. halvår', en: 'per half-year' },
  quarter: { da: 'pr. kvartal', en: 'per quarter' },
};

/** How often a value is settled, in words. */
export const perWords = (per: CohortOutcome['per'] = 'contract'): Sentence => PER[per];

/** A value of the calendar is settled on the last day of each part of it, and on no other. */
export const calendarFits = ({ per, followUps, measuredOn }: CohortOutcome, path: Path): Problem[] =>
  unless(
    !isCalendar(per) || (followUps === undefined && measuredOn === undefined),
    path,
    'measured-twice',
    `Værdien gøres op ${PER[per].da}, på dets sidste dag: udelad followUps og measuredOn.`,
    `The value is settled ${PER[per].en}, on its last day: leave out followUps and measuredOn.`,
  );
