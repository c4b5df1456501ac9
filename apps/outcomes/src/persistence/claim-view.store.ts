import { Injectable } from '@nestjs/common';
import { outcomeErrors, type ClaimStatus } from '@ringvirkning/outcomes-domain';
import type { Tx } from '@ringvirkning/persistence';
import { NAME_AT_THE_TIME } from './acting-name.js';
import { CLAIM_COLUMNS, type ClaimRow } from './claim.row.js';

export interface ClaimFactRow {
  type: string;
  at: Date;
  subject: string;
  name: string | null;
  note: string | null;
}

const FROM = `SELECT ${CLAIM_COLUMNS} FROM claim c JOIN participant p USING (participant_id)`;

/** Claims for reading. */
@Injectable()
export class ClaimViewStore {
  /** @throws not-found */
  async get(tx: Tx, claimId: string): Promise<ClaimRow> {
    const [row] = (await tx.query(`${FROM} WHERE c.claim_id = $1`, [claimId])) as ClaimRow[];
    if (!row) throw outcomeErrors.unknownClaim();
    return row;
  }

  async historyOf(tx: Tx, claimId: string): Promise<ClaimFactRow[]> {
    return (await tx.query(
      `SELECT f.type, f.at, f.subject, ${NAME_AT_THE_TIME} AS name, f.note FROM claim_fact f WHERE f.claim_id = $1 ORDER BY f.id`,
      [claimId],
    )) as ClaimFactRow[];
  }

  /** Claims of a contract in the order they were made. */
  async page(
    tx: Tx,
    contractId: string,
    filter: { readonly status?: ClaimStatus | undefined; readonly participantId?: string | undefined },
    limit: number,
    afterId: string | undefined,
  ): Promise<ClaimRow[]> {
    return (await tx.query(
      `${FROM} WHERE c.contract_id = $1 AND ($2::text IS NULL OR c.status = $2) AND ($3::uuid IS NULL OR c.participant_id = $3) AND ($4::uuid IS NULL OR c.claim_id > $4) ORDER BY c.claim_id LIMIT $5`,
      [contractId, filter.status ?? null, filter.participantId ?? null, afterId ?? null, limit],
    )) as ClaimRow[];
  }
}
