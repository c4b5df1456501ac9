import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import type { Participant } from '@ringvirkning/outcomes-api';
import { chosenPeople, type PeopleChoice } from './people-search.js';

const person = (pseudonym: string, change: Partial<Participant> = {}): Participant => ({
  participantId: pseudonym,
  pseudonym,
  key: null,
  referredOn: localDate('2025-01-01'),
  startedOn: null,
  cohort: null,
  group: null,
  payingMunicipality: null,
  identified: false,
  left: null,
  erased: false,
  nextFollowUp: null,
  ...change,
});
const PEOPLE = [
  person('P-AAAA-1111', { key: 'Sag 12', group: 'young', cohort: 'c1' }),
  person('P-BBBB-2222', { left: { on: localDate('2025-02-01'), reason: 'withdrew' } }),
];
const ANY: PeopleChoice = { text: '', group: '', cohort: '', state: '' };

describe('people of a choice', () => {
  it.each([
    [{}, 2],
    [{ text: 'aaaa' }, 1],
    [{ text: ' sag 12 ' }, 1],
    [{ text: 'sag 13' }, 0],
    [{ group: 'young' }, 1],
    [{ cohort: 'c2' }, 0],
    [{ state: 'left' as const }, 1],
    [{ state: 'here' as const, text: 'bbbb' }, 0],
  ])('%j are %i', (choice, count) => expect(chosenPeople(PEOPLE, { ...ANY, ...choice })).toHaveLength(count));
});
