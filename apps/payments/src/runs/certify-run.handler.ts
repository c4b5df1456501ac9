import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import type { Run } from '@ringvirkning/payments-api';
import { certify } from '@ringvirkning/payments-domain';
import { RunBook } from './run-book.js';
import { signerOf } from './signer.js';

/** The first of two persons. */
@Injectable()
export class CertifyRunHandler {
  constructor(
    private readonly book: RunBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute(runId: string, person: Person): Promise<Run> {
    return this.book.step(runId, async (tx, stored, { terms }) => {
      const reversed = await this.book.evaluations.reversedSince(tx, stored);
      return certify(stored.run, signerOf(person), terms, { reversed }, this.clock.now());
    });
  }
}
