import { useInfiniteQuery } from '@tanstack/react-query';
import type { PeopleHits } from '@ringvirkning/outcomes-api';
import { ask, get, query } from '../api/http.js';

/** What the log of a service answers, as its OpenAPI document has it. */
export interface AccessLine {
  readonly service: string;
  readonly id: string;
  readonly at: string;
  readonly subject: string;
  /** Null where it is not known. */
  readonly name: string | null;
  readonly organisation: string;
  readonly permission: string | null;
  readonly what: string;
  readonly contractId: string;
  readonly participantIds: readonly string[] | null;
}
interface AccessPage {
  readonly items: readonly Omit<AccessLine, 'service'>[];
  readonly next: string | null;
}

export const ANY = { contractId: '', subject: '', participantId: '', from: '', to: '' };
export type AccessChoice = Readonly<typeof ANY>;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The logs know people by id. Who is written as people are shown is found first; undefined when nobody is. */
export async function withId(choice: AccessChoice): Promise<AccessChoice | undefined> {
  const { participantId: written } = choice;
  if (written === '' || ID.test(written)) return choice;
  const { people } = await ask<PeopleHits>('/api/outcomes/search', { term: written });
  return people[0] && { ...choice, participantId: people[0].participantId };
}

/** Services in which somebody can read about single people. */
export const LOGGING = ['contracts', 'outcomes', 'payments', 'benefits'] as const;

/** Where each service goes on; null where its log has ended. */
type Cursors = Readonly<Record<string, string | null>>;
/** One step through all logs: the next page of each. */
export interface Step {
  readonly lines: readonly AccessLine[];
  readonly cursors: Cursors;
}

const BEGIN: Cursors = Object.fromEntries(LOGGING.map((service) => [service, '']));
const isOver = (cursors: Cursors): boolean => Object.values(cursors).every((cursor) => cursor === null);

async function step(choice: AccessChoice, cursors: Cursors, limit: number, signal?: AbortSignal): Promise<Step> {
  const pages = await Promise.all(
    LOGGING.map(async (service) => {
      const after = cursors[service];
      if (after === null) return { service, items: [], next: null };
      const page = await get<AccessPage>(`/api/${service}/access-log${query({ ...choice, limit, after })}`, signal);
      return { service, ...page };
    }),
  );
  return {
    lines: pages.flatMap(({ service, items }) => items.map((item) => ({ ...item, service }))),
    cursors: Object.fromEntries(pages.map(({ service, next }) => [service, next])),
  };
}

/** Newest first over all services: as far as every log that goes on has been read, for another line may come before those beyond. */
export function inOrder(steps: readonly Step[]): AccessLine[] {
  const lines = steps.flatMap((each) => each.lines).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const going = Object.entries(steps.at(-1)?.cursors ?? {}).flatMap(([service, cursor]) =>
    cursor === null ? [] : service,
  );
  const readTo = going.map((service) => lines.findLast((line) => line.service === service)?.at ?? '');
  return lines.filter(({ at }) => readTo.every((edge) => at >= edge));
}

export const useAccessLog = (choice: AccessChoice) =>
  useInfiniteQuery({
    queryKey: ['access-log', choice],
    queryFn: ({ pageParam, signal }) => step(choice, pageParam, 50, signal),
    initialPageParam: BEGIN,
    getNextPageParam: ({ cursors }) => (isOver(cursors) ? undefined : cursors),
    select: ({ pages }) => inOrder(pages),
  });

/** All lines of a choice. */
export async function everyLine(choice: AccessChoice): Promise<AccessLine[]> {
  const steps: Step[] = [];
  for (let cursors = BEGIN; !isOver(cursors); cursors = steps.at(-1)!.cursors)
    steps.push(await step(choice, cursors, 200));
  return inOrder(steps);
}

/** A reader by name, with the user name that one can look for. */
export const readerOf = ({ name, subject }: AccessLine): string => (name === null ? subject : `${name} (${subject})`);

/** A line for each of its people: a cell of a spreadsheet holds no more than some hundreds of them. */
export const perPerson = (lines: readonly AccessLine[]): AccessLine[] =>
  lines.flatMap((line) =>
    line.participantIds?.length ? line.participantIds.map((id) => ({ ...line, participantIds: [id] })) : [line],
  );
