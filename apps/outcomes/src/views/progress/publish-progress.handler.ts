import { Injectable } from '@nestjs/common';
import { isPending, NOTHING_PUBLISHED, publish } from '@ringvirkning/disclosure';
import type { PaymentAuthorised } from '@ringvirkning/payments-api';
import type { Tx } from '@ringvirkning/persistence';
import { ProgressStore } from '../../persistence/progress.store.js';
import { PublishedProgressStore } from '../../persistence/published-progress.store.js';
import { progressCells } from './published-cells.js';

/** An authorised payment run is the point at which outsiders get new figures, here as in every service. */
@Injectable()
export class PublishProgressHandler {
  constructor(
    private readonly progress: ProgressStore,
    private readonly published: PublishedProgressStore,
  ) {}

  async execute(tx: Tx, { contractId, no, cutOff, authorisedAt }: PaymentAuthorised): Promise<void> {
    const before = await this.published.find(tx, contractId);
    if (before && before.no >= no) return;
    const now = progressCells(
      await this.progress.everybody(tx, contractId),
      await this.progress.people(tx, contractId, cutOff),
      await this.progress.finalClaims(tx, contractId, cutOff),
    );
    const out = publish(before?.out ?? NOTHING_PUBLISHED, now);
    const pending = [...new Set([...now.keys(), ...out.keys()])].filter((key) => isPending(out, now, key));
    await this.published.save(tx, contractId, { no, asOf: authorisedAt, out, pending: new Set(pending) });
  }
}
