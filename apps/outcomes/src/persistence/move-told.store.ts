import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { MoveRefused, PersonMovedThere } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';

export interface MoveDelivery {
  readonly organisation: string;
  readonly at: Instant;
  readonly outcome: string | null;
  /** Why it is not taken for true there. */
  readonly refused: MoveRefused['reason'] | null;
}

/** What partners were told of people who moved. It is only ever added to; the person is held by the transaction. */
@Injectable()
export class MoveToldStore {
  async add(
    tx: Tx,
    told: {
      readonly messageId: string;
      readonly participantId: string;
      readonly member: string;
      readonly content: PersonMovedThere;
    },
  ): Promise<void> {
    const { messageId, participantId, member, content } = told;
    await tx.query(
      'INSERT INTO move_told (message_id, contract_id, participant_id, member, content) VALUES ($1, $2, $3, $4, $5)',
      [messageId, content.contractId, participantId, member, JSON.stringify(content)],
    );
  }

  /** What each partner was told last of a person. */
  async last(tx: Tx, participantId: string): Promise<ReadonlyMap<string, PersonMovedThere>> {
    const rows = await tx.query<{ member: string; content: PersonMovedThere }[]>(
      'SELECT DISTINCT ON (member) member, content FROM move_told WHERE participant_id = $1 ORDER BY member, message_id DESC',
      [participantId],
    );
    return new Map(rows.map(({ member, content }) => [member, content]));
  }

  /** When each partner was told last of a person, and what became of it. */
  async deliveries(tx: Tx, participantId: string): Promise<MoveDelivery[]> {
    return tx.query<MoveDelivery[]>(
      `SELECT DISTINCT ON (member) member AS organisation, content->>'at' AS at, o.outcome, r.reason AS refused
       FROM move_told LEFT JOIN move_told_outcome o USING (message_id) LEFT JOIN move_told_refusal r USING (message_id)
       WHERE participant_id = $1 ORDER BY member, message_id DESC`,
      [participantId],
    );
  }

  /** Contracts of which partners have not been told yet who had moved before they were known. */
  async contractsToTell(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>('SELECT contract_id AS id FROM contract WHERE NOT movers_told');
    return rows.map(({ id }) => id);
  }

  /** Everybody of a contract who has moved, and is not erased. */
  async moversOf(tx: Tx, contractId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT participant_id AS id FROM participant WHERE contract_id = $1 AND moves <> '[]' AND erased_at IS NULL ORDER BY 1`,
      [contractId],
    );
    return rows.map(({ id }) => id);
  }

  async allTold(tx: Tx, contractId: string): Promise<void> {
    await tx.query('UPDATE contract SET movers_told = true WHERE contract_id = $1', [contractId]);
  }

  /** It has come there, or never will. What is no message of ours is passed over. */
  async settle(tx: Tx, to: string, messageId: string, outcome: string, at: Instant): Promise<void> {
    await tx.query(
      `INSERT INTO move_told_outcome (message_id, contract_id, outcome, at)
       SELECT message_id, contract_id, $3, $4 FROM move_told WHERE message_id::text = $2 AND member = $1 ON CONFLICT DO NOTHING`,
      [to, messageId, outcome, at],
    );
  }

  /** A partner does not take a statement for true; its first word on it stands. What it was not told is passed over. */
  async refuse(
    tx: Tx,
    from: string,
    { contractId, person, at: said, reason }: MoveRefused,
    at: Instant,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO move_told_refusal (message_id, contract_id, reason, at)
       SELECT message_id, contract_id, $5, $6 FROM move_told
       WHERE member = $1 AND contract_id = $2 AND content->>'person' = $3 AND content->>'at' = $4 ON CONFLICT DO NOTHING`,
      [from, contractId, person, said, reason, at],
    );
  }
}
