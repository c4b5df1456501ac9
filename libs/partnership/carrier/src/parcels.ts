/** What goes in one piece: so many UTF-16 units of at most three bytes each, which is what a text may have and a message of 4 MiB can hold. */
const MOST_UNITS = 1_000_000;
const MOST_TEXTS = 500;

/** The same texts in the same order, in groups that every way takes in one piece. */
export function inParcels(texts: readonly string[]): string[][] {
  const parcels: string[][] = [];
  let units = 0;
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

/** One text a line, as it is: no text of the protocol has a line break. @throws RangeError for one that has. */
export function parcelOf(texts: readonly string[]): string {
  if (texts.some((text) => text.includes('\n'))) throw new RangeError('a text is one line');
  return texts.map((text) => `${text}\n`).join('');
}

/** Of a parcel that somebody made larger, only as many as one may hold. */
export const textsOf = (parcel: string): string[] => parcel.split('\n', MOST_TEXTS).filter((text) => text !== '');
