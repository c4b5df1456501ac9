import { Injectable } from '@nestjs/common';
import type { Instant } from '@ringvirkning/kernel';
import type { EvidenceReference } from '@ringvirkning/outcomes-api';
import { scoreReplaced, unknownScore, type Score } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import type { Participant } from './participant.store.js';

export interface NewScore extends Score {
  readonly measurementId: string;
  readonly present: readonly string[];
  readonly note: string | null;
  readonly evidence: EvidenceReference | null;
  readonly by: string;
  readonly at: Instant;
}

/** Scores for the dialogue with a citizen. They are added, never changed, and go with the person. */
@Injectable()
export class ScoreStore {
  /** The person is held by the transaction. @throws not-found when it replaces no score of theirs; conflict when that is replaced already */
  async add(tx: Tx, { contractId, participantId }: Participant, score: NewScore): Promise<void> {
    if (score.replaces !== null) await this.requireStanding(tx, participantId, score.measure, score.replaces);
    await tx.query(
      `INSERT INTO measurement (measurement_id, contract_id, participant_id, measure, value, measured_on, scored_by, present, note, replaces, evidence, recorded_at, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        score.measurementId,
        contractId,
        participantId,
        score.measure,
        score.value,
        score.on,
        score.scoredBy,
        score.present,
        score.note,
        score.replaces,
        score.evidence && JSON.stringify(score.evidence),
        score.at,
        score.by,
      ],
    );
  }

  private async requireStanding(tx: Tx, participantId: string, measure: string, measurementId: string): Promise<void> {
    const [row] = await tx.query<{ standing: boolean }[]>(
      `SELECT NOT EXISTS (SELECT FROM measurement r WHERE r.replaces = m.measurement_id) AS standing
       FROM measurement m WHERE participant_id = $1 AND measure = $2 AND measurement_id = $3`,
      [participantId, measure, measurementId],
    );
    if (!row) throw unknownScore();
    if (!row.standing) throw scoreReplaced();
  }
}
