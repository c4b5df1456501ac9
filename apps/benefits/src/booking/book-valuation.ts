import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, dateInDenmark, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import type { Member } from '../persistence/outcome-worth.store.js';
import { ValuationStore, type Basis } from '../persistence/valuation.store.js';
import type { BenefitSums } from '../purses/benefit-sums.js';
import { Books } from './books.js';

export interface ToBook {
  readonly contractId: string;
  /** What they were valued by; null when they are taken back. */
  readonly basis: Basis | null;
  readonly sums: BenefitSums;
  readonly members: readonly Member[];
}

/** Books outcomes together, and keeps which they were (ADR 88). */
@Injectable()
export class BookValuation {
  constructor(
    private readonly books: Books,
    private readonly valuations: ValuationStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Entries count from the day of booking; budget years are the lines'. @returns the id of the valuation. */
  async execute(tx: Tx, { contractId, basis, sums, members }: ToBook): Promise<string> {
    const [valuationId, at] = [this.ids.next(), this.clock.now()];
    const bookings = sums.bookings({
      key: `valuation:${valuationId}`,
      kind: basis ? 'benefit' : 'benefit-reversal',
      contractId,
      effectiveOn: dateInDenmark(at),
      source: valuationId,
    });
    this.valuations.add(tx, {
      ...{ valuationId, contractId, basis, at },
      claims: members.map(({ claimId }) => claimId),
      people: new Set(members.map(({ participantId }) => participantId)).size,
      digest: hash('sha256', members.map(({ claimId, digest }) => `${claimId} ${digest}\n`).join('')),
      amount: sums.total(),
      entries: bookings.length,
    });
    await this.books.book(tx, bookings);
    return valuationId;
  }
}
