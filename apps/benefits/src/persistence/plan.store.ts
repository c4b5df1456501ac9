import { Inject, Injectable } from '@nestjs/common';
import type { PlanTable } from '@ringvirkning/benefits-domain';
import { digestOf, IDS, instant, type Ids, type Instant } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';

export interface StoredPlan extends PlanTable {
  readonly number: number;
  readonly loadedBy: string;
  readonly loadedAt: Instant;
}

interface PlanRow {
  number: number;
  soem_version: string;
  price_level_year: number;
  lines: { treasury: PlanTable['lines'][number]['treasury']; year: number; cost: string; gain: string }[];
  loaded_by_name: string;
  loaded_at: Date;
}

@Injectable()
export class PlanStore {
  constructor(@Inject(IDS) private readonly ids: Ids) {}

  /** Adds a plan, which is in force from now on. The caller holds the contract's lock. */
  async add(
    tx: Tx,
    contractId: string,
    { version, priceLevelYear, lines }: PlanTable,
    by: { readonly subject: string; readonly name: string },
    at: Instant,
  ): Promise<void> {
    const kept = lines.map((line) => ({ ...line, cost: line.cost.toString(), gain: line.gain.toString() }));
    await tx.query(
      `INSERT INTO plan_baseline (plan_id, contract_id, number, soem_version, price_level_year, lines, digest, loaded_by, loaded_by_name, loaded_at)
       SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9 FROM plan_baseline WHERE contract_id = $2`,
      [
        this.ids.next(),
        contractId,
        version,
        priceLevelYear,
        JSON.stringify(kept),
        digestOf({ version, priceLevelYear, lines: kept }),
        by.subject,
        by.name,
        at,
      ],
    );
  }

  /** The newest plan of a contract. */
  async inForce(tx: Tx, contractId: string): Promise<StoredPlan | null> {
    const [row] = await tx.query<PlanRow[]>(
      `SELECT number, soem_version, price_level_year, lines, loaded_by_name, loaded_at FROM plan_baseline
       WHERE contract_id = $1 ORDER BY number DESC LIMIT 1`,
      [contractId],
    );
    if (!row) return null;
    return {
      number: row.number,
      version: row.soem_version,
      priceLevelYear: row.price_level_year,
      lines: row.lines.map((line) => ({ ...line, cost: BigInt(line.cost), gain: BigInt(line.gain) })),
      loadedBy: row.loaded_by_name,
      loadedAt: instant(row.loaded_at.toISOString()),
    };
  }
}
