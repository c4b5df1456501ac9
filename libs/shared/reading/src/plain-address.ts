/** Encoded once, or once more by somebody on the way. */
const TIMES = 2;

/** Path and query of an address as they were meant; what is no valid encoding stays as it is. */
export function plainAddress(address: string): string {
  let plain = address.replaceAll('+', ' ');
  for (let time = 0; time < TIMES; time += 1) plain = plain.replace(/(?:%[0-9a-f]{2})+/gi, decoded);
  return plain;
}

function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
