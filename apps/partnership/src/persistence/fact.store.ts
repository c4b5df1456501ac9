import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import {
  digestOfHead,
  evolveHistory,
  GIVEN,
  isKept,
  lastWordIn,
  type Again,
  type Entry,
  type Fact,
  type Given,
  type History,
  type Instance,
  type Message,
  type Peer,
  type Receipt,
  type Seal,
} from '@ringvirkning/partnership-domain';
import type { Direction } from '@ringvirkning/partnership-api';
import { queryByKey, unnested, type Tx } from '@ringvirkning/persistence';
import { MESSAGES, receiptIn, rowsIn, WORDS, type MessageRow, type Placed } from './message-rows.js';

interface FactRow {
  readonly place: number;
  readonly type: Fact['type'];
  readonly peer: string | null;
  readonly number: number | null;
  readonly at: Instant;
  readonly body: string;
}
const FACTS = unnested<FactRow>({
  ...{ place: 'bigint', type: 'text', peer: 'text' },
  ...{ number: 'bigint', at: 'timestamptz', body: 'text' },
});

/** What of a peer is kept; the rest is of one life. */
type KeptPeer = Omit<Peer, 'heard' | 'asked'>;
interface Snapshot {
  readonly log: Instance['log'];
  readonly lists: Instance['lists'];
  readonly peers: Readonly<Record<string, KeptPeer>>;
}

/** Facts read at once. */
const PAGE = 2_000;
/** Characters that one question is answered with, and a document more. */
const GIVEN_CHARACTERS = 4_000_000;

export interface StoredMessage extends Omit<MessageRow, 'digest' | 'word_at' | `${string}place`> {
  readonly wordAt: Instant | null;
}

/** The facts of this instance in their order, and what is looked up in them by partner and number. Facts are never changed; the rest follows from them. */
@Injectable()
export class FactStore {
  /** Place of the last fact. Nobody adds one before the transaction ends. */
  async lock(tx: Tx): Promise<number> {
    const [head] = await queryByKey<{ place: string }>(tx, 'SELECT place FROM fact_head FOR UPDATE', []);
    return Number(head!.place);
  }

  async head(tx: Tx): Promise<number> {
    const [head] = await queryByKey<{ place: string }>(tx, 'SELECT place FROM fact_head', []);
    return Number(head!.place);
  }

  /** The facts after a place, in pages. */
  async *after(tx: Tx, place: number): AsyncGenerator<readonly Placed[]> {
    for (let last = place; ;) {
      const rows = await queryByKey<{ place: string; body: string }>(
        tx,
        `SELECT place, body FROM fact WHERE place > $1 ORDER BY place LIMIT ${PAGE}`,
        [last],
      );
      if (rows.length > 0)
        yield rows.map(({ place: at, body }) => ({ place: Number(at), fact: JSON.parse(body) as Fact }));
      if (rows.length < PAGE) return;
      last = Number(rows.at(-1)!.place);
    }
  }

  /** The state up to a place, and that place; undefined where none was kept yet. */
  async snapshot(
    tx: Tx,
  ): Promise<{ readonly place: number; readonly state: Omit<Instance, 'run' | 'startedAt'> } | undefined> {
    const [row] = await tx.query<{ place: string; state: string }[]>('SELECT place, state FROM snapshot');
    if (!row) return undefined;
    const { lists, peers, log } = JSON.parse(row.state) as Snapshot;
    const entries = await tx.query<{ body: string }[]>(
      `SELECT body FROM fact WHERE type = 'entered' AND place <= $1 ORDER BY number`,
      [row.place],
    );
    const history = entries.reduce<History | undefined>(
      (before, { body }) => evolveHistory(before, (JSON.parse(body) as { entry: Entry }).entry),
      undefined,
    );
    const whole = Object.entries(peers).map(([id, peer]) => [id, { ...peer, heard: null, asked: {} }] as const);
    return { place: Number(row.place), state: { lists, history, log, peers: Object.fromEntries(whole) } };
  }

