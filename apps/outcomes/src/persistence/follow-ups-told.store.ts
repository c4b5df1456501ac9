import { Injectable } from '@nestjs/common';
import { foundBy, type Closing } from '@ringvirkning/outcomes-domain';
import type { FollowUpsEnded } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { droppedOutBefore, DUE_ON, MEANT_FOR } from './follow-ups.js';
import type { Participant } from './participant.store.js';

type Ended = FollowUpsEnded['ended'];
type Whose = Pick<Participant, 'participantId' | 'contractId'>;

/** People looked at again per round. */
const ROUND = 500;

/** SQL: the steps of the contract $1 are others now; which follow-ups of its people have ended is to be looked at again. */
export const LOOK_AGAIN = `INSERT INTO follow_ups_told (participant_id, contract_id, is_due) SELECT participant_id, contract_id, true FROM participant p
  WHERE contract_id = $1 AND (left_reason <> 'completed' OR EXISTS (SELECT FROM follow_up_closing f WHERE f.participant_id = p.participant_id))
  ON CONFLICT (participant_id) DO UPDATE SET is_due = true`;

/** What the other services were told of follow-ups that ended without the outcome having been reached. The person is held by the transaction. */
@Injectable()
export class FollowUpsToldStore {
  /** Those that somebody closed, and those that were to come when the person dropped out. */
  async ended(tx: Tx, { participantId }: Whose): Promise<Ended> {
    const rows = await tx.query<{ outcome: string; followUp: string; closing: Closing }[]>(
      `SELECT s.outcome, s.follow_up AS "followUp", coalesce(f.closing, 'dropped-out') AS closing
       FROM step s JOIN participant p ON p.contract_id = s.contract_id AND ${MEANT_FOR}
       LEFT JOIN follow_up_closing f ON f.participant_id = p.participant_id AND f.outcome = s.outcome AND f.follow_up = s.follow_up
       WHERE p.participant_id = $1 AND s.follow_up <> '' AND (f.closing IS NOT NULL OR s.is_expected AND ${droppedOutBefore(DUE_ON)}) ORDER BY s.position`,
      [participantId],
    );
    return rows.map(({ closing, ...followUp }) => ({ ...followUp, lasts: foundBy(closing) }));
  }

  /** Keeps what is told now. @returns whether it is something else than was told last. */
  async keep(tx: Tx, { participantId, contractId }: Whose, ended: Ended): Promise<boolean> {
    const [row] = await tx.query<{ was: Ended }[]>(
      `WITH was AS (SELECT ended FROM follow_ups_told WHERE participant_id = $1)
       INSERT INTO follow_ups_told (participant_id, contract_id, ended) VALUES ($1, $2, $3)
       ON CONFLICT (participant_id) DO UPDATE SET ended = excluded.ended, is_due = false RETURNING coalesce((SELECT ended FROM was), '[]') AS was`,
      [participantId, contractId, JSON.stringify(ended)],
    );
    const plain = (of: Ended) => of.map(({ outcome, followUp, lasts }) => [outcome, followUp, lasts]);
    return JSON.stringify(plain(row!.was)) !== JSON.stringify(plain(ended));
  }

  async due(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      'SELECT participant_id AS id FROM follow_ups_told WHERE is_due ORDER BY participant_id LIMIT $1',
      [ROUND],
    );
    return rows.map(({ id }) => id);
  }

  /** One person, held, whether erased or not. */
  async hold(tx: Tx, participantId: string): Promise<Whose> {
    const [row] = await tx.query<Whose[]>(
      'SELECT participant_id AS "participantId", contract_id AS "contractId" FROM participant WHERE participant_id = $1 FOR NO KEY UPDATE',
      [participantId],
    );
    return row!;
  }
}
