import { localDate, parseMinor, type Currency, type Instant, type LocalDate } from '@ringvirkning/kernel';
import type { CapitalMovement } from '@ringvirkning/payments-api';
import type { CapitalFact, StandingFact } from '@ringvirkning/payments-domain';
import { queryByKey, type Tx } from '@ringvirkning/persistence';
import type { Movement } from '@ringvirkning/terms';

interface Row {
  readonly factId: string;
  readonly place: number;
  readonly type: CapitalFact['type'];
  readonly on: string | null;
  readonly amount: string | null;
  readonly capital: string | null;
  readonly runId: string | null;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly takes: number | null;
  readonly termsVersion: number | null;
  readonly movements: readonly CapitalMovement[];
  readonly by: string;
  readonly name: string;
  readonly at: Date;
}

const COLUMNS = `fact_id AS "factId", place, type, on_day::text AS "on", amount::text, capital, run_id AS "runId", reference, reason, takes,
  terms_version AS "termsVersion", movements, by, name, at`;

export const toWire = (movements: readonly Movement[]): CapitalMovement[] =>
  movements.map(({ amount, ...movement }) => ({ ...movement, amount: amount.toString() }));

const fromWire = ({ amount, generation, from, ...movement }: CapitalMovement): Movement => ({
  ...{ ...movement, amount: parseMinor(amount) },
  ...(generation === undefined ? {} : { generation }),
  ...(from === undefined ? {} : { from }),
});

/** Facts are only ever added. Writers hold the contract (see ContractStore.lock), so places follow each other. */
export class CapitalStore {
  /** @param withdraws The fact that a withdrawal takes back. */
  async add(
    tx: Tx,
    { contractId, currency }: { readonly contractId: string; readonly currency: Currency },
    fact: CapitalFact,
    withdraws: string | null,
  ): Promise<void> {
    const said = fact.type === 'withdrawn' ? undefined : fact;
    const { by, name, at } = fact.signature;
    await tx.query(
      `INSERT INTO capital_fact (fact_id, contract_id, place, type, on_day, amount, capital, run_id, reference, reason, takes, withdraws, terms_version, currency, movements, by, name, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        ...[fact.factId, contractId, fact.place, fact.type, said?.on ?? null, said?.amount.toString() ?? null],
        said && 'capital' in said ? said.capital : null,
        said?.type === 'received' ? said.runId : null,
        said?.reference ?? null,
        'reason' in fact ? fact.reason : null,
        fact.type === 'withdrawn' ? fact.takes : null,
        ...[withdraws, said?.termsVersion ?? null, currency],
        JSON.stringify(toWire(said?.movements ?? [])),
        ...[by, name, at],
      ],
    );
  }

  /** Of a contract, in their order. */
  async of(tx: Tx, contractId: string): Promise<CapitalFact[]> {
    const rows = await queryByKey<Row>(
      tx,
      `SELECT ${COLUMNS} FROM capital_fact WHERE contract_id = $1 ORDER BY place`,
      [contractId],
    );
    return rows.map(toFact);
  }

  /** Contracts whose terms in force have capital, after one of them, by id. */
  async contracts(tx: Tx, after: string | null, limit: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT DISTINCT contract_id AS id FROM contract_version WHERE terms -> 'capital' <> '[]' AND ($1::uuid IS NULL OR contract_id > $1)
       ORDER BY contract_id LIMIT $2`,
      [after, limit],
    );
    return rows.map(({ id }) => id);
  }
}

function toFact({ factId, place, type, by, name, at, ...row }: Row): CapitalFact {
  const of = { factId, place, signature: { by, name, at: at.toISOString() as Instant } };
  if (type === 'withdrawn') return { ...of, type, takes: row.takes!, reason: row.reason! };
  const on: LocalDate = localDate(row.on!);
  return {
    ...{ ...of, type, on, amount: parseMinor(row.amount!), reference: row.reference! },
    termsVersion: row.termsVersion!,
    movements: row.movements.map(fromWire),
    ...(type === 'received' ? { runId: row.runId! } : { capital: row.capital! }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  } as StandingFact;
}
