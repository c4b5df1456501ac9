/** Exact decimals as integers of millionths: quantities, shares and corrections with at most six decimals. */
export const MILLION = 1_000_000n;

/** Reads a decimal such as "12.5" or "-0.333333" into millionths. @throws RangeError when it is not one. */
export function millionths(text: string): bigint {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal with at most six places: ${JSON.stringify(text)}`);
  const magnitude = BigInt(match[2]!) * MILLION + BigInt((match[3] ?? '').padEnd(6, '0'));
  return match[1] ? -magnitude : magnitude;
}

/** Reads an amount in the currency's major unit, e.g. "1250.50" (kroner), into minor units (øre). @throws RangeError when it has more than two decimals. */
export function minorUnits(text: string): bigint {
  const match = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) throw new RangeError(`not an amount with at most two decimals: ${JSON.stringify(text)}`);
  return BigInt(match[1]!) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
}
