/** How a cell looks: its number format, as a spreadsheet writes it, or as a head. */
export type Look = 'text' | 'head' | 'head-of-figures' | { readonly format: string };

const FIXED = ['text', 'head', 'head-of-figures'] as const;
/** Formats of one's own are numbered from here; 49 is the spreadsheet's own for text. */
const [FIRST_FORMAT, TEXT] = [164, 49];

const HEAD = (side: 'left' | 'right'): string =>
  `<xf numFmtId="${TEXT}" fontId="1" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment horizontal="${side}" wrapText="1"/></xf>`;

/** The styles of a workbook, numbered as its cells ask for them; 0 is as the spreadsheet likes. */
export class Styles {
  private readonly formats: string[] = [];

  numberOf(look: Look): number {
    if (typeof look === 'string') return 1 + FIXED.indexOf(look);
    const at = this.formats.indexOf(look.format);
    return 1 + FIXED.length + (at < 0 ? this.formats.push(look.format) - 1 : at);
  }

  /** @param escaped what a text is in an attribute */
  xml(namespace: string, escaped: (text: string) => string): string {
    const numbered = this.formats.map((format, i) => ({ id: FIRST_FORMAT + i, format }));
    const formats = numbered.map(({ id, format }) => `<numFmt numFmtId="${id}" formatCode="${escaped(format)}"/>`);
    const cells = [
      '<xf/>',
      `<xf numFmtId="${TEXT}" applyNumberFormat="1"/>`,
      HEAD('left'),
      HEAD('right'),
      ...numbered.map(({ id }) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`),
    ];
    return `<styleSheet xmlns="${namespace}">${counted('numFmts', formats)}<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>${counted('cellXfs', cells)}</styleSheet>`;
  }
}

/** A list with how many there are; nothing when there are none. */
export const counted = (element: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `<${element} count="${items.length}">${items.join('')}</${element}>`;
