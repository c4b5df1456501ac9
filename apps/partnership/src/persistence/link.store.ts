import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import { peerOf, type Fact, type Heard, type Instance, type Peer } from '@ringvirkning/partnership-domain';
import { queryByKey, unnested, type Tx } from '@ringvirkning/persistence';

interface LinkRow {
  readonly peer: string;
  readonly heard_at: Instant;
  readonly is_answer: boolean;
  /** Whether both sides held the same then. */
  readonly is_same: boolean;
  readonly sent: string | null;
  readonly received: string | null;
  readonly differs_at: number | null;
}
const LINKS = unnested<LinkRow>({
  ...{ peer: 'text', heard_at: 'timestamptz', is_answer: 'bool', is_same: 'bool' },
  ...{ sent: 'text', received: 'text', differs_at: 'bigint' },
});

export interface Link {
  readonly heardAt: Instant;
  readonly isAnswer: boolean;
  readonly verified: { readonly at: Instant; readonly sent: string | null; readonly received: string | null } | null;
  readonly differsAt: number | null;
}

/** Whether a partner has told the same of all that is settled between us as we hold. */
export const isSame = ({ out, in: incoming }: Peer, { settled }: Heard['stands']): boolean =>
  out.settled.number === settled.received.number &&
  out.settled.digest === settled.received.digest &&
  incoming.settled.number === settled.sent.number &&
  incoming.settled.digest === settled.sent.digest;

/** What was last heard of each partner, and when both last held the same. */
@Injectable()
export class LinkStore {
  async heard(tx: Tx, facts: readonly Fact[], state: Instance, now: Instant): Promise<void> {
    const differs = new Map(
      facts.flatMap((fact) => (fact.type === 'shared-differs' ? [[fact.with, fact.number] as const] : [])),
    );
    const heard = new Map(facts.flatMap((fact) => (fact.type === 'heard' ? [[fact.from, fact.heard] as const] : [])));
    if (heard.size === 0) return;
    const rows = [...heard].map(([peer, { isAnswer, stands }]): LinkRow => {
      const known = peerOf(state, peer);
      return {
        ...{ peer, heard_at: now, is_answer: isAnswer, is_same: isSame(known, stands) },
        ...{ sent: known.out.settled.digest, received: known.in.settled.digest, differs_at: differs.get(peer) ?? null },
      };
    });
    await queryByKey(
      tx,
      `INSERT INTO link AS l (peer, heard_at, is_answer, verified_at, verified_sent, verified_received, differs_at)
       SELECT peer, heard_at, is_answer, CASE WHEN is_same THEN heard_at END, CASE WHEN is_same THEN sent END, CASE WHEN is_same THEN received END, differs_at
       FROM ${LINKS.rows}
       ON CONFLICT (peer) DO UPDATE SET heard_at = excluded.heard_at, is_answer = excluded.is_answer,
         verified_at = coalesce(excluded.verified_at, l.verified_at),
         verified_sent = CASE WHEN excluded.verified_at IS NULL THEN l.verified_sent ELSE excluded.verified_sent END,
         verified_received = CASE WHEN excluded.verified_at IS NULL THEN l.verified_received ELSE excluded.verified_received END,
         differs_at = CASE WHEN excluded.verified_at IS NULL THEN coalesce(excluded.differs_at, l.differs_at) END`,
      LINKS.values(rows),
    );
  }

  async all(tx: Tx): Promise<ReadonlyMap<string, Link>> {
    const rows = await tx.query<
      {
        peer: string;
        heard_at: Date;
        is_answer: boolean;
        verified_at: Date | null;
        verified_sent: string | null;
        verified_received: string | null;
        differs_at: string | null;
      }[]
    >('SELECT peer, heard_at, is_answer, verified_at, verified_sent, verified_received, differs_at FROM link');
    return new Map(
      rows.map((row) => [
        row.peer,
        {
          heardAt: row.heard_at.toISOString() as Instant,
          isAnswer: row.is_answer,
          verified: row.verified_at && {
            at: row.verified_at.toISOString() as Instant,
            ...{ sent: row.verified_sent, received: row.verified_received },
          },
          differsAt: row.differs_at === null ? null : Number(row.differs_at),
        },
      ]),
    );
  }
}
