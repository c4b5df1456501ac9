import type { Participant } from '@ringvirkning/outcomes-api';

export interface PeopleChoice {
  readonly text: string;
  readonly group: string;
  readonly cohort: string;
  readonly state: '' | 'here' | 'left';
}

/** The people of a choice. The text is compared here and never sent: an own key in an address would be written down on the way. */
export function chosenPeople(
  people: readonly Participant[],
  { text, group, cohort, state }: PeopleChoice,
): Participant[] {
  const wanted = text.trim().toLowerCase();
  return people.filter(
    (person) =>
      (wanted === '' || [person.pseudonym, person.key ?? ''].some((name) => name.toLowerCase().includes(wanted))) &&
      (group === '' || person.group === group) &&
      (cohort === '' || person.cohort === cohort) &&
      (state === '' || (state === 'left') === (person.left !== null)),
  );
}
