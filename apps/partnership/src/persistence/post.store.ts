import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { Fact, Item } from '@ringvirkning/partnership-domain';
import { queryByKey, unnested, type Tx } from '@ringvirkning/persistence';

/** A message that a service gives to be brought, before it is under an agreement. */
export type Letter = Pick<Item, 'id' | 'type' | 'content'> & { readonly to: string };
export interface WaitingLetter extends Pick<Letter, 'to' | 'id' | 'type'> {
  readonly since: Instant;
}

interface LetterRow {
  readonly peer: string;
  readonly message_id: string;
  readonly type: string;
  readonly content: string | null;
  readonly given_at: Instant;
}
const LETTERS = unnested<LetterRow>({
  ...{ peer: 'text', message_id: 'text', type: 'text', content: 'text', given_at: 'timestamptz' },
});
interface BookingRow {
  readonly peer: string;
  readonly number: number;
  readonly message_id: string;
}
const BOOKINGS = unnested<BookingRow>({ peer: 'text', number: 'bigint', message_id: 'text' });

/** How much of a flow may be taken up now. */
export interface Room {
  readonly peer: string;
  readonly type: string;
  readonly room: number;
}
const ROOMS = unnested<Room>({ peer: 'text', type: 'text', room: 'int' });

/** What services have given, and what they have booked, until it is a fact. */
@Injectable()
export class PostStore {
  /** What was given before is not given again. */
  give(tx: Tx, letters: readonly Letter[], at: Instant): Promise<void> {
    return this.add(
      tx,
      letters.map(({ to, id, type, content }) => ({
        ...{ peer: to, message_id: id, type, content: JSON.stringify(content), given_at: at },
      })),
    );
  }

  /** What a partner has given back was said in an earlier life: whoever gives it once more finds it said. */
  async said(tx: Tx, facts: readonly Fact[], at: Instant): Promise<void> {
    const back = new Map(
      facts.flatMap((fact) =>
        fact.type === 'given-back' ? [[`${fact.message.to} ${fact.message.id}`, fact.message] as const] : [],
      ),
    );
    if (back.size === 0) return;
    const rows = [...back.values()].map(({ to: peer, id: message_id, type }) => ({
      ...{ peer, message_id, type, content: null, given_at: at },
    }));
    await tx.query(
      `INSERT INTO post (${LETTERS.columns}) SELECT * FROM ${LETTERS.rows} ON CONFLICT (peer, message_id) DO UPDATE SET content = NULL`,
      LETTERS.values(rows),
    );
  }

  /** What is a fact already. */
  note(tx: Tx, { to, id, type }: Omit<Letter, 'content'>, at: Instant): Promise<void> {
    return this.add(tx, [{ peer: to, message_id: id, type, content: null, given_at: at }]);
  }

  private async add(tx: Tx, rows: readonly LetterRow[]): Promise<void> {
    await tx.query(
      `INSERT INTO post (${LETTERS.columns}) SELECT * FROM ${LETTERS.rows} ON CONFLICT (peer, message_id) DO NOTHING`,
      LETTERS.values(rows),
    );
  }

  /** The oldest of each flow, as far as there is room for them. Only who holds the facts' head takes. */
  async waiting(tx: Tx, rooms: readonly Room[]): Promise<(Letter & { readonly place: string })[]> {
    if (rooms.length === 0) return [];
    const rows = await tx.query<{ id: string; peer: string; message_id: string; type: string; content: string }[]>(
      `SELECT p.* FROM ${ROOMS.rows} CROSS JOIN LATERAL (
         SELECT id, peer, message_id, type, content FROM post w
         WHERE w.content IS NOT NULL AND w.peer = t.peer AND w.type = t.type ORDER BY id LIMIT t.room) p ORDER BY p.id`,
      ROOMS.values(rooms),
    );
    return rows.map(({ id: place, peer: to, message_id: id, type, content }) => ({
      ...{ place, to, id, type, content: JSON.parse(content) as Item['content'] },
    }));
  }

