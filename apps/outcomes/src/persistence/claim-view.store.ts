import { Injectable } from '@nestjs/common';
import type { OpenClaims } from '@ringvirkning/outcomes-api';
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

export interface ClaimVersionRow extends Pick<
  ClaimRow,
  'period_start' | 'achieved_on' | 'quantity' | 'evidence' | 'external_ref'
> {
  version: number;
  claimant: string;
  replaced_at: Date;
}

/** A claim as it is read: with which of its versions it is. */
export interface ViewedClaimRow extends ClaimRow {
  readonly version: number;
}

/** SQL: `claims` with their people, looked up one by one (the fence): there are many more people than claims on a page. */
const viewed = (claims: string): string =>
  `SELECT ${CLAIM_COLUMNS}, (SELECT 1 + count(*)::int FROM claim_version v WHERE v.claim_id = c.claim_id) AS version
   FROM (${claims}) c CROSS JOIN LATERAL (SELECT * FROM participant WHERE participant.participant_id = c.participant_id OFFSET 0) p`;

/** Claims for reading. */
@Injectable()
export class ClaimViewStore {
  /** @throws not-found */
  async get(tx: Tx, claimId: string): Promise<ViewedClaimRow> {
    const [row] = await tx.query<ViewedClaimRow[]>(viewed('SELECT * FROM claim WHERE claim_id = $1'), [claimId]);
    if (!row) throw outcomeErrors.unknownClaim();
    return row;
  }

  /** How many claims of a contract wait for something, and how many are final. */
  async standing(tx: Tx, contractId: string): Promise<OpenClaims> {
    const [row] = await tx.query<OpenClaims[]>(
      `SELECT count(*) FILTER (WHERE status IN ('claimed', 'attested', 'verified', 'disputed'))::integer AS open, count(*) FILTER (WHERE status = 'returned')::integer AS returned,
         count(*) FILTER (WHERE status = 'final')::integer AS final FROM claim WHERE contract_id = $1`,
      [contractId],
    );
    return row!;
  }

  async historyOf(tx: Tx, claimId: string): Promise<ClaimFactRow[]> {
    return (await tx.query(
      `SELECT f.type, f.at, f.subject, ${NAME_AT_THE_TIME} AS name, f.note FROM claim_fact f WHERE f.claim_id = $1 ORDER BY f.id`,
      [claimId],
    )) as ClaimFactRow[];
  }

  /** What the claim said before each of its corrections, oldest first. */
  async versionsOf(tx: Tx, claimId: string): Promise<ClaimVersionRow[]> {
    return tx.query<ClaimVersionRow[]>(
      `SELECT version, achieved_on::text, period_start::text, quantity, evidence, external_ref, claimant, replaced_at
       FROM claim_version WHERE claim_id = $1 ORDER BY version`,
      [claimId],
    );
  }

  /** Claims of a contract in the order they were made. */
  async page(
    tx: Tx,
    contractId: string,
    filter: { readonly status?: ClaimStatus | undefined; readonly participantId?: string | undefined },
    limit: number,
    afterId: string | undefined,
  ): Promise<ViewedClaimRow[]> {
    // What is not asked for is left out, so that each way to ask has an index.
    const asked = Object.entries({
      'contract_id =': contractId,
      'status =': filter.status,
      'participant_id =': filter.participantId,
      'claim_id >': afterId,
    }).filter(([, value]) => value !== undefined);
    return tx.query<ViewedClaimRow[]>(
      `${viewed(`SELECT * FROM claim WHERE ${asked.map(([is], i) => `${is} $${i + 2}`).join(' AND ')} ORDER BY claim_id LIMIT $1`)} ORDER BY c.claim_id`,
      [limit, ...asked.map(([, value]) => value)],
    );
  }
}
