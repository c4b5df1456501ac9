import { localDate, type Instant, type LocalDate } from '@ringvirkning/kernel';
import type { Transfer, TransferFact } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';

/** Whose money it is. */
export interface TransferKey {
  readonly runId: string;
  readonly payer: string;
  readonly payee: string;
}
export type StoredTransferFact = TransferKey & { readonly fact: TransferFact };

interface Row extends TransferKey {
  readonly place: number;
  readonly type: 'paid' | 'failed' | 'withdrawn';
  readonly on: string | null;
  readonly reference: string | null;
  readonly reason: string | null;
  readonly source: 'hand' | 'import';
  readonly by: string;
  readonly name: string;
  readonly at: Date;
}

const COLUMNS = `run_id AS "runId", payer, payee, place, type, on_day::text AS "on", reference, reason, source, by, name, at`;

/** Facts are only ever added. Writers hold the contract (see ContractStore.lock), so places follow each other. */
export class TransferStore {
  async add(tx: Tx, runId: string, contractId: string, transfer: Transfer, fact: TransferFact): Promise<void> {
    const said = fact.type === 'withdrawn' ? undefined : fact;
    const { by, name, at } = fact.signature;
    await tx.query(
      `INSERT INTO transfer_fact (run_id, contract_id, payer, payee, place, type, amount, on_day, reference, reason, source, by, name, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[runId, contractId, transfer.payer, transfer.payee, fact.place, fact.type, transfer.amount.toString()],
        ...[said?.on ?? null, said?.reference ?? null, fact.reason ?? null, said?.source ?? 'hand', by, name, at],
      ],
    );
  }

  /** Of one run, or of all runs of the contract, each transfer's in their order. */
  async of(tx: Tx, contractId: string, runId?: string): Promise<StoredTransferFact[]> {
    const rows = await tx.query<Row[]>(
      `SELECT ${COLUMNS} FROM transfer_fact WHERE contract_id = $1 AND ($2::uuid IS NULL OR run_id = $2) ORDER BY run_id, payer, payee, place`,
      [contractId, runId ?? null],
    );
    return rows.map(toFact);
  }
}

function toFact({ runId, payer, payee, place, type, on, reference, reason, source, ...who }: Row): StoredTransferFact {
  const signature = { by: who.by, name: who.name, at: who.at.toISOString() as Instant };
  if (type === 'withdrawn') return { runId, payer, payee, fact: { place, type, reason: reason!, signature } };
  const day: LocalDate = localDate(on!);
  return {
    ...{ runId, payer, payee },
    fact: {
      ...{ place, type, on: day, source, signature },
      ...(reference !== null && { reference }),
      ...(reason !== null && { reason }),
    },
  };
}