  async keepSnapshot(tx: Tx, place: number, { lists, peers, log }: Instance): Promise<void> {
    const kept = Object.entries(peers).map(([id, { heard: _, asked: __, ...peer }]) => [id, peer] as const);
    const state: Snapshot = { lists, log, peers: Object.fromEntries(kept) };
    await tx.query(
      `INSERT INTO snapshot (place, state) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET place = excluded.place, state = excluded.state`,
      [place, JSON.stringify(state)],
    );
  }

  /** Adds facts after the last one, of which the lock has told. @returns the place of the last. */
  async append(tx: Tx, last: number, facts: readonly Fact[], at: Instant): Promise<number> {
    const kept = facts.filter((fact) => isKept(fact) && fact.type !== 'quarantined');
    if (kept.length === 0) return last;
    const placed = kept.map((fact, index): Placed => ({ fact, place: last + index + 1 }));
    const reached = placed.at(-1)!.place;
    await queryByKey(
      tx,
      `WITH head AS (UPDATE fact_head SET place = $${FACTS_PARAMETERS + 1})
       INSERT INTO fact (${FACTS.columns}) SELECT * FROM ${FACTS.rows}`,
      [...FACTS.values(placed.map((each) => rowOf(each, at))), reached],
    );
    for (const part of parted(placed)) await this.project(tx, part);
    return reached;
  }

  /** What partners ask for, in its order and without a gap. */
  async given(tx: Tx, peer: string, what: Given, after: number): Promise<(Entry | Receipt | Again | Seal)[]> {
    if (what === 'history') return this.entries(tx, after);
    if (isAboutSeals(what)) return this.seals(tx, peer, what, after);
    const direction = what === 'messages' ? 'sent' : 'received';
    const rows = await queryByKey<{ number: string; body: string; word: string | null }>(
      tx,
      `SELECT m.number, f.body, w.body AS word FROM message m JOIN fact f USING (place)
       LEFT JOIN fact w ON w.place = coalesce(m.word_place, m.understood_place)
       WHERE m.direction = $1 AND m.peer = $2 AND m.number > $3 ORDER BY m.number LIMIT ${GIVEN}`,
      [direction, peer, after],
    );
    const found: (Receipt | Again)[] = [];
    let characters = 0;
    for (const { number, body, word } of rows) {
      if (Number(number) !== after + found.length + 1 || characters > GIVEN_CHARACTERS) break;
      characters += body.length + (word?.length ?? 0);
      const { message } = JSON.parse(body) as { message: Message };
      const receipt = word === null ? null : receiptIn(JSON.parse(word) as Fact);
      if (what !== 'receipts') {
        const { protocol, partnership } = message;
        found.push({ protocol, partnership, kind: 'again', message, receipt });
      } else if (receipt) found.push(receipt);
      else break;
    }
    return found;
  }

  private async seals(tx: Tx, peer: string, what: keyof typeof SEALS, after: number): Promise<Seal[]> {
    const { types, isOfPeer, member } = SEALS[what];
    const rows = await queryByKey<{ body: string }>(
      tx,
      `SELECT body FROM fact WHERE type = ANY($1) AND number > $2 AND (peer = $3 OR $3 IS NULL) ORDER BY number, place LIMIT ${GIVEN}`,
      [types, after, isOfPeer ? peer : null],
    );
    return rows.map(({ body }) => (JSON.parse(body) as Readonly<Record<string, Seal>>)[member]!);
  }

  async entries(tx: Tx, after: number, upTo = Number.MAX_SAFE_INTEGER): Promise<Entry[]> {
    const rows = await tx.query<{ body: string }[]>(
      `SELECT body FROM fact WHERE type = 'entered' AND number > $1 AND number <= $2 ORDER BY number`,
      [after, upTo],
    );
    return rows.map(({ body }) => (JSON.parse(body) as { entry: Entry }).entry);
  }

  /** Up to a number, newest first. */
  async newestEntries(tx: Tx, upTo: number, limit: number): Promise<Entry[]> {
    const rows = await tx.query<{ body: string }[]>(
      `SELECT body FROM fact WHERE type = 'entered' AND number <= $1 ORDER BY number DESC LIMIT $2`,
      [upTo, limit],
    );
    return rows.map(({ body }) => (JSON.parse(body) as { entry: Entry }).entry);
  }

