import { MAX_ROW_LENGTH, rowTooLong, unambiguous } from '@ringvirkning/reading';
import type { WorkbookParts } from './workbook-parts.js';
import { XmlPieces, type XmlReader } from './xml.js';

/** A row with something in it; `row` is its number in the sheet. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

const MOST_COLUMNS = 1_000;

/** The rows of one sheet's XML, piece by piece. */
export class SheetXml implements XmlReader {
  private readonly xml = new XmlPieces(this);
  private rows: SheetRow[] = [];
  private row = 0;
  private cells: string[] = [];
  private length = 0;
  private at = -1;
  private type = 'n';
  private style = 0;
  private value = '';
  private isValue = false;
  /** As many as the first row has: a sheet leaves empty cells out. */
  private columns = 0;

  constructor(private readonly parts: Pick<WorkbookParts, 'texts' | 'showsDays' | 'isFrom1904'>) {}

  /** @throws UnreadableFile */
  push(bytes: Uint8Array, last: boolean): SheetRow[] {
    this.xml.push(bytes, last);
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, { r, t, s }: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.row = r === undefined ? this.row + 1 : Number(r);
      [this.cells, this.at, this.length] = [[], -1, 0];
    }
    if (name === 'c') {
      this.at = r === undefined ? this.at + 1 : columnOf(r);
      [this.type, this.style, this.value] = [t ?? 'n', Number(s ?? 0), ''];
    }
    this.isValue = name === 'v' || (name === 't' && this.type === 'inlineStr');
  }

  text(text: string): void {
    if (!this.isValue) return;
    this.length += text.length;
    if (this.length > MAX_ROW_LENGTH) throw rowTooLong(this.row);
    this.value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    if (name === 'c') this.addCell();
    if (name === 'row') this.addRow();
  }

  private addCell(): void {
    const text = this.textOf().trim();
    if (text === '') return;
    if (this.at >= MOST_COLUMNS) throw rowTooLong(this.row);
    while (this.cells.length < this.at) this.cells.push('');
    this.cells[this.at] = text;
  }

  private addRow(): void {
    if (this.cells.length === 0) return;
    if (this.columns === 0) this.columns = this.cells.length;
    while (this.cells.length < this.columns) this.cells.push('');
    this.rows.push({ row: this.row, cells: this.cells });
  }

  private textOf(): string {
    const { type, value } = this;
    if (type === 's') return this.parts.texts[Number(value)] ?? '';
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type !== 'n') return value;
    if (value === '' || !Number.isFinite(Number(value))) return value;
    return this.parts.showsDays[this.style] ? dayOf(Number(value), this.parts.isFrom1904) : numberOf(Number(value));
  }
}

/** `AB12` is column 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const place = letter.charCodeAt(0) - 64;
    if (place < 1 || place > 26) break;
    column = column * 26 + place;
  }
  return column - 1;
}

/** Above 15 digits a spreadsheet has rounded, which the writing shows. */
function numberOf(number: number): string {
  if (Number.isInteger(number) && Math.abs(number) >= 1e15) return number.toExponential();
  return unambiguous(String(number));
}

const DAY_MS = 86_400_000;

/** Days are counted from 1900 with a 29 February that was none, or from 1904. A time of day stays visible, since a day is asked for. */
function dayOf(serial: number, isFrom1904: boolean): string {
  const zero = isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const at = zero + Math.round(serial * DAY_MS);
  if (serial < 0 || serial > 2_958_465) return String(serial);
  const [day = '', time = ''] = new Date(at).toISOString().split('T');
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`;
}
