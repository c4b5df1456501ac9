import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { spool, type SpooledFile } from '@ringvirkning/files';
import type { Row } from '@ringvirkning/reading';
import { archiveOf, type Archive } from '@ringvirkning/sheets';
import { CONFIG } from '@ringvirkning/service';
import type { OutcomesConfig } from '../config.js';
import { entriesOf, namesOf, skipped, type Entry } from './entries.js';
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
    const archive = await listed(file);
    if (archive.names.includes('[Content_Types].xml')) return await work(uploadOf(file, file, false));
    const name = tableAmong(namesOf(archive.names));
    return await work(uploadOf(file, await keptOf(archive, name, keep), name.endsWith('.ndjson'), { archive, name }));
  }
}

const listed = (file: SpooledFile): Promise<Archive> =>
  archiveOf(() => file.read(), LIMITS).catch((error: unknown) => Promise.reject(asImportError(error) as Error));

/** The table, kept; the others are unpacked on the way, so that an archive which cannot be read is refused before anything is done with it. */
async function keptOf(
  archive: Archive,
  name: string,
  keep: (bytes: AsyncIterable<Buffer>) => Promise<SpooledFile>,
): Promise<SpooledFile> {
  let kept: SpooledFile | undefined;
  try {
    for await (const entry of entriesOf(archive.parts()))
      if (entry.name === name) kept ??= await keep(entry.bytes);
      else await skipped(entry);
  } catch (error) {
    throw asImportError(error);
  }
  return kept!;
}

function uploadOf(
  sent: SpooledFile,
  table: SpooledFile,
  json: boolean,
  within?: { readonly archive: Archive; readonly name: string },
): Upload {
  return {
    digest: sent.digest,
    rows: (columnsOf) =>
      isArchive(table) ? rowsOfWorkbook(() => table.read(), columnsOf) : rowsOfText(table.read(), json, columnsOf),
    hasBeside: within !== undefined,
    async *beside() {
      if (within === undefined) return;
      for await (const entry of entriesOf(within.archive.parts()))
        if (entry.name === within.name) await skipped(entry);
        else yield entry;
    },
  };
}

const isArchive = ({ head }: SpooledFile): boolean => head.subarray(0, 4).equals(Buffer.from('PK\x03\x04'));

/** Which entry is the table: the one text, or else the one workbook; evidence may be workbooks as well. */
function tableAmong(names: readonly string[]): string {
  const texts = names.filter((name) => /\.(?:csv|tsv|txt|ndjson)$/i.test(name));
  const tables = texts.length > 0 ? texts : names.filter((name) => /\.xlsx$/i.test(name));
  if (tables.length !== 1) throw notOneTable(tables.length);
  return tables[0]!;
}
