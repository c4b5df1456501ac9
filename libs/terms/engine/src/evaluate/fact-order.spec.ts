import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalOrder, mayRepeat } from './fact-order.js';

const factsOf = (ids: readonly string[]) => ids.map((id) => ({ id, outcome: 'job', on: '2025-01-01' }));
const id = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.nat({ max: 300 }).map((n) => `claim-2025-${n}`),
  fc.constantFrom('a', 'aa', 'aaaa', 'aaaab', 'aaaaa', 'aaaa\u0080', 'aaaa\u0081', 'aaaé', 'aaaø', 'aaa\u007f'),
);
const ids = fc.uniqueArray(id, { maxLength: 60 });

/** The documented order, written plainly. */
const plainly = (given: readonly string[], days: Int32Array): number[] =>
  given.map((_, i) => i).sort((a, b) => days[a]! - days[b]! || (given[a]! < given[b]! ? -1 : 1));

describe('the canonical order', () => {
  it('is by day, then by id as text', () =>
    fc.assert(
      fc.property(ids, fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 60, maxLength: 60 }), (given, days) => {
        const ofFacts = Int32Array.from(given, (_, i) => days[i]!);
        expect([...canonicalOrder(factsOf(given), ofFacts)]).toEqual(plainly(given, ofFacts));
      }),
    ));
  it.each([
    [['b', 'a']],
    [['ab', 'a']],
    [['prefix-10', 'prefix-9', 'prefix-1']],
    [['same-start-z', 'same-start-', 'same-start-\u0080', 'same-start-\u007f']],
    [['æ', 'ø', 'å', 'z']],
    [['øa', 'æb']],
    [['1234567b', '1234567a', '123456', '12345678']],
    [['only']],
    [[]],
  ])('of %j on one day is that of the texts', (given) =>
    expect([...canonicalOrder(factsOf(given), new Int32Array(given.length))].map((i) => given[i])).toEqual(
      [...given].sort(),
    ),
  );
});

describe('whether ids may repeat', () => {
  it('is answered with yes whenever one does, wherever the two stand', () =>
    fc.assert(
      fc.property(ids, fc.nat(), fc.nat(), (given, from, to) => {
        fc.pre(given.length > 0);
        expect(
          mayRepeat(
            factsOf([
              ...given.slice(0, to % given.length),
              given[from % given.length]!,
              ...given.slice(to % given.length),
            ]),
          ),
        ).toBe(true);
      }),
    ));
  it('is answered with no for ids that differ', () =>
    fc.assert(fc.property(ids, (given) => expect(mayRepeat(factsOf(given))).toBe(false))));
  it('is not confused by many similar ids', () =>
    expect(mayRepeat(factsOf(Array.from({ length: 20_000 }, (_, i) => `p${i % 200}/job/m${i}`)))).toBe(false));
});
