import { Injectable } from '@nestjs/common';
import type { KeepWhatIf } from '@ringvirkning/benefits-api';
import type { Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

export interface StoredWhatIf extends KeepWhatIf {
  readonly id: string;
  readonly owner: string;
  readonly ownerName: string;
  readonly keptAt: Instant;
}

/** Questions kept under a name: each person has a name once in a contract. */
@Injectable()
export class KeptWhatIfStore {
  /** By name, then by who kept it. */
  async ofContract(tx: Tx, contractId: string): Promise<StoredWhatIf[]> {
    const rows = await tx.query<(Omit<StoredWhatIf, 'keptAt'> & { keptAt: Date })[]>(
      `SELECT what_if_id AS id, owner, owner_name AS "ownerName", name, change, kept_at AS "keptAt" FROM kept_what_if
       WHERE contract_id = $1 ORDER BY name, owner_name, what_if_id`,
      [contractId],
    );
    return rows.map((row) => ({ ...row, keptAt: row.keptAt.toISOString() as Instant }));
  }

  /** What the same owner kept under the name gives way. The caller holds the contract's lock. */
  async put(tx: Tx, contractId: string, { id, owner, ownerName, name, change, keptAt }: StoredWhatIf): Promise<void> {
    await tx.query(
      `INSERT INTO kept_what_if (what_if_id, contract_id, owner, owner_name, name, change, kept_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (contract_id, owner, name) DO UPDATE SET owner_name = excluded.owner_name, change = excluded.change, kept_at = excluded.kept_at`,
      [id, contractId, owner, ownerName, name, JSON.stringify(change), keptAt],
    );
  }

  async remove(tx: Tx, contractId: string, id: string): Promise<void> {
    await tx.query('DELETE FROM kept_what_if WHERE contract_id = $1 AND what_if_id = $2', [contractId, id]);
  }
}
