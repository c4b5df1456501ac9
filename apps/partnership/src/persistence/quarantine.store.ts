import { Injectable } from '@nestjs/common';
import { sha256Hex, type Instant } from '@ringvirkning/kernel';
import type { Fact, QuarantineReason } from '@ringvirkning/partnership-domain';
import { unnested, type Tx } from '@ringvirkning/persistence';

/** Characters of a text that are kept: enough to see what it is. */
export const KEPT_CHARACTERS = 20_000;
/** Texts that are kept until somebody has looked at them: whoever floods us fills no disk. */
const MOST = 10_000;

interface QuarantineRow {
  readonly digest: string;
  readonly reason: QuarantineReason;
  readonly at: Instant;
  readonly sender: string | null;
  readonly size: number;
  readonly body: string;
}
const ROWS = unnested<QuarantineRow>({
  ...{ digest: 'text', reason: 'text', at: 'timestamptz' },
  ...{ sender: 'text', size: 'int', body: 'text' },
});

export interface QuarantinedText extends Omit<QuarantineRow, 'digest' | 'body'> {
  readonly id: number;
  readonly isSeen: boolean;
}

/** Texts that had no effect, and why. */
@Injectable()
export class QuarantineStore {
  async add(tx: Tx, facts: readonly Fact[]): Promise<void> {
    const rows = facts.flatMap((fact) => (fact.type === 'quarantined' ? [rowOf(fact)] : []));
    if (rows.length === 0) return;
    await tx.query(
      `INSERT INTO quarantine (${ROWS.columns}) SELECT * FROM ${ROWS.rows}
       WHERE (SELECT count(*) FROM quarantine WHERE seen_at IS NULL) < ${MOST} ON CONFLICT (digest, reason) DO NOTHING`,
      ROWS.values(rows),
    );
  }

  /** Newest first. */
  async page(tx: Tx, before: number | undefined, limit: number): Promise<QuarantinedText[]> {
    const rows = await tx.query<
      (Omit<QuarantineRow, 'digest' | 'body' | 'at'> & { id: string; at: Date; is_seen: boolean })[]
    >(
      `SELECT id, reason, at, sender, size, seen_at IS NOT NULL AS is_seen FROM quarantine WHERE id < $1 ORDER BY id DESC LIMIT $2`,
      [before ?? Number.MAX_SAFE_INTEGER, limit],
    );
    return rows.map(({ id, at, is_seen: isSeen, ...row }) => ({
      ...{ ...row, isSeen, id: Number(id), at: at.toISOString() as Instant },
    }));
  }

  /** A text, which is seen then. */
  async open(tx: Tx, id: number, at: Instant): Promise<{ readonly text: string; readonly size: number } | undefined> {
    const [row] = await tx.query<{ text: string; size: number }[]>(
      'UPDATE quarantine SET seen_at = coalesce(seen_at, $2) WHERE id = $1 RETURNING body AS text, size',
      [id, at],
    );
    return row;
  }

  /** How many nobody has looked at, by whom they say to be from. */
  async unseen(tx: Tx): Promise<ReadonlyMap<string | null, number>> {
    const rows = await tx.query<{ sender: string | null; count: number }[]>(
      'SELECT sender, count(*)::int AS count FROM quarantine WHERE seen_at IS NULL GROUP BY sender',
    );
    return new Map(rows.map(({ sender, count }) => [sender, count]));
  }
}

function rowOf({ text, reason, at }: Extract<Fact, { type: 'quarantined' }>): QuarantineRow {
  // What no database can keep.
  const body = text.slice(0, KEPT_CHARACTERS).replaceAll('\0', '\u2400').toWellFormed();
  return { digest: sha256Hex(text), reason, at, sender: senderOf(text), size: text.length, body };
}

/** Whom a text says to be from; anybody can say so. */
const senderOf = (text: string): string | null =>
  /"from":"([a-z0-9-]{1,40})"/.exec(text.slice(0, 900_000))?.[1] ?? null;
