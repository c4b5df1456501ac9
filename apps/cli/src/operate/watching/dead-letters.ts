import { SERVICES } from '@ringvirkning/catalogue';
import { z } from 'zod';
import { table } from '../../report/table.js';
import type { Language } from '../../report/words.js';
import { NoAnswer, read, type Instance } from '../instance.js';

export const LETTER_STATES = ['open', 'done', 'purged'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

const LetterSchema = z.object({
  ...{ id: z.string(), subject: z.string(), seq: z.int(), eventId: z.string(), item: z.int().nullable() },
  ...{ code: z.string(), reason: z.string(), attempts: z.int(), failedAt: z.string(), state: z.enum(LETTER_STATES) },
});
const PageSchema = z.object({ items: z.array(LetterSchema), next: z.string().nullable() });
const RequeuedSchema = z.object({ id: z.string(), state: z.enum(LETTER_STATES), reason: z.string().optional() });

/** An event that a service could not consume. It says nothing of what the event tells. */
export type Letter = z.output<typeof LetterSchema> & { readonly service: string };
export type Tried = z.output<typeof RequeuedSchema> & { readonly service: string };

const at = (service: string): string => `/api/${service}/operations/dead-letters`;

/** Of one service or of all, oldest first. @throws NoAnswer */
export async function lettersOf(
  instance: Instance,
  service: string | undefined,
  state: LetterState,
): Promise<Letter[]> {
  const found: Letter[] = [];
  for (const one of service === undefined ? SERVICES : [service])
    for (let after: string | null = ''; after !== null;) {
      const query = new URLSearchParams({ state, limit: '100', ...(after && { after }) });
      const page: z.output<typeof PageSchema> = read(PageSchema, await instance.get(`${at(one)}?${query.toString()}`));
      found.push(...page.items.map((letter) => ({ ...letter, service: one })));
      after = page.next;
    }
  return found;
}

/** @throws NoAnswer when there is none of that number, whatever became of it. */
export async function letterOf(instance: Instance, service: string, id: string): Promise<Letter> {
  for (const state of LETTER_STATES) {
    const letter = (await lettersOf(instance, service, state)).find((one) => one.id === id);
    if (letter) return letter;
  }
  throw new NoAnswer(`${service} has no dead letter ${id}`);
}

/** Tries one, or all that are open of a service, again. @throws NoAnswer, Declined */
export async function retry(instance: Instance, service: string, id: string): Promise<Tried[]> {
  const tried =
    id === 'all'
      ? read(z.object({ results: z.array(RequeuedSchema) }), await instance.post(`${at(service)}/retry-all`)).results
      : [read(RequeuedSchema, await instance.post(`${at(service)}/${encodeURIComponent(id)}/retry`))];
  return tried.map((one) => ({ ...one, service }));
}

/** Gives one up; it stays on record. @throws NoAnswer, Declined */
export const discard = async (instance: Instance, service: string, id: string): Promise<Tried[]> => [
  { ...read(RequeuedSchema, await instance.post(`${at(service)}/${encodeURIComponent(id)}/purge`)), service },
];

const danish = {
  columns: ['Tjeneste', 'Nr.', 'Besked', 'Løbenr.', 'Kode', 'Forsøg', 'Fejlede'],
  none: 'Ingen beskeder er lagt til side.',
  states: { open: 'åben', done: 'behandlet', purged: 'opgivet' } satisfies Record<LetterState, string>,
  event: 'Besked-id',
  item: 'Del af beskeden',
  reason: 'Årsag',
  state: 'Tilstand',
  next: 'Ret årsagen, og prøv igen: ringvirkning dead-letters retry',
  nothing: 'Der var ingen at prøve.',
};
const english: typeof danish = {
  columns: ['Service', 'No.', 'Message', 'Number', 'Code', 'Attempts', 'Failed'],
  none: 'No messages are put aside.',
  states: { open: 'open', done: 'done', purged: 'given up' },
  event: 'Message id',
  item: 'Part of the message',
  reason: 'Reason',
  state: 'State',
  next: 'Mend the cause, and try again: ringvirkning dead-letters retry',
  nothing: 'There was none to try.',
};
const WORDS: Readonly<Record<Language, typeof danish>> = { da: danish, en: english };

const row = ({ service, id, subject, seq, code, attempts, failedAt }: Letter): string[] => [
  ...[service, id, subject, String(seq), code, String(attempts), failedAt],
];

export function lettersText(letters: readonly Letter[], language: Language): string {
  const words = WORDS[language];
  if (letters.length === 0) return `${words.none}\n`;
  return [table(words.columns, letters.map(row), [0, 2, 4]), '', words.next, ''].join('\n');
}

export function letterText(letter: Letter, language: Language): string {
  const words = WORDS[language];
  return [
    table(words.columns, [row(letter)], [0, 2, 4]),
    '',
    `${words.event}: ${letter.eventId}`,
    ...(letter.item === null ? [] : [`${words.item}: ${letter.item}`]),
    `${words.reason}: ${letter.reason}`,
    `${words.state}: ${words.states[letter.state]}`,
    '',
  ].join('\n');
}

export function triedText(tried: readonly Tried[], language: Language): string {
  const words = WORDS[language];
  if (tried.length === 0) return `${words.nothing}\n`;
  const lines = tried.map(
    ({ service, id, state, reason }) => `${service} ${id}: ${words.states[state]}${reason ? ` (${reason})` : ''}`,
  );
  return [...lines, ''].join('\n');
}
