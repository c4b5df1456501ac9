/** UTF-16 units of texts that go in one piece; a single text may be longer. At most three bytes each. */
const MOST_UNITS = 4 * 1024 ** 2;
const MOST_TEXTS = 500;

/** The same texts in the same order, in groups that every way takes in one piece. */
export function inParcels(texts: readonly string[]): string[][] {
  const parcels: string[][] = [];
  let units = Infinity;
  for (const text of texts) {
    const parcel = parcels.at(-1);
    units += text.length;
    if (parcel && parcel.length < MOST_TEXTS && units <= MOST_UNITS) parcel.push(text);
    else {
      parcels.push([text]);
      units = text.length;
    }
  }
  return parcels;
}
