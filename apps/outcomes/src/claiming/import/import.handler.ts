import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { Tell } from '@ringvirkning/http';
import type { ImportReport } from '@ringvirkning/outcomes-api';
import { mayClaim } from '@ringvirkning/outcomes-domain';
import { Database, type Tx } from '@ringvirkning/persistence';
import type { Row } from '@ringvirkning/reading';
import { actorOf } from '../../actor.js';
import type { Recording } from '../claim/record-claims.js';
import { KnownContracts } from '../../known-contracts/known-contracts.js';
import { ContractStore, rulesEver } from '../../persistence/contract.store.js';
import { anotherFile, tooManyRows } from '../../receiving/file-errors.js';
import { OF_CLAIMS, readToTheEnd, receiveRows } from '../../receiving/receive-rows.js';
import { Uploads, type Upload } from '../../receiving/upload.js';
import { FilesBeside } from './files-beside.js';
import { ALONE, ImportBatch, type ReadBatch, type Turn } from './import-batch.js';
import { ImportLog } from './import-log.js';
import { Report } from './report.js';
import type { Language } from '../../receiving/returned-rows.js';
import { TakeFiles } from './take-files.js';

const BATCH = 1_000;

export interface ImportOptions {
  /** `preview` stores nothing, and says what `claim` would. */
  readonly mode: 'claim' | 'preview';
  /** Of the file that was looked through: no other is taken. */
  readonly digest?: string | undefined;
  readonly language: Language;
}

/** What an import starts from and leaves behind. */
@Injectable()
export class ImportStores {
  constructor(
    readonly db: Database,
    readonly known: KnownContracts,
    readonly contracts: ContractStore,
    readonly log: ImportLog,
  ) {}
}

/** Rows to import, from the first as often as they are asked for (those of a request once), and what came beside them. */
interface Source {
  readonly digest: string | null;
  readonly files: FilesBeside;
  readonly rows: () => AsyncIterable<Row[]>;
}

interface Started extends Recording {
  readonly importId: string;
}

/**
 * A file of claims; memory does not grow with its length, and sending it again has no second effect. An import is one transaction per batch. A preview is the same
 * work in one transaction that is undone, so that it cannot say anything else than the import will.
 */
@Injectable()
export class ImportHandler {
  constructor(
    private readonly stores: ImportStores,
    private readonly batch: ImportBatch,
    private readonly uploads: Uploads,
    private readonly takeFiles: TakeFiles,
  ) {}

  /** Text is imported as it arrives. Whatever must be known whole first (its digest, an archive, a preview) is put aside. */
  execute(
    contractId: string,
    request: IncomingMessage,
    person: Person,
    options: ImportOptions,
    tell?: Tell,
  ): Promise<ImportReport> {
    return readToTheEnd(request, async () => {
      await this.stores.known.require(contractId);
      const started = await this.start(contractId, person);
      if (!tell && options.mode === 'claim' && options.digest === undefined && isText(request))
        return this.import(started, options, {
          digest: null,
          files: new FilesBeside(),
          rows: () => receiveRows(request),
        });
      return this.uploads.using(request, async (upload) => {
        if (options.digest !== undefined && options.digest !== upload.digest) throw anotherFile();
        tell?.({ rows: 0 });
        const source = await this.sourceOf(contractId, upload, options.mode === 'claim' ? person : undefined);
        return options.mode === 'claim'
          ? this.import(started, options, source, tell)
          : this.preview(started, options, source, person, tell);
      });
    });
  }

  private async sourceOf(contractId: string, upload: Upload, keepFor: Person | undefined): Promise<Source> {
    const files = await this.takeFiles.of(contractId, upload, keepFor);
    return { digest: upload.digest, files, rows: () => upload.rows(OF_CLAIMS) };
  }

  private start(contractId: string, person: Person): Promise<Started> {
    const by = actorOf(person);
    return this.stores.db.transaction(async (tx) => {
      const contract = await this.stores.contracts.running(tx, contractId);
      mayClaim(rulesEver(contract.terms), by);
      return { contract, by, importId: await this.stores.log.start(tx, contractId, person) };
    });
  }

  private async import(
    started: Started,
    { language }: ImportOptions,
    source: Source,
    tell?: Tell,
  ): Promise<ImportReport> {
    const { db, log } = this.stores;
    const report = new Report({ importId: started.importId, preview: false, digest: source.digest }, language);
    let last = Promise.resolve();
    let turn: Turn = ALONE;
    try {
      for await (const read of ahead(this.batches(started, source))) {
        const [before, own] = [last, turn];
        const placed = Promise.withResolvers<readonly string[]>();
        const worked = Promise.withResolvers<void>();
        const taken = db.transaction(async (tx) => {
          const result = await this.batch.run(tx, started, read, { ...own, placed: placed.resolve });
          worked.resolve();
          await before;
          return result;
        });
        last = taken.then(async ({ results, enrolled }) => {
          await report.add(results, enrolled.length);
          tell?.({ rows: report.rows });
        });
        // A batch begins when the one before it has all its people, stores its claims after that one, and is committed after it or not at all.
        turn = {
          ...ALONE,
          beingEnrolled: await Promise.race([placed.promise, last.then(() => [])]),
          mayStore: Promise.race([worked.promise, last.catch(() => undefined)]),
        };
        await before;
      }
      await last;
      report.tellFiles(source.files.told());
    } finally {
      await last.catch(() => undefined);
      await db.transaction((tx) => log.finish(tx, report.toJson()));
    }
    return report.toJson();
  }

  private async preview(
    started: Started,
    { language }: ImportOptions,
    source: Source,
    person: Person,
    tell?: Tell,
  ): Promise<ImportReport> {
    const { db, log } = this.stores;
    let people: string[] = [];
    let report = new Report({ importId: started.importId, preview: true, digest: source.digest }, language);
    await undone(db, async (tx) => {
      [people, report] = [
        [],
        new Report({ importId: started.importId, preview: true, digest: source.digest }, language),
      ];
      for await (const read of ahead(this.batches(started, source))) {
        const { results, enrolled, known } = await this.batch.run(tx, started, read, ALONE);
        await report.add(results, enrolled.length);
        people.push(...known);
        tell?.({ rows: report.rows });
      }
    });
    report.tellFiles(source.files.told());
    await db.transaction(async (tx) => {
      await log.looked(tx, started.contract.contractId, person, people);
      await log.finish(tx, report.toJson());
    });
    return report.toJson();
  }

  private async *batches(started: Started, { rows, files }: Source): AsyncGenerator<ReadBatch, void> {
    let count = 0;
    for await (const batch of inBatches(rows(), BATCH)) {
      count += batch.length;
      if (count > this.uploads.mostRows) throw tooManyRows(this.uploads.mostRows);
      yield await this.batch.read(started, batch, files);
    }
  }
}

class Undone extends Error {}

/** Does something as if it were so, and undoes it. */
async function undone(db: Database, work: (tx: Tx) => Promise<void>): Promise<void> {
  try {
    await db.transaction(async (tx) => {
      await work(tx);
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
}

/** The next is made while the last is worked on. */
async function* ahead<T>(made: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  let next = made.next();
  try {
    for (;;) {
      const { value, done }: IteratorResult<T, void> = await next;
      if (done) return;
      next = made.next();
      // Told when it is its turn.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await made.return(undefined);
  }
}

const isText = ({ headers }: IncomingMessage): boolean =>
  /^(?:text\/csv|application\/x-ndjson)/.test(headers['content-type'] ?? '');

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
