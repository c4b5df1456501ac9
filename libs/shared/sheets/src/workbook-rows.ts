import { UnreadableFile } from '@ringvirkning/reading';
import { pathOfFirstSheet, WorkbookParts } from './workbook-parts.js';
import { SheetXml, type SheetRow } from './sheet-xml.js';
import { archiveOf, type ZipLimits } from './unzip.js';

export type { SheetRow } from './sheet-xml.js';

/** A workbook of a million rows has some 400 MB of XML, which is never held. */
const LIMITS: ZipLimits = { entries: 1_000, bytes: 1_000_000_000 };

/**
 * The rows of a workbook's first sheet, which alone is unpacked once more, since the texts that the sheet points at may lie behind it.
 * It gives rows, or none, after each step: a small file may unpack for long, and others want their turn.
 * @throws UnreadableFile `not-a-zip`, `not-a-workbook`, `zip-too-large`, `row-too-long`
 */
export async function* workbookRows(open: () => AsyncIterable<Uint8Array>): AsyncGenerator<SheetRow[]> {
  const parts = new WorkbookParts();
  const archive = await archiveOf(open, LIMITS);
  for await (const { name, piece, last } of archive.parts((name) => parts.reads(name))) {
    parts.push(name, piece, last);
    yield [];
  }
  const path = pathOfFirstSheet(parts);
  if (path === undefined) throw notAWorkbook();
  const sheet = new SheetXml(parts);
  for await (const { piece, last } of archive.parts((name) => name === path)) {
    yield sheet.push(piece, last);
    if (last) return;
  }
}

const notAWorkbook = (): UnreadableFile =>
  new UnreadableFile({
    code: 'not-a-workbook',
    da: 'Filen er ikke et regneark, der kan læses. Gem den som XLSX eller som «CSV UTF-8».',
    en: 'The file is not a workbook that can be read. Save it as XLSX or as «CSV UTF-8».',
  });
