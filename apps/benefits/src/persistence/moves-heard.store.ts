import { Injectable } from '@nestjs/common';
import type { PersonMoved } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';

/** Who pays for a person from which days, as it was known from one payment run on. */
export interface MovesHeard {
  readonly participantId: string;
  readonly moves: PersonMoved['moves'];
  /** The last run that had been heard of; the moves count in what is published with those after it. */
  readonly afterRun: number;
}

/** What was heard of people's moves: only ever added to, so that what a run published is the same whenever it is read. */
@Injectable()
export class MovesHeardStore {
  /** Call it under the contracts' locks: no run arrives meanwhile. */
  async add(tx: Tx, moved: readonly PersonMoved[]): Promise<void> {
    await tx.query(
      `INSERT INTO person_move_heard (contract_id, participant_id, moves, after_run)
       SELECT m.contract_id, m.participant_id, m.moves, coalesce((SELECT max(r.no) FROM payment_run r WHERE r.contract_id = m.contract_id), 0)
       FROM unnest($1::uuid[], $2::uuid[], $3::jsonb[]) WITH ORDINALITY AS m (contract_id, participant_id, moves, no) ORDER BY m.no`,
      [
        moved.map(({ contractId }) => contractId),
        moved.map(({ participantId }) => participantId),
        moved.map(({ moves }) => JSON.stringify(moves)),
      ],
    );
  }

  /** In the order in which they were heard of. */
  ofContract(tx: Tx, contractId: string): Promise<MovesHeard[]> {
    return tx.query(
      'SELECT participant_id AS "participantId", moves, after_run AS "afterRun" FROM person_move_heard WHERE contract_id = $1 ORDER BY place',
      [contractId],
    );
  }
}
