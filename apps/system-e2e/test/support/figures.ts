/** A figure that somebody was told, and whether it is said to lack somebody. */
export interface Figure {
  readonly value: number;
  readonly marked: boolean;
}
/** Figures by where they stand: the route and its question, then the words on the way, items being named by what they are about. */
export type Figures = ReadonlyMap<string, Figure>;

/** What names an item of a list. */
const NAMES =
  'id silo source target investedBy gainedBy kind figure outcome title followUp group payer payee party budgetYear year'.split(
    ' ',
  );
const WHOLE = /^-?\d+$/;

/** Every number in answers, also where it is written as text. @param told answers by route, each a status and a body (see `toldTo`). */
export function figuresOf(told: ReadonlyMap<string, string>): Figures {
  const figures = new Map<string, Figure>();
  for (const [route, answer] of told)
    if (answer.startsWith('200 {')) gather(JSON.parse(answer.slice(4)), route, true, figures);
  return figures;
}

function gather(body: unknown, path: string, marked: boolean, into: Map<string, Figure>): void {
  if (typeof body === 'number' || (typeof body === 'string' && WHOLE.test(body)))
    into.set(path, { value: Number(body), marked });
  else if (Array.isArray(body))
    body.forEach((item, at) => gather(item, `${path}[${nameOf(item) || at}]`, marked, into));
  else if (typeof body === 'object' && body !== null) {
    const isMarked = 'suppressed' in body ? body.suppressed !== false : marked;
    for (const [word, value] of Object.entries(body)) gather(value, `${path} ${word}`, isMarked, into);
  }
}

const nameOf = (item: unknown): string =>
  typeof item === 'object' && item !== null
    ? NAMES.filter((name) => name in item)
        .map((name) => JSON.stringify((item as Record<string, unknown>)[name]))
        .join(' ')
    : '';
