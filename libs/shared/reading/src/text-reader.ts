import { UnreadableFile } from './fault.js';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/**
 * Bytes as text, piece by piece. UTF-8 with or without byte order mark, UTF-16 with one or, when its first two characters are ASCII, without.
 * Anything else is refused rather than guessed: in Windows-1252 every byte is a letter, so that a wrong guess would go unnoticed, and so would one letter
 * that became another in the name of a person.
 */
export class TextReader {
  private decoder: InstanceType<typeof TextDecoder> | undefined;
  private start = new Uint8Array(0);
  private lines = 1;

  /** @throws UnreadableFile `encoding` */
  push(bytes: Uint8Array): string {
    if (this.decoder) return this.decode(bytes);
    this.start = joined(this.start, bytes);
    return this.start.length < ENOUGH ? '' : this.begin();
  }

  /** What is left when no more bytes come. @throws UnreadableFile `encoding` */
  end(): string {
    return (this.decoder ? '' : this.begin()) + this.decode();
  }

  private begin(): string {
    this.decoder = new TextDecoder(encodingOf(this.start), { fatal: true });
    return this.decode(this.start);
  }

  private decode(bytes?: Uint8Array): string {
    try {
      const text = this.decoder!.decode(bytes, { stream: bytes !== undefined });
      for (const _ of text.matchAll(/\n|\r(?!\n)/g)) this.lines += 1;
      return text;
    } catch {
      throw wrongEncoding(this.lines, bytes ?? new Uint8Array(0));
    }
  }
}

/** A whole file as text. @throws UnreadableFile `encoding` */
export function readText(bytes: Uint8Array): string {
  const reader = new TextReader();
  return reader.push(bytes) + reader.end();
}

/** From so many bytes the encoding is told; a file may be shorter. */
const ENOUGH = 256;

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Without a mark the zeros tell: in UTF-16 every second byte of plain letters is one, in UTF-32 three of four are. */
function encodingOf(start: Uint8Array): Encoding {
  const [a, b, c, d] = start;
  if (a === 0xff && b === 0xfe && (c !== 0 || d !== 0 || start.length < 4)) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (let i = 0; i < start.length; i += 1) if (start[i] === 0) zeros[i % 2]! += 1;
  const [even, odd] = zeros as [number, number];
  const many = start.length / 4;
  if (even > many / 2 && odd > many / 2) throw wrongEncoding(1, new Uint8Array(0));
  if (odd > many && even === 0) return 'utf-16le';
  if (even > many && odd === 0) return 'utf-16be';
  return 'utf-8';
}

const DANISH = /[\xe6\xf8\xe5\xc6\xd8\xc5\xe9]/;

function wrongEncoding(row: number, bytes: Uint8Array): UnreadableFile {
  const looksDanish = DANISH.test(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const why = looksDanish
    ? { da: ' Den ser ud til at være i Windows-1252 (ANSI).', en: ' It seems to be in Windows-1252 (ANSI).' }
    : { da: '', en: '' };
  return new UnreadableFile(
    {
      code: 'encoding',
      da: `Filen er ikke i UTF-8 (fra omkring række ${row}).${why.da}`,
      en: `The file is not UTF-8 (from about row ${row}).${why.en}`,
    },
    {
      whatToDo: {
        da: 'Gem filen i UTF-8 (i Excel: Gem som, filtypen «CSV UTF-8»), og send den igen.',
        en: 'Save the file in UTF-8 (in Excel: Save as, the file type «CSV UTF-8») and send it again.',
      },
    },
  );
}
