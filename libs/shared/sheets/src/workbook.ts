import { strToU8, zipSync } from 'fflate';

export interface Column {
  readonly title: string;
  /** What to write in it; shown when one of its cells is chosen. */
  readonly hint?: string | undefined;
  /** Values to choose from. */
  readonly choices?: readonly string[] | undefined;
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Amounts and counts as numbers, everything else as text. */
  readonly rows: readonly (readonly (string | number)[])[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** As far down as a sheet goes. */
const LAST_ROW = 1_048_576;
const LISTS = 'Lister';

/** A workbook (XLSX) of these sheets. Cells are formatted as text, so that what is typed into them stays as it is; columns with choices let one choose. */
export function workbook(sheets: readonly Sheet[]): Uint8Array<ArrayBuffer> {
  const lists = sheets.flatMap(({ columns }) =>
    columns.flatMap(({ title, choices }) => (choices?.length ? [{ title, choices }] : [])),
  );
  const all = [
    ...sheets.map((sheet, i) => sheetXml(sheet, placeOfLists(sheets, i))),
    ...(lists.length > 0 ? [listsXml(lists)] : []),
  ];
  const names = [...sheets.map(({ name }) => name), ...(lists.length > 0 ? [LISTS] : [])];
  const numbers = all.map((_, i) => i + 1);
  const files = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/>${numbers.map((no) => `<Override PartName="/xl/worksheets/sheet${no}.xml" ContentType="${TYPES}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names.map((name, i) => `<sheet name="${escaped(sheetName(name))}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((no) => `<Relationship Id="rId${no}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${no}.xml"/>`).join('')}<Relationship Id="rId${all.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
    ...Object.fromEntries(all.map((xml, i) => [`xl/worksheets/sheet${i + 1}.xml`, xml])),
  };
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([path, xml]) => [path, strToU8(HEAD + xml)])),
    // The same content is the same file.
    { level: 6, mtime: '1980-01-01T12:00:00' },
  ) as Uint8Array<ArrayBuffer>;
}

/** Styles 0: as the spreadsheet likes, 1: text, 2: a bold text. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`;

function sheetXml({ columns, rows }: Sheet, firstList: number): string {
  const cols = columns.map(
    ({ title }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${Math.max(14, title.length + 4)}" style="1" customWidth="1"/>`,
  );
  const head = rowXml(
    1,
    columns.map(({ title }) => title),
    2,
  );
  const body = rows.map((cells, i) => rowXml(i + 2, cells, 1));
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
  const validations =
    checks.length > 0 ? `<dataValidations count="${checks.length}">${checks.join('')}</dataValidations>` : '';
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>${head}${body.join('')}</sheetData>${validations}</worksheet>`;
}

function listsXml(lists: readonly { readonly title: string; readonly choices: readonly string[] }[]): string {
  const longest = Math.max(...lists.map(({ choices }) => choices.length));
  const rows = Array.from({ length: longest }, (_, row) =>
    rowXml(
      row + 2,
      lists.map(({ choices }) => choices[row] ?? ''),
      1,
    ),
  );
  return `<worksheet xmlns="${MAIN}"><sheetData>${rowXml(
    1,
    lists.map(({ title }) => title),
    2,
  )}${rows.join('')}</sheetData></worksheet>`;
}

const placeOfLists = (sheets: readonly Sheet[], before: number): number =>
  sheets
    .slice(0, before)
    .reduce((sum, { columns }) => sum + columns.filter(({ choices }) => choices?.length).length, 0);

function rowXml(row: number, cells: readonly (string | number)[], style: number): string {
  const xml = cells.map((cell, i) => {
    const at = `r="${letterOf(i)}${row}"`;
    if (typeof cell === 'number') return `<c ${at}><v>${cell}</v></c>`;
    if (cell === '') return '';
    return `<c ${at} s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  });
  return `<row r="${row}">${xml.join('')}</row>`;
}

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
