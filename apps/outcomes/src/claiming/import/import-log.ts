import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '@ringvirkning/access-log';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import type { ImportReport } from '@ringvirkning/outcomes-api';
import type { Tx } from '@ringvirkning/persistence';
import { rememberName } from '../../persistence/acting-name.js';
import { ImportStore } from '../../persistence/import.store.js';

/** At most so many people stand in one line of the access log. */
const PEOPLE_A_LINE = 10_000;

/** Writes down who imported or looked a file through, how far it came, and about whom it told something. */
@Injectable()
export class ImportLog {
  constructor(
    private readonly imports: ImportStore,
    private readonly accessLog: AccessLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async start(tx: Tx, contractId: string, person: Person): Promise<string> {
    const [importId, now] = [this.ids.next(), this.clock.now()];
    await rememberName(tx, contractId, person, now);
    await this.imports.start(tx, importId, contractId, now);
    return importId;
  }

  finish(tx: Tx, report: ImportReport): Promise<void> {
    return this.imports.finish(tx, report, this.clock.now());
  }

  /** A preview tells who is known and stores nothing: it is a look at people. */
  async looked(tx: Tx, contractId: string, person: Person, people: readonly string[]): Promise<void> {
    for (let from = 0; from < people.length; from += PEOPLE_A_LINE) {
      const participantIds = people.slice(from, from + PEOPLE_A_LINE);
      await this.accessLog.record(tx, person, 'import', { contractId, participantIds });
    }
  }
}
