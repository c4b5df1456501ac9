const LETTERS: Readonly<Record<string, string>> = { æ: 'ae', ø: 'oe', å: 'aa' };

/** Words as they can stand in a file name on any machine. */
export const slug = (text: string): string =>
  text
    .toLocaleLowerCase('da')
    .replace(/[æøå]/g, (letter) => LETTERS[letter]!)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/**
 * A file named after what is in it: what, of which contract, by which filter, on which day. What somebody searched for is not
 * said, since it may be about a person; that something was, is.
 */
export const fileName = (parts: readonly (string | undefined)[], day: string, ending: string): string =>
  `${[...parts, day]
    .map((part) => slug(part ?? '').slice(0, 60))
    .filter(Boolean)
    .join('_')}.${ending}`;
