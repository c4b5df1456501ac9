import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import type { Run } from '@ringvirkning/payments-api';
import { certify } from '@ringvirkning/payments-domain';
import { Differences } from '../differences/differences.js';
import { RunBook } from './run-book.js';
import { signerOf } from './signer.js';

/** The first of two persons: certifies the difference that was shown, named by its digest. */
@Injectable()
export class CertifyRunHandler {
  constructor(
    private readonly book: RunBook,
    private readonly differences: Differences,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute(runId: string, shown: string, person: Person): Promise<Run> {
    return this.book.step(runId, async (tx, stored, contract) => {
      const reversed = await this.book.evaluations.reversedSince(tx, stored);
      const { digest: stands } = await this.differences.of(tx, stored, contract);
      const since = { reversed, seen: { shown, stands } };
      return certify(stored.run, signerOf(person), contract.terms, since, this.clock.now());
    });
  }
}
