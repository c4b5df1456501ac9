import { readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import {
  digestOfAgreements,
  digestOfDocument,
  madeOf,
  receiverOf,
  sign,
  signTogether,
  textOf,
  type Made,
  type Message,
  type Standpoint,
} from '../src/index.js';
import { listFor, partners, type Party } from './pair.js';
import { at, four, keys } from './partnership.js';

const FILE = fileURLToPath(new URL('../vectors.json', import.meta.url));

/** With what Herning makes of the last text, and says then. */
interface Vector extends Made {
  readonly name: string;
  /** As they come over the wire, one after the other. */
  readonly texts: readonly string[];
}
const UNJUDGED: Made = { outcome: '', says: [] };
interface Vectors extends Standpoint {
  readonly about: string;
  readonly vectors: readonly Vector[];
}

const seedOf = (name: string): string => createHash('sha256').update(name).digest('hex');

function made(): Vectors {
  const book = four();
  const { aarhus, odense } = partners(book);
  const run = 'herning-1';
  const before = [...book.entries.map(textOf), ...listFor('herning', odense)];
  const moment = at(2);
  // Aarhus says from the start what it has said: its agreement, then a message.
  const texts = aarhus.facts.flatMap((fact) => (fact.type === 'sent' ? [textOf(fact.message)] : []));
  const beat = JSON.parse(first(() => aarhus.beat('herning'), aarhus, 'heartbeat')) as object;
  const listening = sign(
    {
      ...beat,
      echo: run,
      agreements: digestOfAgreements({}),
      sent: { number: 0, digest: null },
      received: { number: 0, digest: null },
      settled: { sent: { number: 0, digest: null }, received: { number: 0, digest: null } },
      signature: undefined,
    },
    keys.signer('aarhus'),
  );
  before.push(textOf(listening));
  aarhus.trial('herning', 'a');
  const text = first(() => aarhus.dispatch('herning'), aarhus, 'message');
  return {
    about: 'Ringvirkning partnership protocol 1',
    receiver: 'herning',
    at: moment,
    run,
    keys: Object.fromEntries(['aarhus', 'herning', 'gladsaxe', 'odense'].map((name) => [name, seedOf(name)])),
    before,
    vectors: vectorsOf(text, texts[0]!),
  };
}

const first = (act: () => void, party: Party, kind: 'message' | 'heartbeat'): string => {
  act();
  return party.texts('herning', kind)[0]!;
};

function vectorsOf(text: string, earlier: string): Vector[] {
  const message = JSON.parse(text) as Message;
  const { signature: _, ...body } = message;
  const signed = (change: Partial<Message>, by = 'aarhus'): string =>
    textOf(sign({ ...body, ...change }, keys.signer(by)));
  const next = (number: number): Message => ({ ...message, number, previous: digestOfDocument(message) });
  const together = signTogether([message, next(3), next(4)], keys.signer('aarhus')).map(textOf);
  const all: Readonly<Record<string, string>> = {
    'a message before its agreement is active': text,
    'the same signed together with two others': together[0]!,
    'one signed together with others, changed': together[0]!.replace('"amount":"100"', '"amount":"900"'),
    'one signed together with others, with the way of another': together[0]!.replace('>', '<'),
    'the same once more, of those taken': earlier,
    'another message at a number that is taken': signed({ number: 1, previous: null }),
    'a message after a gap': signed({ number: 9 }),
    'a message that links to another history': signed({ previous: '0'.repeat(64) }),
    'a message whose amount was changed': text.replace('"amount":"100"', '"amount":"900"'),
    'a message without signature': textOf(body),
    'a message signed by another member': signed({}, 'odense'),
    'a message for another member': signed({ to: 'odense' }),
    'a message of another partnership': signed({ partnership: 'fyn' }),
    'a message by nobody': signed({ from: 'viborg' }),
    'a message of a history that is ahead': signed({ charter: 99 }),
    'a message after the end of its key': signed({ at: at(24 * 366) }),
    'a message of a type that nobody knows': signed({ type: 'secret-sent/1' }),
    'a message whose content is malformed': signed({ content: { text: 'a', amount: '1,00' } }),
    'a message under no agreement': signed({ agreement: null }),
    'a message with white space': text.replace('{"agreement"', '{ "agreement"'),
    'a message with one member more': textOf(sign({ ...body, extra: 1 }, keys.signer('aarhus'))),
    'no document': 'Hej',
  };
  const after = (texts: Readonly<Record<string, string>>): Vector[] =>
    Object.entries(texts).map(([name, each]) => ({ name, texts: [earlier, each], ...UNJUDGED }));
  return [{ name: 'the first message, a step of an agreement', texts: [earlier], ...UNJUDGED }, ...after(all)];
}

const judged = (vectors: Vectors): Vectors => {
  const began = receiverOf(vectors);
  const judgedOne = (vector: Vector): Vector => ({ ...vector, ...madeOf(began, vector.texts, vectors.at) });
  return { ...vectors, vectors: vectors.vectors.map(judgedOne) };
};

describe('the vectors', () => {
  const now = `${JSON.stringify(judged(made()), null, 2)}\n`;
  if (process.env['UPDATE_DOCS']) writeFileSync(FILE, now);
  const written = readFileSync(FILE, 'utf8');
  const vectors = JSON.parse(written) as Vectors;

  it('are what the code makes and judges today (UPDATE_DOCS=1 writes them anew)', () => expect(written).toBe(now));
  it('hold whoever reads them: the texts alone lead to the outcomes', () =>
    expect(judged(vectors).vectors).toEqual(vectors.vectors));
  it('have right and wrong ones of every kind', () =>
    expect([...new Set(vectors.vectors.map(({ outcome }) => outcome))].sort()).toEqual([
      'asks for history',
      'asks for messages',
      'nothing',
      'put aside: forged',
      'put aside: key-ended',
      'put aside: malformed',
      'put aside: not-a-member',
      'put aside: not-for-us',
      'put aside: parted',
      'put aside: replayed',
      'refused: malformed-content',
      'refused: no-agreement',
      'refused: not-yet-active',
      'refused: unknown-type',
      'understood',
    ]));
});
