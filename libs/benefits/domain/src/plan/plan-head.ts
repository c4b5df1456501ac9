import { faultAt, type Faults, type TableRow } from './plan-faults.js';
import { isTotal, plain, WORDS } from './plan-words.js';

/** What stands above the figures, and in which columns they stand. */
export interface Head {
  readonly row: TableRow;
  /** How many rows lie above the first row of figures. */
  readonly below: number;
  readonly years: readonly number[];
  /** Columns, from 0: of the first year, and of the sum. */
  readonly firstAt: number;
  readonly totalAt: number;
  readonly priceLevelYear: number;
}

const FIRST = 2;
const KRONER = ['kr.', 'kr', 'kroner', 'dkk', 'hele kroner'];
const YEAR = /^(19|20|21)\d{2}$/;

/** Reads the heading; undefined when there is none to read figures by. Faults are added for all that is wrong with it. */
export function headOf(rows: readonly TableRow[], version: string, faults: Faults): Head | undefined {
  const at = rows.findIndex(({ cells }) => ['aktør', 'kasse'].includes(plain(cells[0] ?? '')));
  const above = at === -1 ? rows : rows.slice(0, at);
  checkVersion(above, version, faults);
  checkUnit(above, faults);
  const priceLevelYear = priceLevelOf(above, faults);
  const row = rows[at];
  if (!row) return faultAt(faults, rows[0] ?? { row: 1 }, 0, 'plan-no-header', WORDS.noHeader);
  const years = yearsOf(row, faults);
  if (years.length === 0) return undefined;
  return { row, below: at + 1, years, firstAt: FIRST, totalAt: FIRST + years.length, priceLevelYear };
}

function yearsOf(row: TableRow, faults: Faults): number[] {
  const totalAt = row.cells.findIndex((cell, i) => i >= FIRST && isTotal(cell));
  const written = row.cells.slice(FIRST, totalAt === -1 ? FIRST : totalAt);
  const first = Number(written[0]);
  if (plain(row.cells[1] ?? '') !== 'post' || written.length === 0 || !YEAR.test(written[0]!)) {
    faultAt(faults, row, FIRST, 'plan-no-years', WORDS.noYears);
    return [];
  }
  for (const [i, text] of written.entries())
    if (text !== String(first + i))
      faultAt(faults, row, FIRST + i, 'plan-year', WORDS.year, { written: text, year: String(first + i) });
  return written.map((_text, i) => first + i);
}

/** The line above the table that begins with the word. */
const said = (above: readonly TableRow[], word: string): TableRow | undefined =>
  above.find(({ cells }) => plain(cells[0] ?? '') === word);

function checkVersion(above: readonly TableRow[], version: string, faults: Faults): void {
  const line = said(above, 'søm-version');
  const written = line?.cells[1] ?? '';
  if (!line || written === '') faultAt(faults, line ?? { row: 1 }, 0, 'plan-no-version', WORDS.noVersion);
  else if (written !== version)
    faultAt(faults, line, 1, 'plan-other-version', WORDS.otherVersion, { written, version });
}

function checkUnit(above: readonly TableRow[], faults: Faults): void {
  const line = said(above, 'enhed');
  const written = line?.cells[1] ?? '';
  if (!line || written === '') faultAt(faults, line ?? { row: 1 }, 0, 'plan-no-unit', WORDS.noUnit);
  else if (!KRONER.includes(plain(written))) faultAt(faults, line, 1, 'plan-other-unit', WORDS.otherUnit, { written });
}

function priceLevelOf(above: readonly TableRow[], faults: Faults): number {
  const line = said(above, 'prisniveau');
  const written = line?.cells[1] ?? '';
  if (!line || !YEAR.test(written))
    faultAt(faults, line ?? { row: 1 }, line ? 1 : 0, 'plan-no-price-level', WORDS.noPriceLevel);
  return Number(written);
}
