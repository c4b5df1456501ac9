import { Injectable } from '@nestjs/common';
import { yearOf, type Instant } from '@ringvirkning/kernel';
import { Outbox } from '@ringvirkning/outbox';
import { PaymentAuthorisedV1, type PaymentAuthorised } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import type { Contract } from '../persistence/contract.store.js';
import type { StoredRun } from '../persistence/run.store.js';
import { publishedPayments } from '../publishing/present-published.js';
import type { Publication } from '../publishing/publications.js';

/** Tells the other services that a run is authorised: what moves, and what of it outsiders may see. */
@Injectable()
export class RunAnnouncement {
  constructor(private readonly outbox: Outbox) {}

  async tell(
    tx: Tx,
    stored: StoredRun,
    { contractId, currency }: Contract,
    publication: Publication,
    authorisedAt: Instant,
  ): Promise<void> {
    const { runId, no, cutOff, settlements } = stored.run;
    const data: PaymentAuthorised = {
      runId,
      contractId,
      no,
      cutOff,
      authorisedAt,
      budgetYear: yearOf(cutOff),
      currency,
      payments: settlements
        .filter(({ amount }) => amount !== 0n)
        .map(({ payer, payee, budgetYear, amount }) => ({ payer, payee, budgetYear, amount: amount.toString() })),
      published: publishedPayments(stored, publication),
      ...(publication.parts && { parts: [...publication.parts] }),
    };
    await this.outbox.add(tx, PaymentAuthorisedV1, { key: contractId, data });
  }
}
