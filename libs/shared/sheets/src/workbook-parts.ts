import { UnreadableFile } from '@ringvirkning/reading';
import { XmlPieces, type XmlReader } from './xml.js';

/** Characters of shared texts that are held at most: two million of thirty. The shortest counts as one of thirty, for the place it takes. */
const MOST_TEXT = 60_000_000;
const SHORTEST = 30;
/** Bytes of what is read beside the texts. */
const MOST_BESIDE = 20_000_000;
const TEXTS = 'xl/sharedStrings.xml';

/** What the cells of a sheet point at: texts, formats, the days' beginning, and where the first sheet is. */
export class WorkbookParts {
  readonly texts: string[] = [];
  /** By the number of a cell's style: whether it shows days. */
  readonly showsDays: boolean[] = [];
  isFrom1904 = false;
  firstSheet: string | undefined;
  readonly paths = new Map<string, string>();
  private beside = 0;
  private readonly readers = new Map<string, XmlPieces>([
    [TEXTS, new XmlPieces(new SharedTexts(this.texts))],
    ['xl/styles.xml', new XmlPieces(new Formats(this.showsDays))],
    [
      'xl/workbook.xml',
      new XmlPieces(
        reading((name, { 'r:id': id, date1904, state }) => {
          if (name === 'sheet' && (state === undefined || state === 'visible')) this.firstSheet ??= id;
          if (name === 'workbookPr') this.isFrom1904 = date1904 === '1' || date1904 === 'true';
        }),
      ),
    ],
    [
      'xl/_rels/workbook.xml.rels',
      new XmlPieces(
        reading((name, { Id, Target }) => {
          if (name === 'Relationship' && Id !== undefined && Target !== undefined) this.paths.set(Id, Target);
        }),
      ),
    ],
  ]);

  reads(name: string): boolean {
    return this.readers.has(name);
  }

  push(name: string, piece: Uint8Array, last: boolean): void {
    if (name !== TEXTS) this.beside += piece.length;
    if (this.beside > MOST_BESIDE) throw tooMuchText();
    this.readers.get(name)?.push(piece, last);
  }
}

/** Where in the archive the first sheet that is not hidden lies. */
export function pathOfFirstSheet({ firstSheet, paths }: WorkbookParts): string | undefined {
  const target = firstSheet === undefined ? undefined : paths.get(firstSheet);
  if (target === undefined) return undefined;
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}

const reading = (open: XmlReader['open']): XmlReader => ({ open, text: () => undefined, close: () => undefined });

class SharedTexts implements XmlReader {
  private text_ = '';
  private isText = false;
  private depthOfReading = 0;
  private length = 0;

  constructor(private readonly texts: string[]) {}

  open(name: string): void {
    if (name === 'si') this.begin();
    if (name === 'rPh') this.depthOfReading += 1;
    this.isText = name === 't' && this.depthOfReading === 0;
  }

  text(text: string): void {
    if (!this.isText) return;
    this.count(text.length);
    this.text_ += text;
  }

  close(name: string): void {
    if (name === 't') this.isText = false;
    if (name === 'rPh') this.depthOfReading -= 1;
    if (name === 'si') this.texts.push(this.text_);
  }

  private begin(): void {
    this.text_ = '';
    this.count(SHORTEST);
  }

  private count(length: number): void {
    this.length += length;
    if (this.length > MOST_TEXT) throw tooMuchText();
  }
}

/** Built-in formats that show days. */
const DAYS: readonly [number, number][] = [
  [14, 17],
  [22, 22],
  [27, 36],
  [50, 58],
];

class Formats implements XmlReader {
  private readonly codes = new Map<string, string>();
  private isCell = false;

  constructor(private readonly showsDays: boolean[]) {}

  open(name: string, { numFmtId, formatCode }: Readonly<Record<string, string>>): void {
    if (name === 'cellXfs') this.isCell = true;
    if (name === 'numFmt' && numFmtId !== undefined) this.codes.set(numFmtId, formatCode ?? '');
    if (name === 'xf' && this.isCell) this.showsDays.push(this.isOfDays(numFmtId ?? '0'));
  }

  text(): void {
    // Formats are in attributes alone.
  }

  close(name: string): void {
    if (name === 'cellXfs') this.isCell = false;
  }

  private isOfDays(id: string): boolean {
    const code = this.codes.get(id);
    if (code === undefined) return DAYS.some(([from, to]) => Number(id) >= from && Number(id) <= to);
    return /[dmy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').replace(/general|standard/gi, ''));
  }
}

const tooMuchText = (): UnreadableFile =>
  new UnreadableFile({
    code: 'too-much-text',
    da: 'Regnearket indeholder for meget tekst. Gem det som «CSV UTF-8».',
    en: 'The workbook holds too much text. Save it as «CSV UTF-8».',
  });
