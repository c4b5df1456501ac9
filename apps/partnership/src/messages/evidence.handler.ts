import { Injectable } from '@nestjs/common';
import { fail } from '@ringvirkning/kernel';
import type { Direction, Evidence } from '@ringvirkning/partnership-api';
import { EVIDENCE_FORMAT, inclusionOf } from '@ringvirkning/partnership-domain';
import { Database } from '@ringvirkning/persistence';
import { FactStore } from '../persistence/fact.store.js';
import { TimeStampStore } from '../persistence/time-stamp.store.js';

@Injectable()
export class EvidenceHandler {
  constructor(
    private readonly db: Database,
    private readonly facts: FactStore,
    private readonly stamps: TimeStampStore,
  ) {}

  /** One message with all that proves it to anybody, without this instance. @throws DomainError `partnership.unknown-message`. */
  async execute(peer: string, direction: Direction, number: number): Promise<Evidence> {
    return this.db.snapshot(async (tx) => {
      const proven = await this.facts.proven(tx, { direction, peer, number });
      if (!proven)
        throw fail.notFound('partnership.unknown-message', 'Beskeden findes ikke.', 'There is no such message.');
      const { message, receipts } = proven;
      const batch = await this.facts.batchOf(tx, { direction, peer, number });
      const said = [message, ...receipts, ...(batch?.seals ?? [])];
      const entries = await this.facts.entries(tx, 0, Math.max(...said.map(({ charter }) => charter)));
      const stamps = batch ? await this.stamps.tokensAt(tx, batch.place) : [];
      const sealed = batch && inclusionOf(batch.words, batch.of, { seals: [...batch.seals], stamps });
      return { format: EVIDENCE_FORMAT, entries, message, receipts: [...receipts], ...(sealed && { sealed }) };
    });
  }
}
