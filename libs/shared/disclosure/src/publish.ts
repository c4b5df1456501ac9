import { FEWEST_PEOPLE, isDominated } from './rules.js';

/** One figure of a table: whom it counts (each counted thing with its person), and what is shown of it. */
export interface Cell<T> {
  readonly counted: ReadonlyMap<string, string>;
  /** What each counted thing brings to an amount that is shown, in any one unit; absent where all bring the same. */
  readonly amounts?: ReadonlyMap<string, bigint>;
  readonly value: T;
}
export type Cells<T> = ReadonlyMap<string, Cell<T>>;

/** What is out: every version of each cell, oldest first. */
export type Published<T> = ReadonlyMap<string, readonly Cell<T>[]>;
export const NOTHING_PUBLISHED: Published<never> = new Map();

type Counted = ReadonlyMap<string, string>;
type Counts = Pick<Cell<unknown>, 'counted' | 'amounts'>;
const NOBODY: Counted = new Map();
const NOTHING: Counts = { counted: NOBODY };
const few = (count: number): boolean => count > 0 && count < FEWEST_PEOPLE;
const without = (counted: Counted, others: Counted): readonly (readonly [id: string, person: string])[] =>
  [...counted].filter(([id]) => !others.has(id));

/**
 * What is out after one more point in time. A cell takes its new value when, compared with each version that is out (the empty one included), at least
 * {@link FEWEST_PEOPLE} people came or went, no one of whom makes up most of the amount that did ({@link isDominated}), and the number counted differs by
 * as many or not at all; otherwise it keeps the value that is out. So whatever two points are compared, a difference is about that many people, and every
 * total is a sum of published cells.
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
    if (moves.every(([key, cell]) => [NOTHING, ...(out.get(key) ?? [])].every((old) => farApart(old, cell))))
      for (const [key, cell] of moves) next.set(key, [...(out.get(key) ?? []), cell]);
  }
  return next;
}

const lastOf = <T>(out: Published<T>, key: string): Counted => out.get(key)?.at(-1)?.counted ?? NOBODY;
const differs = (a: Counted, b: Counted): boolean => without(a, b).length + without(b, a).length > 0;

function farApart(old: Counts, current: Counts): boolean {
  const [came, went] = [without(current.counted, old.counted), without(old.counted, current.counted)];
  const amounts = new Map<string, bigint>();
  for (const [of, changed] of [[current, came] as const, [old, went] as const])
    for (const [id, person] of changed)
      amounts.set(person, (amounts.get(person) ?? 0n) + magnitude(of.amounts?.get(id) ?? 1n));
  return ![amounts.size, Math.abs(came.length - went.length)].some(few) && !isDominated([...amounts.values()]);
}
const magnitude = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

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