  /** They are facts now. */
  async taken(tx: Tx, places: readonly string[]): Promise<void> {
    if (places.length > 0) await tx.query('UPDATE post SET content = NULL WHERE id = ANY ($1::bigint[])', [places]);
  }

  /** Whether something waits: to be brought, to be receipted, or to be entered. In order, or the planner would go through all that was ever given to find one. */
  async hasWork(tx: Tx): Promise<boolean> {
    const [row] = await queryByKey<{ found: boolean }>(
      tx,
      `SELECT EXISTS (SELECT FROM booking) OR EXISTS (SELECT FROM statement)
         OR (SELECT true FROM post WHERE content IS NOT NULL ORDER BY peer, type, id LIMIT 1) IS NOT NULL AS found`,
      [],
    );
    return row!.found;
  }

  async listWaiting(tx: Tx, limit: number): Promise<{ readonly items: WaitingLetter[]; readonly total: number }> {
    const rows = await tx.query<{ peer: string; message_id: string; type: string; given_at: Date; total: number }[]>(
      `SELECT peer, message_id, type, given_at, count(*) OVER ()::int AS total FROM post WHERE content IS NOT NULL ORDER BY id LIMIT $1`,
      [limit],
    );
    const items = rows.map(({ peer: to, message_id: id, type, given_at: at }) => ({
      ...{ to, id, type, since: at.toISOString() as Instant },
    }));
    return { items, total: rows[0]?.total ?? 0 };
  }

  async countWaiting(tx: Tx): Promise<ReadonlyMap<string, number>> {
    const rows = await tx.query<{ peer: string; count: number }[]>(
      'SELECT peer, count(*)::int AS count FROM post WHERE content IS NOT NULL GROUP BY peer',
    );
    return new Map(rows.map(({ peer, count }) => [peer, count]));
  }

  /** When something was given. */
  async givenAt(tx: Tx, letters: readonly Pick<Letter, 'to' | 'id'>[]): Promise<ReadonlyMap<string, Instant>> {
    const rows = await tx.query<{ peer: string; message_id: string; given_at: Date }[]>(
      'SELECT p.peer, p.message_id, p.given_at FROM unnest($1::text[], $2::text[]) t (peer, message_id) JOIN post p USING (peer, message_id)',
      [letters.map(({ to }) => to), letters.map(({ id }) => id)],
    );
    return new Map(
      rows.map(({ peer, message_id: id, given_at: at }) => [`${peer} ${id}`, at.toISOString() as Instant]),
    );
  }

  async book(tx: Tx, bookings: readonly { from: string; number: number; id: string }[]): Promise<void> {
    await tx.query(
      `INSERT INTO booking (${BOOKINGS.columns}) SELECT * FROM ${BOOKINGS.rows} ON CONFLICT (peer, number) DO UPDATE SET message_id = excluded.message_id`,
      BOOKINGS.values(bookings.map(({ from, number, id }) => ({ peer: from, number, message_id: id }))),
    );
  }

  async bookings(tx: Tx, limit: number): Promise<{ from: string; number: number; id: string }[]> {
    const rows = await queryByKey<{ peer: string; number: string; message_id: string }>(
      tx,
      'SELECT peer, number, message_id FROM booking ORDER BY peer, number LIMIT $1',
      [limit],
    );
    return rows.map(({ peer: from, number, message_id: id }) => ({ from, number: Number(number), id }));
  }

  async receipted(tx: Tx, bookings: readonly { from: string; number: number }[]): Promise<void> {
    if (bookings.length === 0) return;
    await tx.query(
      'DELETE FROM booking b USING unnest($1::text[], $2::bigint[]) t (peer, number) WHERE b.peer = t.peer AND b.number = t.number',
      [bookings.map(({ from }) => from), bookings.map(({ number }) => number)],
    );
  }
}