  /** Newest first. */
  async messages(
    tx: Tx,
    {
      direction,
      peer,
      before,
      limit,
    }: { direction: Direction; peer: string; before: number | undefined; limit: number },
  ): Promise<StoredMessage[]> {
    const rows = await tx.query<
      (Omit<StoredMessage, 'number' | 'at' | 'wordAt'> & {
        number: string;
        at: Date;
        word_at: Date | null;
      })[]
    >(
      `SELECT direction, peer, number, message_id, type, agreement, at, word, reason, word_at FROM message
       WHERE direction = $1 AND peer = $2 AND number < $3 ORDER BY number DESC LIMIT $4`,
      [direction, peer, before ?? Number.MAX_SAFE_INTEGER, limit],
    );
    return rows.map(({ number, at, word_at: wordAt, ...row }) => ({
      ...row,
      number: Number(number),
      at: at.toISOString() as Instant,
      wordAt: wordAt && (wordAt.toISOString() as Instant),
    }));
  }

  /** A message with what was said of it, in that order; undefined where there is none. */
  async proven(
    tx: Tx,
    { direction, peer, number }: Pick<MessageRow, 'direction' | 'peer' | 'number'>,
  ): Promise<{ readonly message: Message; readonly receipts: readonly Receipt[] } | undefined> {
    const rows = await tx.query<{ place: string; body: string; document: boolean }[]>(
      `SELECT f.place, f.body, f.place = m.place AS document FROM message m
       JOIN fact f ON f.place IN (m.place, m.understood_place, m.word_place)
       WHERE m.direction = $1 AND m.peer = $2 AND m.number = $3 ORDER BY f.place`,
      [direction, peer, number],
    );
    const document = rows.find((row) => row.document);
    if (!document) return undefined;
    const { message } = JSON.parse(document.body) as { message: Message };
    return { message, receipts: rows.flatMap(({ body }) => receiptIn(JSON.parse(body) as Fact) ?? []) };
  }

  /**
   * The batch of the log that the last word on a message is in: all words of the batch in their order, the place of this one among them from 0, and the
   * signatures on its head, and the place of the fact that it was sealed with. Undefined where it has no last word, or is not sealed yet.
   */
  async batchOf(
    tx: Tx,
    { direction, peer, number }: Pick<MessageRow, 'direction' | 'peer' | 'number'>,
  ): Promise<
    | {
        readonly words: readonly Receipt[];
        readonly of: number;
        readonly seals: readonly Seal[];
        readonly place: number;
      }
    | undefined
  > {
    const [batch] = await tx.query<{ word: string; begins: string; ends: string; body: string }[]>(
      `SELECT m.word_place AS word, s.place AS ends, s.body,
         coalesce((SELECT max(place) FROM fact WHERE type = 'sealed' AND place < s.place), 0) AS begins
       FROM message m JOIN fact s ON s.place = (SELECT min(place) FROM fact WHERE type = 'sealed' AND place > m.word_place)
       WHERE m.direction = $1 AND m.peer = $2 AND m.number = $3`,
      [direction, peer, number],
    );
    if (!batch) return undefined;
    const rows = await tx.query<{ place: string; body: string }[]>(
      `SELECT place, body FROM fact WHERE place > $1 AND place < $2 AND type IN ('received', 'booked', 'receipt-came') ORDER BY place`,
      [batch.begins, batch.ends],
    );
    const words = rows.flatMap(({ place, body }) => {
      const word = lastWordIn(JSON.parse(body) as Fact);
      return word ? [{ place, word }] : [];
    });
    const { seal } = JSON.parse(batch.body) as { readonly seal: Seal };
    return {
      words: words.map(({ word }) => word),
      of: words.findIndex(({ place }) => place === batch.word),
      seals: [seal, ...(await this.cosignaturesOf(tx, seal))],
      place: Number(batch.ends),
    };
  }

  private async cosignaturesOf(tx: Tx, { head }: Seal): Promise<Seal[]> {
    const rows = await tx.query<{ body: string }[]>(
      `SELECT body FROM fact WHERE type = 'cosigned' AND number = $1 ORDER BY place`,
      [head.number],
    );
    return rows
      .map(({ body }) => (JSON.parse(body) as { readonly seal: Seal }).seal)
      .filter((seal) => digestOfHead(seal.head) === digestOfHead(head));
  }

