import { Injectable } from '@nestjs/common';
import type { Tx } from '@ringvirkning/persistence';
import type { ContractLineRow } from './contract.row.js';
import { PARTNERS } from './contract.store.js';

const LINE = `SELECT c.contract_id, c.ref, c.status, c.version, c.activated_on::text, c.home, ${PARTNERS}, c.created_at, v.terms->'title' AS title, v.terms->>'currency' AS currency, v.terms->'parties' AS parties,
  v.terms->'signOffs' AS "signOffs",
  (SELECT count(*)::int FROM sign_off s WHERE s.contract_id = c.contract_id AND s.version = c.version) AS given,
  f.chain, c.status = 'draft' AND f.contract_id IS NULL AND EXISTS (SELECT FROM chain_setting) AS chain_open
  FROM contract c JOIN contract_version v USING (contract_id, version) LEFT JOIN sign_off_chain f USING (contract_id, version)`;

@Injectable()
export class ContractListStore {
  /** Contracts the actor is party to, newest first, after a position (`created_at`, id). */
  async page(tx: Tx, limit: number, after: readonly [string, string] | undefined): Promise<ContractLineRow[]> {
    return (await tx.query(
      `${LINE} WHERE $2::timestamptz IS NULL OR (c.created_at, c.contract_id) < ($2, $3)
       ORDER BY c.created_at DESC, c.contract_id DESC LIMIT $1`,
      [limit, after?.[0] ?? null, after?.[1] ?? null],
    )) as ContractLineRow[];
  }

  /** Contracts with these words in reference or title, or with this id; whose reference begins so first, then newest first. */
  async matching(tx: Tx, term: string, limit: number): Promise<ContractLineRow[]> {
    return tx.query<ContractLineRow[]>(
      `${LINE} WHERE position(lower($1) IN lower(concat_ws(' ', c.ref, v.terms->'title'->>'da', v.terms->'title'->>'en'))) > 0 OR c.contract_id::text = lower($1)
       ORDER BY starts_with(lower(c.ref), lower($1)) DESC, c.created_at DESC, c.contract_id DESC LIMIT $2`,
      [term, limit],
    );
  }
}
