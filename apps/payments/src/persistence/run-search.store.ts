import type { RunHits } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';

/** What of a contract a run is looked for by. */
export interface RunNamed {
  /** How the reference of its contract begins. */
  readonly ref: string;
  readonly no: number | null;
  readonly runId: string | null;
}

/** Finds runs in whatever contract somebody may see. */
export class RunSearchStore {
  async find(tx: Tx, { ref, no, runId }: RunNamed, limit: number): Promise<RunHits['runs']> {
    return tx.query<RunHits['runs']>(
      `SELECT r.run_id AS "runId", r.contract_id AS "contractId", v.ref AS "contractRef", r.no, r.status, r.cut_off::text AS "cutOff"
       FROM payment_run r JOIN contract_version v ON v.contract_id = r.contract_id AND v.version = r.terms_version
       WHERE (r.no = $1 AND starts_with(lower(v.ref), lower($2))) OR r.run_id = $3::uuid ORDER BY r.run_id DESC LIMIT $4`,
      [no, ref, runId, limit],
    );
  }
}
