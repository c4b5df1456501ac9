import type { Readable } from 'node:stream';

/** Where sealed bytes lie: a folder, or a bucket. It never sees what they mean, nor a key. */
export interface ByteStore {
  /** Makes the local file `path` the object `name`, whole or not at all, and takes the file away. An object of that name is replaced. */
  keep(name: string, path: string): Promise<void>;
  /** @throws fileMissing when there is no such object. */
  read(name: string): Promise<Readable>;
  /** Takes the object away; one that is not there is no error. */
  remove(name: string): Promise<void>;
}

/** Names of objects: words of letters, digits and dashes with slashes between. They become paths and addresses. */
export function objectName(name: string): string {
  if (!/^[A-Za-z0-9-]+(\/[A-Za-z0-9-]+)*$/.test(name)) throw new RangeError(`«${name}» is no name of an object`);
  return name;
}
