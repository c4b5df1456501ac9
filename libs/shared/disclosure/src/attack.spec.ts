import { describe, expect, it } from '@jest/globals';
import { isRecovered, linearAttack, type ToldSum } from '@ringvirkning/testing';
import fc from 'fast-check';
import { NOTHING_PUBLISHED, publish, publishTables, shown, type Cell, type Cells, type Published } from './publish.js';

const PEOPLE = 22;
const KEYS = ['a', 'b'] as const;
type Point = Readonly<Record<(typeof KEYS)[number], ReadonlySet<number>>>;

/** What each person brings: most much the same, some far more. */
const value = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }) },
  { weight: 1, arbitrary: fc.integer({ min: 10, max: 200 }) },
);
/** Some come to a cell and some go from it, in an order of their own. */
const step = fc.record({
  key: fc.constantFrom(...KEYS),
  came: fc.integer({ min: 0, max: 8 }),
  went: fc.constantFrom(0, 0, 1, 2, 5),
  order: fc.shuffledSubarray([...Array(PEOPLE).keys()], { minLength: PEOPLE }),
});
const history = fc.record({
  values: fc.array(value, { minLength: PEOPLE, maxLength: PEOPLE }),
  steps: fc.array(step, { minLength: 4, maxLength: 12 }),
});

function pointsOf(steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]): Point[] {
  let now: Point = { a: new Set(), b: new Set() };
  return steps.map(({ key, came, went, order }) => {
    const present = now[key];
    const left = new Set(order.filter((person) => present.has(person)).slice(0, went));
    const joined = order.filter((person) => !present.has(person)).slice(0, came);
    now = { ...now, [key]: new Set([...[...present].filter((person) => !left.has(person)), ...joined]) };
    return now;
  });
}

/** A claim of a person stands in one cell; the person may have one in each. */
const cellOf = (key: string, people: ReadonlySet<number>, values: readonly number[]): Cell<number> => ({
  counted: new Map([...people].map((person) => [`${key}/${person}`, `${person}`])),
  amounts: new Map([...people].map((person) => [`${key}/${person}`, BigInt(values[person]!)])),
  value: [...people].reduce((sum, person) => sum + values[person]!, 0),
});

/** Everything that was ever shown, with those whom it counts. */
function toldBy(
  next: (out: Published<number>, now: Cells<number>) => Published<number>,
  points: readonly Point[],
  values: readonly number[],
): ToldSum[] {
  let out: Published<number> = NOTHING_PUBLISHED;
  const told = new Map<string, ToldSum>();
  for (const point of points) {
    out = next(out, new Map(KEYS.map((key) => [key, cellOf(key, point[key], values)])));
    for (const key of KEYS) {
      const people = [...(out.get(key)?.at(-1)?.counted.keys() ?? [])];
      told.set(people.join(), { people, sum: shown(out, key) ?? 0 });
    }
  }
  return [...told.values()];
}

describe('an attack by linear programming on all that was ever published', () => {
  it.each<[string, Parameters<typeof toldBy>[0]]>([
    ['cell by cell', publish],
    ['as one table', (out, now) => publishTables(out, [now])],
  ])('recovers nobody from figures published %s, though the attacker knows another person', async (_how, next) => {
    const attack = await linearAttack();
    fc.assert(
      fc.property(history, fc.nat(PEOPLE), ({ values, steps }, accomplice) => {
        const told = toldBy(next, pointsOf(steps), values);
        const known = new Map<string, number>(
          accomplice < PEOPLE ? KEYS.map((key) => [`${key}/${accomplice}`, values[accomplice]!] as const) : [],
        );
        const recovered = [...attack(told, known)].filter(
          ([claim, bounds]) => !known.has(claim) && isRecovered(bounds, values[Number(claim.split('/')[1])]!),
        );
        expect(recovered).toEqual([]);
      }),
      { seed: 20261130, numRuns: 25 },
    );
  });
});
