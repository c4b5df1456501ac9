import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import { CLOCK, IDS, type Clock, type Ids } from '@ringvirkning/kernel';
import type { ImportReport } from '@ringvirkning/outcomes-api';
import { mayClaim } from '@ringvirkning/outcomes-domain';
import { Database } from '@ringvirkning/persistence';
import type { Row } from '@ringvirkning/reading';
import { actorOf } from '../../actor.js';
import type { Recording } from '../claim/record-claims.js';
import { KnownContracts } from '../../known-contracts/known-contracts.js';
import { rememberName } from '../../persistence/acting-name.js';
import { ContractStore, rulesOf } from '../../persistence/contract.store.js';
import { ImportStore } from '../../persistence/import.store.js';
import { ImportBatch } from './import-batch.js';
import { MAX_ROWS, tooManyRows } from '../../receiving/file-errors.js';
import { readToTheEnd, receiveRows } from '../../receiving/receive-rows.js';
import { Report } from './report.js';

const BATCH = 1_000;

/** What an import starts from and leaves behind. */
@Injectable()
export class ImportStores {
  constructor(
    readonly db: Database,
    readonly known: KnownContracts,
    readonly contracts: ContractStore,
    readonly imports: ImportStore,
  ) {}
}

/** A file of claims, read as it arrives: memory does not grow with its length. One transaction per batch; sending the file again has no second effect. */
@Injectable()
export class ImportHandler {
  constructor(
    private readonly stores: ImportStores,
    private readonly batch: ImportBatch,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  execute(contractId: string, request: IncomingMessage, person: Person): Promise<ImportReport> {
    return readToTheEnd(request, async () => {
      await this.stores.known.require(contractId);
      return this.consume(await this.start(contractId, person), request);
    });
  }

  private start(contractId: string, person: Person): Promise<Recording & { readonly importId: string }> {
    const by = actorOf(person);
    return this.stores.db.transaction(async (tx) => {
      const contract = await this.stores.contracts.get(tx, contractId);
      mayClaim(rulesOf(contract.terms), by);
      const [importId, now] = [this.ids.next(), this.clock.now()];
      await rememberName(tx, contractId, person, now);
      await this.stores.imports.start(tx, importId, contractId, now);
      return { contract, by, importId };
    });
  }

  private async consume(
    recording: Recording & { readonly importId: string },
    request: IncomingMessage,
  ): Promise<ImportReport> {
    const report = new Report(recording.importId);
    try {
      for await (const rows of inBatches(receiveRows(request), BATCH)) {
        if (report.rows + rows.length > MAX_ROWS) throw tooManyRows();
        const { results, enrolled } = await this.stores.db.transaction((tx) => this.batch.run(tx, recording, rows));
        report.add(results, enrolled);
      }
    } finally {
      await this.stores.db.transaction((tx) => this.stores.imports.finish(tx, report.toJson(), this.clock.now()));
    }
    return report.toJson();
  }
}

async function* inBatches(arrivals: AsyncIterable<Row[]>, size: number): AsyncGenerator<Row[]> {
  let waiting: Row[] = [];
  for await (const rows of arrivals) {
    waiting.push(...rows);
    while (waiting.length >= size) {
      yield waiting.slice(0, size);
      waiting = waiting.slice(size);
    }
  }
  if (waiting.length > 0) yield waiting;
}
