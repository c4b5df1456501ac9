/** Exact decimals as integers of millionths: quantities, shares and corrections with at most six decimals. */
export const MILLION = 1_000_000n;

/** A model says the same few decimals for every outcome: each is read once. Bounded, because quantities are many. */
const read = new Map<string, bigint>();
const MOST_READ = 10_000;

/** Reads a decimal such as "12.5" or "-0.333333" into millionths. @throws RangeError when it is not one. */
export function millionths(text: string): bigint {
  const known = read.get(text);
  if (known !== undefined) return known;
  if (read.size >= MOST_READ) read.clear();
  const value = readMillionths(text);
  read.set(text, value);
  return value;
}

function readMillionths(text: string): bigint {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal with at most six places: ${JSON.stringify(text)}`);
  const magnitude = BigInt(match[2]!) * MILLION + BigInt((match[3] ?? '').padEnd(6, '0'));
  return match[1] ? -magnitude : magnitude;
}
