import { addDays, addMonths, type LocalDate } from '@ringvirkning/kernel';
import { json, several, type Api } from '../api.js';
import { scaleOf } from '../documents.js';
import { random } from '../random.js';
import type { Enrolment } from './claims.js';
import type { Enrolled } from './seed-aarhus.js';

const MONTHS = 12;

/** What the contract measures in the dialogue with the young people, on two scales, and one small step. */
export const progressionTerms = () =>
  [
    [['scales'], [scaleOf('everyday-life'), scaleOf('contact-with-others')]],
    [
      ['measures'],
      [
        {
          code: 'everyday-life',
          name: { da: 'Hverdagen derhjemme', en: 'Everyday life at home' },
          purpose: 'dialogue',
          scale: 'everyday-life',
          every: MONTHS,
        },
        {
          code: 'contact',
          name: { da: 'Kontakt med andre', en: 'Contact with others' },
          purpose: 'dialogue',
          scale: 'contact-with-others',
          every: MONTHS,
        },
        {
          code: 'met-contact-person',
          name: { da: 'Har mødt sin kontaktperson', en: 'Met the contact person' },
          purpose: 'dialogue',
          times: 3,
        },
      ],
    ],
  ] as const;

export interface SyntheticScore {
  readonly person: string;
  readonly measure: string;
  readonly value: string;
  readonly on: LocalDate;
  readonly present: readonly string[];
  readonly note?: string;
}

const TOP = 5;

/** Scores on the way up, mostly by a step a year; the first people also have the second scale, and the small step. */
export function syntheticScores(people: readonly Enrolment[], until: LocalDate): SyntheticScore[] {
  const r = random(4711);
  const scores = people.flatMap(({ person, startedOn }, index) => {
    const measures = index < 12 ? ['everyday-life', 'contact'] : ['everyday-life'];
    const scored = measures.flatMap((measure) => {
      let step = r.between(1, 2);
      return [0, 1, 2].map((point): SyntheticScore => {
        const on = addDays(addMonths(startedOn, point * MONTHS), r.between(0, 9));
        if (point > 0) step = Math.min(TOP, step + r.between(0, 2));
        const noted = index === 0 && point === 1 && { note: 'Vil gerne lave mad til sin søster i weekenden.' };
        return { person, measure, value: String(step), on, present: ['citizen', 'contact-person'], ...noted };
      });
    });
    const met = Array.from({ length: index < 8 ? r.between(1, 4) : 0 }, (_, n): SyntheticScore => ({
      person,
      measure: 'met-contact-person',
      value: '1',
      on: addDays(startedOn, 7 * (n + 1)),
      present: ['citizen', 'contact-person'],
    }));
    return [...scored, ...met];
  });
  return scores.filter(({ on }) => on <= until);
}

/** Registers the scores as the case worker who talks with the young people. */
export async function recordScores(
  api: Api,
  contractId: string,
  {
    people,
    enrolled,
    until,
  }: {
    readonly people: readonly Enrolment[];
    readonly enrolled: ReadonlyMap<string, Enrolled>;
    readonly until: LocalDate;
  },
): Promise<void> {
  await several(syntheticScores(people, until), ({ person, ...score }) =>
    api.post(
      'case-worker',
      `/api/outcomes/participants/${enrolled.get(person)!.participantId}/measurements`,
      `${contractId}:${person}:${score.measure}:${score.on}`,
      json({ scoredBy: 'together', ...score }),
    ),
  );
}
