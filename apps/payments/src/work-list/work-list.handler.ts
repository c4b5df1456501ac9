import { Injectable } from '@nestjs/common';
import { may, type Person } from '@ringvirkning/auth';
import type { PaymentTask, PaymentWorkList } from '@ringvirkning/payments-api';
import { amountOf } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import type { StoredRun } from '../persistence/run.store.js';
import { RunBook } from '../runs/run-book.js';

/** The runs that wait for this person: to certify, or to authorise what a colleague has certified. */
@Injectable()
export class WorkListHandler {
  constructor(private readonly book: RunBook) {}

  execute(person: Person): Promise<PaymentWorkList> {
    return this.book.db.read(async (tx) => {
      const runs = await this.book.runs.inStatus(tx, ['calculated', 'certified']);
      const items: PaymentTask[] = [];
      for (const stored of runs) {
        const kind = taskFor(stored, person);
        if (kind) items.push(await this.task(tx, kind, stored));
      }
      return { items };
    });
  }

  private async task(tx: Tx, kind: PaymentTask['kind'], { run, termsVersion }: StoredRun): Promise<PaymentTask> {
    const { ref, title, currency } = await this.book.contract(tx, run.contractId, termsVersion);
    const { runId, contractId, no, cutOff, settlements, calculated, certified } = run;
    return {
      kind,
      runId,
      contractId,
      ref,
      title,
      no,
      cutOff,
      amount: amountOf(settlements).toString(),
      currency,
      since: (certified ?? calculated).at,
    };
  }
}

function taskFor({ run }: StoredRun, person: Person): PaymentTask['kind'] | undefined {
  if (run.status === 'calculated') return may(person, 'payments.certify') ? 'certify' : undefined;
  return may(person, 'payments.authorise') && run.certified?.by !== person.subject ? 'authorise' : undefined;
}
