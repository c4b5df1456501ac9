import { Injectable } from '@nestjs/common';
import { yearOf, type LocalDate } from '@ringvirkning/kernel';
import type { DueAuthorised } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import type { PaymentRun } from '../purses/entries.js';

interface Row {
  readonly due_id: string;
  readonly contract_id: string;
  readonly cut_off: LocalDate;
  readonly payments: PaymentRun['payments'];
}

/** What was due to others and is authorised here; it may arrive before its contract. */
@Injectable()
export class DuePaymentStore {
  async add(tx: Tx, dues: readonly DueAuthorised[]): Promise<void> {
    for (const { dueId, contractId, cutOff, currency, payments } of dues)
      await tx.query(
        'INSERT INTO due_payment (due_id, contract_id, cut_off, currency, payments) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
        [dueId, contractId, cutOff, currency, JSON.stringify(payments)],
      );
  }

  /** As they are booked. */
  async ofContract(tx: Tx, contractId: string): Promise<PaymentRun[]> {
    const rows = await tx.query<Row[]>(
      'SELECT due_id, contract_id, cut_off::text, payments FROM due_payment WHERE contract_id = $1 ORDER BY due_id',
      [contractId],
    );
    return rows.map((row) => ({
      ...{ runId: row.due_id, contractId: row.contract_id, cutOff: row.cut_off, payments: row.payments },
      budgetYear: yearOf(row.cut_off),
    }));
  }
}
