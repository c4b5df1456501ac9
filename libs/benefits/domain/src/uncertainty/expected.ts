import { addMonths } from '@ringvirkning/kernel';
import type { ValuationModel } from '../model-schema.js';
import type { BenefitLine, ValuedOutcome } from '../benefit-line.js';
import { valuate } from '../valuate.js';

/** Outcomes of one kind, day and quantity that are expected. */
export interface Expected extends ValuedOutcome {
  readonly count: number;
  /** The authority that the people belong to, e.g. `municipality:0751`. */
  readonly authority: string;
}

/** The purse a line of an expected outcome falls to, e.g. `municipality:0751/social`. */
export type PurseOf = (line: BenefitLine, expected: Expected) => string;

/** What a purse gains in the first twelve months after the outcomes, and later. Minor units. */
export interface Gain {
  readonly first: bigint;
  readonly later: bigint;
}
type Sums = { -readonly [K in keyof Gain]: Gain[K] };

/** Purse → gain, of one consequence. */
export type Gains = ReadonlyMap<string, Gain>;

/** Names a consequence in a model: the same consequence may follow from several outcomes. */
export const keyOf = (outcome: string, consequence: string): string => `${outcome}/${consequence}`;

/** What the expected outcomes bring by the model, per consequence (`keyOf`) and purse. Exact: the sums of `valuate`. */
export function gainsOf(model: ValuationModel, expected: readonly Expected[], purseOf: PurseOf): Map<string, Gains> {
  const all = new Map<string, Map<string, Sums>>();
  for (const each of expected) {
    const firstEnds = addMonths(each.on, 12);
    for (const line of valuate(model, each)) {
      const gains = getOrAdd(all, keyOf(each.outcome, line.consequence), () => new Map<string, Sums>());
      const gain = getOrAdd(gains, purseOf(line, each), (): Sums => ({ first: 0n, later: 0n }));
      gain[line.fallsOn < firstEnds ? 'first' : 'later'] += line.amount * BigInt(each.count);
    }
  }
  return all;
}

/** Per purse, over consequences and years. */
export function perPurse(gains: Iterable<Gains>): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const each of gains)
    for (const [purse, { first, later }] of each) sums.set(purse, (sums.get(purse) ?? 0n) + first + later);
  return sums;
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
