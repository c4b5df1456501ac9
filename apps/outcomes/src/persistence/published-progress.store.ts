import { Injectable } from '@nestjs/common';
import type { Published } from '@ringvirkning/disclosure';
import type { Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

/** The progress as it was published with an authorised payment run; what a cell shows is how much it counts. */
export interface PublishedProgress {
  readonly no: number;
  readonly asOf: Instant;
  readonly out: Published<number>;
  /** Keys of cells that lack somebody. */
  readonly pending: ReadonlySet<string>;
}

interface Row {
  no: number;
  as_of: Date;
  cells: Record<string, { value: number; counted: [string, string][] }[]>;
  pending: string[];
}

@Injectable()
export class PublishedProgressStore {
  async find(tx: Tx, contractId: string): Promise<PublishedProgress | undefined> {
    const [row] = await tx.query<Row[]>(
      'SELECT no, as_of, cells, pending FROM published_progress WHERE contract_id = $1',
      [contractId],
    );
    if (!row) return undefined;
    const cells = Object.entries(row.cells).map(([key, versions]) => {
      return [key, versions.map(({ value, counted }) => ({ value, counted: new Map(counted) }))] as const;
    });
    const asOf = row.as_of.toISOString() as Instant;
    return { no: row.no, asOf, out: new Map(cells), pending: new Set(row.pending) };
  }

  async save(tx: Tx, contractId: string, { no, asOf, out, pending }: PublishedProgress): Promise<void> {
    const cells = [...out].map(([key, versions]) => {
      return [key, versions.map(({ value, counted }) => ({ value, counted: [...counted] }))] as const;
    });
    await tx.query(
      `INSERT INTO published_progress (contract_id, no, as_of, cells, pending) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (contract_id) DO UPDATE SET no = excluded.no, as_of = excluded.as_of, cells = excluded.cells, pending = excluded.pending`,
      [contractId, no, asOf, JSON.stringify(Object.fromEntries(cells)), JSON.stringify([...pending])],
    );
  }
}
