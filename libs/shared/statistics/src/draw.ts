import { sha256Hex } from '@ringvirkning/kernel';
import { allocate } from './equal-chance.js';

/** What can be drawn: an id that stays the same, its amount in minor units, and the stratum of a stratified design. */
export interface Unit {
  readonly id: string;
  readonly amount: bigint;
  readonly stratum?: string | undefined;
}

/** Ids that were drawn: those of large units, which are all audited and stand for themselves, and those that stand for others too. */
export interface Drawn {
  readonly exhaustive: readonly string[];
  readonly sampled: readonly string[];
}

const SEED = /^[0-9a-f]{64}$/;

/**
 * The text that freezes a population: one line `id;amount;stratum` a unit, in order of id (code points), each ended by a line feed.
 * Its SHA-256 says that nothing was added, taken out or changed.
 */
export const populationText = (units: readonly Unit[]): string =>
  byId(units)
    .map(({ id, amount, stratum }) => `${id};${amount};${stratum ?? ''}\n`)
    .join('');

export const populationDigest = (units: readonly Unit[]): string => sha256Hex(populationText(units));

/** The order that a seed gives: by SHA-256 of `seed:id`. Anybody can redo it with a list of ids and a tool that computes digests. */
export function inOrderOf<T extends { readonly id: string }>(units: readonly T[], seed: string): T[] {
  if (!SEED.test(seed)) throw new RangeError('a seed is 64 hexadecimal digits');
  return units
    .map((unit) => ({ unit, key: sha256Hex(`${seed}:${unit.id}`) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ unit }) => unit);
}

/** Simple random without replacement: the first `n` in the order of the seed. A larger `n` draws the same and then more. */
export function drawSimple(units: readonly Unit[], seed: string, n: number): Drawn {
  const drawn = inOrderOf(units, seed).slice(0, n).map(idOf);
  return n >= units.length ? { exhaustive: drawn, sampled: [] } : { exhaustive: [], sampled: drawn };
}

/** Stratified: each stratum gets its share of `n` (at least two, for a spread), drawn in the order of the seed. A stratum that is drawn whole stands for itself. */
export function drawStratified(units: readonly Unit[], seed: string, n: number): Drawn {
  const strata = [...Map.groupBy(byId(units), ({ stratum }) => stratum ?? '')].sort(([a], [b]) => (a < b ? -1 : 1));
  const sizes = allocate(
    Math.min(n, units.length),
    strata.map(([, members]) => members.length),
  );
  const drawn = strata.map(([, members], i) => drawSimple(members, seed, Math.max(2, sizes[i]!)));
  return {
    exhaustive: drawn.flatMap(({ exhaustive }) => exhaustive),
    sampled: drawn.flatMap(({ sampled }) => sampled),
  };
}

/**
 * Monetary unit sampling: units larger than the interval are all audited, again until none is larger (EGESIF_16-0014-01, 6.3.1.3); the rest is
 * laid end to end in the order of the seed, and the units hit by equally spaced points are drawn. The first point is SHA-256 of `seed:start` modulo
 * the book value BV; point k lies at ⌊(start + k × BV) / n⌋ øre. Amounts of zero are never hit.
 */
export function drawMus(units: readonly Unit[], seed: string, n: number): Drawn {
  const { large, rest, places } = highValue(units, n);
  const book = total(rest);
  const start = book === 0n ? 0n : BigInt(`0x${sha256Hex(`${seed}:start`)}`) % book;
  const sampled: string[] = [];
  let [end, point] = [0n, 0];
  for (const { id, amount } of inOrderOf(rest, seed)) {
    end += amount;
    if (point < places && (start + BigInt(point) * book) / BigInt(places) < end) {
      sampled.push(id);
      point += 1;
    }
  }
  return { exhaustive: inOrderOf(large, seed).map(idOf), sampled };
}

/** Which units are larger than the interval, and how many points are left for the rest. */
export function highValue(
  units: readonly Unit[],
  n: number,
): { readonly large: readonly Unit[]; readonly rest: readonly Unit[]; readonly places: number } {
  const bySize = units.filter(({ amount }) => amount > 0n).sort((a, b) => Number(b.amount - a.amount));
  let [taken, book] = [0, total(bySize)];
  for (; taken < bySize.length && bySize[taken]!.amount * BigInt(n - taken) > book; taken += 1)
    book -= bySize[taken]!.amount;
  const isWhole = n - taken >= bySize.length - taken;
  return isWhole
    ? { large: bySize, rest: [], places: 0 }
    : { large: bySize.slice(0, taken), rest: bySize.slice(taken), places: n - taken };
}

const total = (units: readonly Unit[]): bigint => units.reduce((sum, { amount }) => sum + amount, 0n);
const byId = <T extends { readonly id: string }>(units: readonly T[]): T[] =>
  [...units].sort((a, b) => (a.id < b.id ? -1 : 1));
const idOf = ({ id }: Unit): string => id;
