import { Injectable } from '@nestjs/common';
import type { ClockJob } from '@ringvirkning/jobs';
import { Database } from '@ringvirkning/persistence';
import { DueStore } from '../../persistence/due.store.js';

const WAITING = 'waiting';

/** What is due for people of whom much changed at once, as by an import: they take their turn just after it. */
@Injectable()
export class RenewDueJob implements ClockJob {
  readonly name = 'outcomes.renew-due';
  readonly everyMs = 500;

  constructor(
    private readonly db: Database,
    private readonly store: DueStore,
  ) {}

  async due(): Promise<readonly string[]> {
    return (await this.db.read((tx) => this.store.anybodyWaits(tx))) ? [WAITING] : [];
  }

  async run(): Promise<void> {
    while (await this.db.transaction((tx) => this.store.renewInTurn(tx)));
  }
}
