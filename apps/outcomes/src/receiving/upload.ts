import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { spool, type SpooledFile } from '@ringvirkning/files';
import type { Row } from '@ringvirkning/reading';
import { unzip } from '@ringvirkning/sheets';
import { CONFIG } from '@ringvirkning/service';
import type { OutcomesConfig } from '../config.js';
import { entriesOf, skipped, type Entry } from './entries.js';
import { notOneTable } from './file-errors.js';
import { asImportError, bytesOf, isJson, rowsOfText, rowsOfWorkbook, type ColumnsOf } from './receive-rows.js';

/** A file that has arrived whole: rows, and perhaps other files beside them. */
export interface Upload {
  /** SHA-256 of everything that was sent. */
  readonly digest: string;
  /** The rows, from the first, as often as they are asked for. */
  rows(columnsOf: ColumnsOf): AsyncIterable<Row[]>;
  readonly hasBeside: boolean;
  /** What was sent beside the rows, one after the other. */
  beside(): AsyncGenerator<Entry>;
}

const LIMITS = { entries: 10_000, bytes: 2_000_000_000 };

/** Takes whole files in and puts them aside, sealed, while somebody works on them. */
@Injectable()
export class Uploads {
  readonly mostRows: number;
  private readonly folder: string;
  private readonly largest: number;

  constructor(@Inject(CONFIG) config: OutcomesConfig) {
    // What an earlier process left in a folder of files is swept away when the store opens.
    this.folder = join(config.FILES_FOLDER ?? tmpdir(), 'arriving');
    this.largest = config.IMPORT_LARGEST;
    this.mostRows = config.IMPORT_ROWS;
  }

  /** Files are discarded when the work is done. @throws DomainError for one that is too large, was cut off or holds no table */
  async using<T>(request: IncomingMessage, work: (upload: Upload) => Promise<T>): Promise<T> {
    await using files = new AsyncDisposableStack();
    const keep = async (bytes: AsyncIterable<Buffer>): Promise<SpooledFile> => {
      const file = await spool(bytes, this.folder, this.largest);
      files.defer(() => file.discard());
      return file;
    };
    const file = await keep(bytesOf(request));
    if (!isArchive(file)) return await work(uploadOf(file, file, isJson(request)));
    const table = await tableIn(file);
    if (table === 'workbook') return await work(uploadOf(file, file, false));
    return await work(uploadOf(file, await this.entry(file, table, keep), table.endsWith('.ndjson'), table));
  }

  private async entry(
    archive: SpooledFile,
    name: string,
    keep: (bytes: AsyncIterable<Buffer>) => Promise<SpooledFile>,
  ): Promise<SpooledFile> {
    for await (const entry of entriesOf(unzip(archive.read(), LIMITS)))
      if (entry.name === name) return keep(entry.bytes);
      else await skipped(entry);
    throw notOneTable(0);
  }
}

function uploadOf(sent: SpooledFile, table: SpooledFile, json: boolean, name?: string): Upload {
  return {
    digest: sent.digest,
    rows: (columnsOf) =>
      isArchive(table) ? rowsOfWorkbook(() => table.read(), columnsOf) : rowsOfText(table.read(), json, columnsOf),
    hasBeside: name !== undefined,
    async *beside() {
      if (name === undefined) return;
      for await (const entry of entriesOf(unzip(sent.read(), LIMITS)))
        if (entry.name === name) await skipped(entry);
        else yield entry;
    },
  };
}

const isArchive = ({ head }: SpooledFile): boolean => head.subarray(0, 4).equals(Buffer.from('PK\x03\x04'));

/** Which entry is the table: the one text, or else the one workbook; evidence may be workbooks as well. */
async function tableIn(archive: SpooledFile): Promise<string> {
  const names: string[] = [];
  try {
    for await (const entry of entriesOf(unzip(archive.read(), LIMITS))) {
      if (entry.name === '[Content_Types].xml') return 'workbook';
      names.push(entry.name);
      await skipped(entry);
    }
  } catch (error) {
    throw asImportError(error);
  }
  const texts = names.filter((name) => /\.(?:csv|tsv|txt|ndjson)$/i.test(name));
  const tables = texts.length > 0 ? texts : names.filter((name) => /\.xlsx$/i.test(name));
  if (tables.length !== 1) throw notOneTable(tables.length);
  return tables[0]!;
}
