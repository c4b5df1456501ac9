/** Nothing is published about fewer people (practice of Danmarks Statistik; since prices are known, an amount tells a number of people). */
export const FEWEST_PEOPLE = 5;

/** One figure of a table: whom it counts (each counted thing with its person), and what is shown of it. */
export interface Cell<T> {
  readonly counted: ReadonlyMap<string, string>;
  readonly value: T;
}
export type Cells<T> = ReadonlyMap<string, Cell<T>>;

/** What is out: every version of each cell, oldest first. */
export type Published<T> = ReadonlyMap<string, readonly Cell<T>[]>;
export const NOTHING_PUBLISHED: Published<never> = new Map();

type Counted = ReadonlyMap<string, string>;
const NOBODY: Counted = new Map();
const few = (count: number): boolean => count > 0 && count < FEWEST_PEOPLE;
const without = (counted: Counted, others: Counted): readonly string[] =>
  [...counted].flatMap(([id, person]) => (others.has(id) ? [] : [person]));
const people = (counted: readonly string[]): number => new Set(counted).size;

/**
 * What is out after one more point in time. A cell takes its new value when, compared with each version that is out (the empty one included), at least
 * {@link FEWEST_PEOPLE} people came or went, and the number counted differs by as many or not at all; otherwise it keeps the value that is out. So
 * whatever two points are compared, a difference is about that many people, and every total is a sum of published cells.
 */
export const publish = <T>(out: Published<T>, now: Cells<T>): Published<T> =>
  publishTables(
    out,
    [...now].map((cell) => new Map([cell])),
  );

/** The same for tables whose cells are parts of one figure that is told elsewhere: all of a table's cells take their new values, or none does, because the others would tell the one. */
export function publishTables<T>(out: Published<T>, tables: readonly Cells<T>[]): Published<T> {
  const next = new Map(out);
  for (const table of tables) {
    const moves = [...table].filter(([key, { counted }]) => differs(counted, lastOf(out, key)));
    if (moves.every(([key, { counted }]) => [NOBODY, ...versionsOf(out, key)].every((old) => farApart(old, counted))))
      for (const [key, cell] of moves) next.set(key, [...(out.get(key) ?? []), cell]);
  }
  return next;
}

const versionsOf = <T>(out: Published<T>, key: string): Counted[] => (out.get(key) ?? []).map(({ counted }) => counted);
const lastOf = <T>(out: Published<T>, key: string): Counted => out.get(key)?.at(-1)?.counted ?? NOBODY;
const differs = (a: Counted, b: Counted): boolean => without(a, b).length + without(b, a).length > 0;

function farApart(old: Counted, current: Counted): boolean {
  const [came, went] = [without(current, old), without(old, current)];
  return ![people([...came, ...went]), Math.abs(came.length - went.length)].some(few);
}

/** What a cell shows now; undefined while nothing of it is out. */
export const shown = <T>(out: Published<T>, key: string): T | undefined => out.get(key)?.at(-1)?.value;

/** Whether a cell's figure lacks somebody, or has somebody who should not be in it: then it and its totals are marked. */
export function isPending<T>(out: Published<T>, now: Cells<T>, key: string): boolean {
  return differs(now.get(key)?.counted ?? NOBODY, lastOf(out, key));
}

/** What came and went in a cell between two points. */
export interface Change {
  readonly key: string;
  readonly came: readonly string[];
  readonly went: readonly string[];
}
export const changes = <T>(before: Published<T>, after: Published<T>): Change[] =>
  [...after.keys()].flatMap((key) => {
    const [then, now] = [lastOf(before, key), lastOf(after, key)];
    const [came, went] = [[...now.keys()].filter((id) => !then.has(id)), [...then.keys()].filter((id) => !now.has(id))];
    return came.length + went.length > 0 ? [{ key, came, went }] : [];
  });
