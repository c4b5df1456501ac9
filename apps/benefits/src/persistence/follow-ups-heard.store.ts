import { Injectable } from '@nestjs/common';
import type { FollowUpsEnded } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';

/** What was heard of follow-ups that ended without the outcome having been reached: only ever added to; of a person the last counts. */
@Injectable()
export class FollowUpsHeardStore {
  /** Call it under the contracts' locks. */
  async add(tx: Tx, heard: readonly FollowUpsEnded[]): Promise<void> {
    await tx.query(
      `INSERT INTO follow_ups_heard (contract_id, participant_id, ended)
       SELECT contract_id, participant_id, ended FROM unnest($1::uuid[], $2::uuid[], $3::jsonb[]) WITH ORDINALITY AS h (contract_id, participant_id, ended, no) ORDER BY no`,
      [
        heard.map(({ contractId }) => contractId),
        heard.map(({ participantId }) => participantId),
        heard.map(({ ended }) => JSON.stringify(ended)),
      ],
    );
  }
}
