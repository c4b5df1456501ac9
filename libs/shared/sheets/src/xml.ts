import { UnreadableFile } from '@ringvirkning/reading';
import { SaxesParser } from 'saxes';

export interface XmlReader {
  /** Names are without their prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The parser holds what stands between two tags, the attributes of a tag and all tags that are open. A workbook nests some ten, and a cell has 32,767 characters. */
const MOST = { betweenTags: 4_000_000, open: 100 };

/** XML in UTF-8, piece by piece. Document types define nothing here, so no entity grows. @throws UnreadableFile `not-xml` */
export class XmlPieces {
  private readonly decoder = new TextDecoder();
  private readonly parser = new SaxesParser();
  private sinceTag = 0;
  private open = 0;

  constructor(reader: XmlReader) {
    this.parser.on('opentag', ({ name, attributes }) => {
      this.sinceTag = 0;
      this.open += 1;
      if (this.open > MOST.open) throw notXml();
      reader.open(local(name), attributes);
    });
    this.parser.on('text', (text) => reader.text(text));
    this.parser.on('cdata', (text) => reader.text(text));
    this.parser.on('closetag', ({ name }) => {
      this.sinceTag = 0;
      this.open -= 1;
      reader.close(local(name));
    });
    this.parser.on('error', () => {
      throw notXml();
    });
  }

  push(bytes: Uint8Array, last: boolean): void {
    const text = this.decoder.decode(bytes, { stream: !last });
    this.sinceTag += text.length;
    this.parser.write(text);
    if (this.sinceTag > MOST.betweenTags) throw notXml();
    if (last) this.parser.close();
  }
}

const notXml = (): UnreadableFile =>
  new UnreadableFile({
    code: 'not-xml',
    da: 'Regnearket er ødelagt. Gem det igen, eller gem det som «CSV UTF-8».',
    en: 'The workbook is damaged. Save it again, or save it as «CSV UTF-8».',
  });
