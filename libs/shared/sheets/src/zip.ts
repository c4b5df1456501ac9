import { UnreadableFile } from '@ringvirkning/reading';
import { Unzip, UnzipInflate, Zip, ZipPassThrough } from 'fflate';

export interface ZipLimits {
  readonly entries: number;
  /** Bytes of all entries together, unpacked. */
  readonly bytes: number;
}

/** A piece of one entry; entries come one after the other. */
export interface ZipPart {
  readonly name: string;
  readonly piece: Uint8Array;
  readonly last: boolean;
}

/** Packed bytes are unpacked in so small steps that even a bomb, which grows a thousandfold, gives a few megabytes before it is counted. */
const STEP = 8_192;

/**
 * The entries of a zip archive as they lie in it; memory holds one step of one of them.
 * @throws UnreadableFile `not-a-zip`, `zip-too-large`, `zip-too-many`
 */
export async function* unzip(source: AsyncIterable<Uint8Array>, limits: ZipLimits): AsyncGenerator<ZipPart> {
  const unpacking = new Unpacking(limits);
  for await (const bytes of source)
    for (let from = 0; from < bytes.length; from += STEP) {
      unpacking.push(bytes.subarray(from, from + STEP), false);
      yield* unpacking.taken();
    }
  unpacking.push(new Uint8Array(0), true);
  yield* unpacking.taken();
  if (unpacking.isOpen) throw notAZip();
}

class Unpacking {
  private parts: ZipPart[] = [];
  private entries = 0;
  private bytes = 0;
  private open = 0;
  private fault: UnreadableFile | undefined;
  private readonly unzip = new Unzip((file) => {
    this.entries += 1;
    this.open += 1;
    file.ondata = (error, piece, last) => {
      if (error) this.fault ??= notAZip();
      this.bytes += piece.length;
      this.parts.push({ name: file.name, piece, last });
      if (last) this.open -= 1;
    };
    file.start();
  });

  constructor(private readonly limits: ZipLimits) {
    this.unzip.register(UnzipInflate);
  }

  /** Whether nothing came, or an entry that began has not ended. */
  get isOpen(): boolean {
    return this.open > 0 || this.entries === 0;
  }

  push(bytes: Uint8Array, last: boolean): void {
    try {
      this.unzip.push(bytes, last);
    } catch {
      throw notAZip();
    }
    if (this.fault) throw this.fault;
    if (this.entries > this.limits.entries) throw tooMany(this.limits.entries);
    if (this.bytes > this.limits.bytes) throw tooLarge(this.limits.bytes);
  }

  taken(): ZipPart[] {
    const taken = this.parts;
    this.parts = [];
    return taken;
  }
}

export interface FileToZip {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** An archive of these files, piece by piece; they are not compressed, since pictures and PDFs are already. */
export async function* zipOf(files: readonly FileToZip[]): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  });
  const taken = (): Uint8Array<ArrayBuffer>[] => {
    const done = pieces;
    pieces = [];
    return done;
  };
  for (const { name, bytes } of files) {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    for await (const piece of bytes) {
      entry.push(piece);
      yield* taken();
    }
    entry.push(new Uint8Array(0), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}

const notAZip = (): UnreadableFile =>
  new UnreadableFile({
    code: 'not-a-zip',
    da: 'Filen er ødelagt eller skåret af: den kan ikke pakkes ud. Gem den igen, og send den igen.',
    en: 'The file is damaged or cut off: it cannot be unpacked. Save it again and send it again.',
  });
const tooLarge = (bytes: number): UnreadableFile =>
  new UnreadableFile({
    code: 'zip-too-large',
    da: `Filen fylder mere end ${Math.floor(bytes / 1_000_000)} MB, når den pakkes ud. Del den.`,
    en: `The file is larger than ${Math.floor(bytes / 1_000_000)} MB when it is unpacked. Split it.`,
  });
const tooMany = (entries: number): UnreadableFile =>
  new UnreadableFile({
    code: 'zip-too-many',
    da: `Filen indeholder flere end ${entries} filer. Del den.`,
    en: `The file holds more than ${entries} files. Split it.`,
  });
