import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Participant, ParticipantSearch, ParticipantsFound, PersonDetails } from '@ringvirkning/outcomes-api';
import { ask, get } from '../api/http.js';

export const usePerson = (participantId: string) =>
  useQuery({
    queryKey: ['person', participantId],
    queryFn: ({ signal }) => get<PersonDetails>(`/api/outcomes/participants/${participantId}`, signal),
  });

/** Which people are asked for, as the page has it: what is not chosen is empty. */
export interface PeopleChoice {
  readonly text: string;
  readonly group: string;
  readonly cohort: string;
  readonly state: '' | 'here' | 'left' | 'move-refused';
}

/** One page of the people that fit. What is searched for is sent, not put in an address: an own key there would be written down on the way. */
const peoplePage = (contractId: string, { text, group, cohort, state }: PeopleChoice, after?: string, limit = 50) =>
  ask<ParticipantsFound>(`/api/outcomes/contracts/${contractId}/participants/search`, {
    ...(text.trim() && { text: text.trim() }),
    ...(group && { group }),
    ...(cohort && { cohort }),
    ...(state && { state }),
    ...(after && { after }),
    limit,
  } satisfies ParticipantSearch);

/** The last answer stays until the next one is here, so that the list does not jump while somebody writes. */
export const usePeople = (contractId: string, choice: PeopleChoice) =>
  useInfiniteQuery({
    queryKey: ['participants', contractId, choice],
    queryFn: ({ pageParam }) => peoplePage(contractId, choice, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** Everybody who fits, page by page: what a file of them holds. */
export async function allPeople(contractId: string, choice: PeopleChoice): Promise<Participant[]> {
  const all: Participant[] = [];
  for (let after: string | undefined; ;) {
    const { items, next } = await peoplePage(contractId, choice, after, 200);
    all.push(...items);
    if (next === null) return all;
    after = next;
  }
}

const NAMED = { group: '', cohort: '', state: '' } as const;
const SUGGESTED = 20;
/** So many letters are somebody; each answer is a look at people, which is logged. */
const ENOUGH = 2;

/** The first people with this text in their name, to choose from. */
export const useSuggested = (contractId: string, text: string) =>
  useQuery({
    queryKey: ['participants-suggested', contractId, text],
    queryFn: () => peoplePage(contractId, { ...NAMED, text }, undefined, SUGGESTED),
    enabled: text.trim().length >= ENOUGH,
    placeholderData: keepPreviousData,
  });

/** Whether this is exactly the person's pseudonym, however it was typed, or their own key. */
const isNamed = (name: string) => (person: Participant) =>
  person.pseudonym === name.toUpperCase() || person.key === name;

/** The one person meant: named exactly, or the only one whose name has this text. */
export const onlyOne = (name: string, { items, count }: ParticipantsFound): Participant | undefined =>
  items.find(isNamed(name)) ?? (count === 1 ? items[0] : undefined);

/** The person of exactly this pseudonym or own key. */
export async function personNamed(contractId: string, name: string): Promise<Participant | undefined> {
  const text = name.trim();
  if (text === '') return undefined;
  const people = await allPeople(contractId, { ...NAMED, text });
  return people.find(isNamed(text));
}

/** As long as one writes in a word. */
const PAUSE_MS = 250;

/** What was written, once the writer pauses. */
export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const waiting = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(waiting);
  }, [text]);
  return paused;
}
