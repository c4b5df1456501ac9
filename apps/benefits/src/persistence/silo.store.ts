import { Injectable } from '@nestjs/common';
import type { Silo } from '@ringvirkning/benefits-domain';
import { withoutWaiting, type Tx } from '@ringvirkning/persistence';

interface SiloRow {
  silo: string;
  treasury: Silo['treasury'];
  department: string | null;
  name_da: string;
  name_en: string;
}

const fromRow = (row: SiloRow): Silo => ({
  key: row.silo,
  treasury: row.treasury,
  department: row.department,
  name: { da: row.name_da, en: row.name_en },
});

/** Names of the purses that the ledger mentions by key. */
@Injectable()
export class SiloStore {
  keep(tx: Tx, silos: Iterable<Silo>): void {
    const list = [...new Map([...silos].map((silo) => [silo.key, silo])).values()].sort((a, b) =>
      a.key < b.key ? -1 : 1,
    );
    const kept = tx.query(
      `INSERT INTO silo (silo, treasury, department, name_da, name_en) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
       ON CONFLICT (silo) DO UPDATE SET name_da = excluded.name_da, name_en = excluded.name_en WHERE (silo.name_da, silo.name_en) <> (excluded.name_da, excluded.name_en)`,
      [
        list.map((s) => s.key),
        list.map((s) => s.treasury),
        list.map((s) => s.department),
        list.map((s) => s.name.da),
        list.map((s) => s.name.en),
      ],
    );
    withoutWaiting(tx, kept);
  }

  /** Purses of public authorities, by key. */
  async public(tx: Tx): Promise<Map<string, Silo>> {
    const rows = await tx.query<{ silo: string }[]>(
      `SELECT silo FROM silo WHERE treasury IN ('municipality', 'region', 'state') ORDER BY silo LIMIT 1000`,
    );
    return this.byKey(
      tx,
      rows.map(({ silo }) => silo),
    );
  }

  async byKey(tx: Tx, keys: readonly string[]): Promise<Map<string, Silo>> {
    const rows = await tx.query<SiloRow[]>('SELECT * FROM silo WHERE silo = ANY ($1::text[])', [[...keys]]);
    return new Map(rows.map((row) => [row.silo, fromRow(row)]));
  }

  /** The departments of a purse, `municipality:0751`, in order of key. */
  async departmentsOf(tx: Tx, purse: string): Promise<Silo[]> {
    const rows = await tx.query<SiloRow[]>(
      "SELECT * FROM silo WHERE department IS NOT NULL AND silo = $1 || '/' || department ORDER BY silo",
      [purse],
    );
    return rows.map(fromRow);
  }
}
