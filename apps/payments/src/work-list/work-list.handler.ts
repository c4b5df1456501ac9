import { Injectable } from '@nestjs/common';
import { may, type Person } from '@ringvirkning/auth';
import type { PaymentTask, PaymentWorkList } from '@ringvirkning/payments-api';
import { amountOf } from '@ringvirkning/payments-domain';
import type { Tx } from '@ringvirkning/persistence';
import { DueBook, type DueInBook } from '../dues/due-book.js';
import { presentDueItem } from '../dues/present-due.js';
import { SettlementTasks } from '../final-settlement/settlement-tasks.js';
import type { PartnerClaim } from '../persistence/partner-claim.store.js';
import type { StoredRun } from '../persistence/run.store.js';
import { RunBook } from '../runs/run-book.js';

/** What waits for this person: to certify, or to authorise what a colleague has certified; what partners do not pay, and what they did not take for an answer. */
@Injectable()
export class WorkListHandler {
  constructor(
    private readonly book: RunBook,
    private readonly dues: DueBook,
    private readonly settlements: SettlementTasks,
  ) {}

  execute(person: Person): Promise<PaymentWorkList> {
    return this.book.db.read(async (tx) => {
      const runs = await this.book.runs.inStatus(tx, ['calculated', 'certified']);
      const items: PaymentTask[] = [];
      for (const stored of runs) {
        const kind = taskFor(stored, person);
        if (kind) items.push(await this.task(tx, kind, stored));
      }
      for (const stored of await this.dues.dues.open(tx)) {
        const due = await this.dues.look(tx, stored);
        const kind = dueTaskFor(due, person);
        if (kind) items.push(dueTask(kind, due));
      }
      if (may(person, 'payments.certify')) {
        for (const claim of await this.book.claims.notPaid(tx)) items.push(await this.notPaid(tx, claim));
        for (const due of await this.dues.dues.answerRefused(tx))
          items.push(dueTask('answer-refused', await this.dues.look(tx, due)));
      }
      return { items, settlements: await this.settlements.of(tx, person) };
    });
  }

  private async task(tx: Tx, kind: PaymentTask['kind'], { run, termsVersion }: StoredRun): Promise<PaymentTask> {
    const { ref, title, currency } = await this.book.contract(tx, run.contractId, termsVersion);
    const { runId, contractId, no, cutOff, settlements, calculated, certified } = run;
    return {
      kind,
      dueId: null,
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

  private async notPaid(tx: Tx, claim: PartnerClaim): Promise<PaymentTask> {
    const { ref, title } = await this.book.contract(tx, claim.contractId);
    const { runId, contractId, number: no, cutOff, currency } = claim;
    return {
      ...{ kind: 'not-paid', dueId: null, runId, contractId, ref, title, no, cutOff, currency },
      amount: claim.amount.toString(),
      since: claim.words.at(-1)!.at,
    };
  }
}

function dueTaskFor({ status, due }: DueInBook, person: Person): PaymentTask['kind'] | undefined {
  if (status === 'received') return may(person, 'payments.certify') ? 'certify-due' : undefined;
  const isSecond = status === 'certified' && due.certified?.by !== person.subject;
  return isSecond && may(person, 'payments.authorise') ? 'authorise-due' : undefined;
}

function dueTask(kind: PaymentTask['kind'], it: DueInBook): PaymentTask {
  const {
    dueId,
    contractId,
    contractRef: ref,
    contractTitle,
    number: no,
    cutOff,
    currency,
    toBook,
    amount,
  } = presentDueItem(it);
  return {
    ...{ kind, dueId, runId: it.due.claim.runId, contractId, ref, title: contractTitle ?? ref, no, cutOff, currency },
    amount: toBook ?? amount,
    since: it.due.answerRefused?.at ?? it.due.certified?.at ?? it.due.receivedAt,
  };
}

function taskFor({ run }: StoredRun, person: Person): PaymentTask['kind'] | undefined {
  if (run.status === 'calculated') return may(person, 'payments.certify') ? 'certify' : undefined;
  return may(person, 'payments.authorise') && run.certified?.by !== person.subject ? 'authorise' : undefined;
}
