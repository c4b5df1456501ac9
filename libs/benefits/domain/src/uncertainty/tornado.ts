import { sum } from '@ringvirkning/kernel';
import type { ValuationModel } from '../model-schema.js';
import { gainsOf, perPurse, type Expected, type Gains, type PurseOf } from './expected.js';
import type { Input } from './inputs.js';

/** An input with what the consequences it bears on bring when it is low and when it is high. */
export interface Response {
  readonly input: Input;
  readonly low: ReadonlyMap<string, Gains>;
  readonly high: ReadonlyMap<string, Gains>;
}

/** Purse → gain of all consequences, less or more than expected, when one input alone is low or high. */
export interface Swing {
  readonly input: Input;
  readonly low: ReadonlyMap<string, bigint>;
  readonly high: ReadonlyMap<string, bigint>;
  /** The difference between the totals over all purses, never negative. */
  readonly width: bigint;
}

/** The model valued anew at both ends of every input: splits with limits and brackets follow the law there too. */
export const responsesOf = (inputs: readonly Input[], expected: readonly Expected[], purseOf: PurseOf): Response[] =>
  inputs.map((input) => {
    const at = (model: ValuationModel) => gainsOf(model, expected, purseOf);
    return { input, low: at(input.at(input.low)), high: at(input.at(input.high)) };
  });

/** The inputs by how far they move the total, the widest first; inputs that move it equally far stay in the model's order. */
export function tornado(base: ReadonlyMap<string, Gains>, responses: readonly Response[]): Swing[] {
  return responses
    .map(({ input, low, high }): Swing => {
      const before = perPurse(input.affects.map((key) => base.get(key) ?? new Map()));
      const [less, more] = [changes(before, perPurse(low.values())), changes(before, perPurse(high.values()))];
      const width = sum(more.values()) - sum(less.values());
      return { input, low: less, high: more, width: width < 0n ? -width : width };
    })
    .sort((a, b) => (a.width === b.width ? 0 : a.width > b.width ? -1 : 1));
}

function changes(before: ReadonlyMap<string, bigint>, after: ReadonlyMap<string, bigint>): Map<string, bigint> {
  const purses = new Set([...before.keys(), ...after.keys()]);
  return new Map([...purses].map((purse) => [purse, (after.get(purse) ?? 0n) - (before.get(purse) ?? 0n)]));
}
