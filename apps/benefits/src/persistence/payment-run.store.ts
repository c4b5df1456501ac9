import { Injectable } from '@nestjs/common';
import type { Instant, LocalDate } from '@ringvirkning/kernel';
import type { PaymentAuthorised, PublishedPart, PublishedPayment } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import type { PaymentRun } from '../purses/entries.js';

interface PaymentRunRow {
  run_id: string;
  contract_id: string;
  cut_off: LocalDate;
  budget_year: number;
  payments: PaymentRun['payments'];
}

/** An authorised run as a point at which figures are published. */
export interface PublicationPoint extends PaymentRun {
  readonly no: number;
  readonly authorisedAt: Instant;
  readonly published: readonly PublishedPayment[] | null;
  readonly parts: readonly PublishedPart[] | null;
}

/** Authorised payment runs as they arrived; a run may arrive before its contract. */
@Injectable()
export class PaymentRunStore {
  async add(tx: Tx, runs: readonly PaymentAuthorised[]): Promise<void> {
    await tx.query(
      `INSERT INTO payment_run (run_id, contract_id, no, cut_off, budget_year, currency, payments, authorised_at, published, parts)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::date[], $5::int[], $6::text[], $7::jsonb[], $8::timestamptz[], $9::jsonb[], $10::jsonb[]) ON CONFLICT (run_id) DO NOTHING`,
      [
        runs.map((r) => r.runId),
        runs.map((r) => r.contractId),
        runs.map((r) => r.no),
        runs.map((r) => r.cutOff),
        runs.map((r) => r.budgetYear),
        runs.map((r) => r.currency),
        runs.map((r) => JSON.stringify(r.payments)),
        runs.map((r) => r.authorisedAt),
        runs.map((r) => (r.published ? JSON.stringify(r.published) : null)),
        runs.map((r) => (r.parts ? JSON.stringify(r.parts) : null)),
      ],
    );
  }

  async ofContract(tx: Tx, contractId: string): Promise<PublicationPoint[]> {
    const rows = await tx.query<
      (PaymentRunRow & { authorised_at: Date } & Pick<PublicationPoint, 'no' | 'published' | 'parts'>)[]
    >(
      'SELECT run_id, contract_id, no, cut_off::text, budget_year, payments, authorised_at, published, parts FROM payment_run WHERE contract_id = $1 ORDER BY no',
      [contractId],
    );
    return rows.map((row) => ({
      runId: row.run_id,
      contractId: row.contract_id,
      cutOff: row.cut_off,
      budgetYear: row.budget_year,
      payments: row.payments,
      no: row.no,
      authorisedAt: row.authorised_at.toISOString() as Instant,
      published: row.published,
      parts: row.parts,
    }));
  }
}
