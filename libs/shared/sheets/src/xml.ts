import { UnreadableFile } from '@ringvirkning/reading';
import { SaxesParser } from 'saxes';

export interface XmlReader {
  /** Names are without their prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** XML in UTF-8, piece by piece. Document types define nothing here, so no entity grows. @throws UnreadableFile `not-xml` */
export class XmlPieces {
  private readonly decoder = new TextDecoder();
  private readonly parser = new SaxesParser();

  constructor(reader: XmlReader) {
    this.parser.on('opentag', ({ name, attributes }) => reader.open(local(name), attributes));
    this.parser.on('text', (text) => reader.text(text));
    this.parser.on('cdata', (text) => reader.text(text));
    this.parser.on('closetag', ({ name }) => reader.close(local(name)));
    this.parser.on('error', () => {
      throw notXml();
    });
  }

  push(bytes: Uint8Array, last: boolean): void {
    this.parser.write(this.decoder.decode(bytes, { stream: !last }));
    if (last) this.parser.close();
  }
}

const notXml = (): UnreadableFile =>
  new UnreadableFile({
    code: 'not-xml',
    da: 'Regnearket er ødelagt. Gem det igen, eller gem det som «CSV UTF-8».',
    en: 'The workbook is damaged. Save it again, or save it as «CSV UTF-8».',
  });
