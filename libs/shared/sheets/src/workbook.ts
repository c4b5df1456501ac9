import { strToU8, zipSync } from 'fflate';
import { daysBetween, type LocalDate } from '@ringvirkning/kernel';
import { counted, Styles } from './workbook-styles.js';

/** A text, a number as the spreadsheet likes it, a number in a format (`#,##0.00`), a day, or nothing. */
export type SheetCell =
  string | number | null | { readonly number: number; readonly format: string } | { readonly day: LocalDate };

export interface Column {
  readonly title: string;
  /** What to write in it; shown when one of its cells is chosen. */
  readonly hint?: string | undefined;
  /** Values to choose from. */
  readonly choices?: readonly string[] | undefined;
  /** Its head stands to the right, as figures do. */
  readonly isOfFigures?: boolean | undefined;
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly SheetCell[])[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** As far down as a sheet goes. */
const LAST_ROW = 1_048_576;
const LISTS = 'Lister';
/** Characters that a column is wide, at least and at most. */
const [NARROW, WIDE] = [14, 40];
const DAY_FORMAT = 'dd-mm-yyyy';
/** Spreadsheets count days from here. */
const DAY_ZERO = '1899-12-30' as LocalDate;

/** A workbook (XLSX) of these sheets, their heads fixed. Cells of text are formatted as text, so that what is typed into them stays as it is and nothing is computed; columns with choices let one choose. */
export function workbook(sheets: readonly Sheet[]): Uint8Array<ArrayBuffer> {
  const lists = sheets.flatMap(({ columns }) =>
    columns.flatMap(({ title, choices }) => (choices?.length ? [{ title, choices }] : [])),
  );
  const styles = new Styles();
  const all = [
    ...sheets.map((sheet, i) => sheetXml(sheet, placeOfLists(sheets, i), styles)),
    ...(lists.length > 0 ? [listsXml(lists, styles)] : []),
  ];
  const names = [...sheets.map(({ name }) => name), ...(lists.length > 0 ? [LISTS] : [])];
  const numbers = all.map((_, i) => i + 1);
  const files = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${numbers.map((no) => `<Override PartName="/xl/worksheets/sheet${no}.xml" ContentType="${TYPES}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names.map((name, i) => `<sheet name="${escaped(sheetName(name))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((no) => `<Relationship Id="rId${no}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${no}.xml"/>`).join('')}<Relationship Id="rId${all.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles.xml(MAIN, escaped),
    ...Object.fromEntries(all.map((xml, i) => [`xl/worksheets/sheet${i + 1}.xml`, xml])),
  };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([path, xml]) => [path, strToU8(HEAD + xml)])),
    // The same content is the same file.
    { level: 6, mtime: '1980-01-01T12:00:00' },
  ) as Uint8Array<ArrayBuffer>;
}

function sheetXml({ columns, rows }: Sheet, firstList: number, styles: Styles): string {
  const cols = columns.map(
    ({ title }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${Math.min(Math.max(NARROW, title.length + 4), WIDE)}" style="${styles.numberOf('text')}" customWidth="1"/>`,
  );
  const head = columns.map(({ title, isOfFigures }, i) =>
    textXml(placeOf(i, 1), title, styles.numberOf(isOfFigures ? 'head-of-figures' : 'head')),
  );
  const body = rows.map((cells, i) => rowXml(i + 2, cells, styles));
  let list = firstList;
  const checks = columns.flatMap(({ hint, choices = [] }, i) => {
    const cells = `${letterOf(i)}2:${letterOf(i)}${LAST_ROW}`;
    const prompt = hint === undefined ? '' : ` showInputMessage="1" prompt="${escaped(hint)}"`;
    if (choices.length === 0) return hint === undefined ? [] : [`<dataValidation${prompt} sqref="${cells}"/>`];
    const source = letterOf(list++);
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorStyle="warning"${prompt} sqref="${cells}"><formula1>${LISTS}!$${source}$2:$${source}$${choices.length + 1}</formula1></dataValidation>`,
    ];
  });
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData><row r="1">${head.join('')}</row>${body.join('')}</sheetData>${counted('dataValidations', checks)}</worksheet>`;
}

function listsXml(
  lists: readonly { readonly title: string; readonly choices: readonly string[] }[],
  styles: Styles,
): string {
  const longest = Math.max(...lists.map(({ choices }) => choices.length));
  const rows = Array.from({ length: longest }, (_, row) => lists.map(({ choices }) => choices[row] ?? ''));
  const all = [lists.map(({ title }) => title), ...rows].map((cells, i) => rowXml(i + 1, cells, styles));
  return `<worksheet xmlns="${MAIN}"><sheetData>${all.join('')}</sheetData></worksheet>`;
}

const placeOfLists = (sheets: readonly Sheet[], before: number): number =>
  sheets
    .slice(0, before)
    .reduce((sum, { columns }) => sum + columns.filter(({ choices }) => choices?.length).length, 0);

const rowXml = (row: number, cells: readonly SheetCell[], styles: Styles): string =>
  `<row r="${row}">${cells.map((cell, i) => cellXml(placeOf(i, row), cell, styles)).join('')}</row>`;

function cellXml(place: string, cell: SheetCell, styles: Styles): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') return textXml(place, cell, styles.numberOf('text'));
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  const [value, format] = 'day' in cell ? [daysBetween(DAY_ZERO, cell.day), DAY_FORMAT] : [cell.number, cell.format];
  return `<c r="${place}" s="${styles.numberOf({ format })}"><v>${value}</v></c>`;
}

const textXml = (place: string, text: string, style: number): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

const placeOf = (column: number, row: number): string => `${letterOf(column)}${row}`;

function letterOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letterOf(Math.floor(column / 26) - 1) + last;
}

/** What a spreadsheet takes as a sheet's name. */
const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || ' ';
/** XML has no place for control characters. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
