import { Zip, ZipPassThrough } from 'fflate';

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
