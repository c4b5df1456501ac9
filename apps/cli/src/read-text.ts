/** The text of a file. @throws Error when it is not UTF-8: letters would silently become others. */
export function readText(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${path} is not UTF-8; save it as UTF-8 and try again`);
  }
}
