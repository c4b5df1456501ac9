import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, type Clock } from '@ringvirkning/kernel';
import type { Run } from '@ringvirkning/payments-api';
import { cancel } from '@ringvirkning/payments-domain';
import { RunBook } from './run-book.js';
import { signerOf } from './signer.js';

/** An open run is given up, so that a new one can be calculated. */
@Injectable()
export class CancelRunHandler {
  constructor(
    private readonly book: RunBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  execute(runId: string, reason: string, person: Person): Promise<Run> {
    return this.book.step(runId, async (_tx, { run }) => cancel(run, signerOf(person), reason, this.clock.now()));
  }
}
