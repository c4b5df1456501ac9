export interface Packed {
  readonly body: Blob;
  readonly contentType: string;
}

const TYPES: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
  ndjson: 'application/x-ndjson',
};
const STEP = 16_000_000;

/** One file as it is; several as one archive. Its pieces go over to the browser, which may keep them outside memory. */
export async function packed(files: readonly File[]): Promise<Packed> {
  const [first] = files;
  if (first && files.length === 1)
    return { body: first, contentType: TYPES[first.name.split('.').at(-1)!.toLowerCase()] ?? 'text/csv' };
  const { zipOf } = await import('@ringvirkning/sheets');
  const parts: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const piece of zipOf(files.map((file) => ({ name: file.name, bytes: bytesOf(file) })))) {
    waiting.push(piece);
    length += piece.length;
    if (length < STEP) continue;
    parts.push(new Blob(waiting));
    [waiting, length] = [[], 0];
  }
  return { body: new Blob([...parts, ...waiting]), contentType: 'application/zip' };
}

async function* bytesOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}