  private async project(tx: Tx, placed: readonly Placed[]): Promise<void> {
    const [first] = placed;
    if (first?.fact.type === 'withdrawn') return this.forget(tx, first.fact.to, first.fact.after);
    if (first?.fact.type === 'given-back') await this.forget(tx, first.fact.message.to, first.fact.message.number);
    const { messages, words } = rowsIn(placed);
    if (messages.length > 0)
      await queryByKey(
        tx,
        `INSERT INTO message (${MESSAGES.columns}) SELECT * FROM ${MESSAGES.rows}
         ON CONFLICT (direction, peer, number) DO UPDATE SET message_id = excluded.message_id, type = excluded.type, agreement = excluded.agreement,
           at = excluded.at, digest = excluded.digest, place = excluded.place, understood_place = excluded.understood_place,
           word_place = excluded.word_place, word = excluded.word, reason = excluded.reason, word_at = excluded.word_at`,
        MESSAGES.values(messages),
      );
    if (words.length > 0)
      await queryByKey(
        tx,
        `UPDATE message m SET understood_place = coalesce(t.understood_place, m.understood_place), word_place = coalesce(t.word_place, m.word_place),
           word = t.word, reason = t.reason, word_at = t.word_at
         FROM ${WORDS.rows} WHERE m.direction = t.direction AND m.peer = t.peer AND m.number = t.number AND (m.word_place IS NULL OR t.word_place IS NOT NULL)`,
        WORDS.values(words),
      );
  }

  /** What was numbered after it was never taken, and is numbered anew. */
  private async forget(tx: Tx, peer: string, after: number): Promise<void> {
    await tx.query(`DELETE FROM message WHERE direction = 'sent' AND peer = $1 AND number > $2`, [peer, after]);
  }
}

/** Which facts answer a question about logs, and with which of their members. */
const SEALS = {
  seals: { types: ['sealed', 'seal-given-back'], isOfPeer: false, member: 'seal' },
  cosignatures: { types: ['witnessed'], isOfPeer: true, member: 'cosignature' },
  'seals-back': { types: ['witnessed'], isOfPeer: true, member: 'seal' },
} as const;
const isAboutSeals = (what: Given): what is keyof typeof SEALS => Object.hasOwn(SEALS, what);

const FACTS_PARAMETERS = FACTS.columns.split(',').length;

function rowOf({ place, fact }: Placed, at: Instant): FactRow {
  return { place, type: fact.type, ...aboutOf(fact), at, body: JSON.stringify(fact) };
}

function aboutOf(fact: Fact): Pick<FactRow, 'peer' | 'number'> {
  switch (fact.type) {
    case 'entered':
      return { peer: null, number: fact.entry.number };
    case 'sent':
    case 'given-back':
      return { peer: fact.message.to, number: fact.message.number };
    case 'received':
      return { peer: fact.message.from, number: fact.message.number };
    case 'sealed':
    case 'seal-given-back':
      return { peer: null, number: fact.seal.head.number };
    case 'cosigned':
    case 'witnessed':
      return { peer: fact.seal.by, number: fact.seal.head.number };
    case 'seals-apart':
      return { peer: fact.of, number: fact.number };
    case 'booked':
      return { peer: fact.receipt.to, number: fact.receipt.number };
    case 'receipt-came':
      return { peer: fact.receipt.from, number: fact.receipt.number };
    case 'queued':
    case 'dropped':
    case 'withdrawn':
      return { peer: fact.to, number: null };
    case 'agreements-compared':
    case 'shared-differs':
      return { peer: fact.with, number: null };
    default:
      return { peer: null, number: null };
  }
}

/** In parts of which each forgets at its beginning, or not at all. */
function parted(placed: readonly Placed[]): Placed[][] {
  const parts: Placed[][] = [[]];
  for (const each of placed) {
    const { type } = each.fact;
    if (type === 'given-back' || type === 'withdrawn') parts.push([each]);
    else if (parts.at(-1)![0]?.fact.type === 'withdrawn') parts.push([each]);
    else parts.at(-1)!.push(each);
  }
  return parts.filter((part) => part.length > 0);
}
