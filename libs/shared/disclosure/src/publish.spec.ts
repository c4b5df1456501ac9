import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  changes,
  isPending,
  NOTHING_PUBLISHED,
  publish,
  publishTables,
  shown,
  type Cells,
  type Published,
} from './publish.js';
import { FEWEST_PEOPLE, isDominated } from './rules.js';

const counted = (people: readonly string[]) => new Map(people.map((person) => [person, person]));
const cell = (...people: string[]): Cells<number> =>
  new Map([['homes', { counted: counted(people), value: people.length }]]);
const after = (...points: Cells<number>[]): Published<number> =>
  points.reduce<Published<number>>(publish, NOTHING_PUBLISHED);
const FIVE = cell('1', '2', '3', '4', '5');

/** Histories of two cells: per point the people in each. */
const people = fc.uniqueArray(fc.integer({ min: 1, max: 25 }).map(String), { maxLength: 25 });
const history = fc.array(fc.record({ a: people, b: people }), { maxLength: 10 });
const tableOf = (point: Record<string, string[]>): Cells<number> =>
  new Map(Object.entries(point).map(([key, of]) => [key, { counted: counted(of), value: of.length }]));

describe('an amount', () => {
  it.each([
    ['of nobody', [], false],
    ['of one person', [1n], true],
    ['of two people, who know each other', [1n, 1n], true],
    ['in which what the others bring hides the largest', [10n, 10n, 2n], false],
    ['in which it hardly does', [10n, 10n, 1n], true],
    ['of equals', [1n, 1n, 1n, 1n, 1n], false],
  ])('%s is dominated: %p %p', (_of, amounts, expected) => expect(isDominated(amounts)).toBe(expected));
});

describe('what is published', () => {
  it('begins with five people', () => {
    expect(shown(after(cell('1', '2', '3', '4')), 'homes')).toBeUndefined();
    expect(shown(after(FIVE), 'homes')).toBe(5);
  });
  it('stands still until five more have come', () => {
    expect(shown(after(FIVE, cell(...'123456')), 'homes')).toBe(5);
    expect(shown(after(FIVE, cell(...'123456'), cell(...'1234567890')), 'homes')).toBe(10);
  });
  it('stands still, and is marked, when one has gone and another come', () => {
    const out = after(FIVE, cell(...'23456'));
    expect([...out.get('homes')!.at(-1)!.counted.keys()]).toEqual([...'12345']);
    expect([isPending(out, FIVE, 'homes'), isPending(out, cell(...'23456'), 'homes')]).toEqual([false, true]);
  });
  it('moves on when one has gone and six have come', () =>
    expect(shown(after(FIVE, cell(...'2345abcdef')), 'homes')).toBe(10));
  it('is compared with every version that is out, not only the last', () =>
    expect(shown(after(FIVE, cell(...'12345abcdef'), cell(...'abcdef')), 'homes')).toBe(11));
  it('counts people, not what is counted', () => {
    const twiceEach = new Map([...'123'].flatMap((person) => [`${person}a`, `${person}b`].map((id) => [id, person])));
    expect(after(new Map([['homes', { counted: twiceEach, value: 6 }]])).size).toBe(0);
  });
  it('waits while one person makes up most of the amount that came or went', () => {
    const amounts = (...of: number[]): Cells<number> =>
      new Map([
        [
          'days',
          {
            counted: counted(of.map((_, index) => `${index}`)),
            amounts: new Map(of.map((amount, index) => [`${index}`, BigInt(amount)])),
            value: of.reduce((sum, amount) => sum + amount, 0),
          },
        ],
      ]);
    expect(shown(after(amounts(100, 5, 5, 5, 5)), 'days')).toBeUndefined();
    expect(shown(after(amounts(100, 80, 7, 7, 7)), 'days')).toBe(201);
    const [first, dominated] = [amounts(9, 9, 9, 9, 9), amounts(9, 9, 9, 9, 9, 1, 1, 1, 1, 40)];
    expect(shown(after(first, dominated), 'days')).toBe(45);
  });
  it('moves a table whole, or not at all', () => {
    const table = (a: string, b: string): Cells<number> =>
      new Map(
        Object.entries({ a, b }).map(([key, of]) => [key, { counted: counted([...of]), value: of.length }] as const),
      );
    const first = publishTables(NOTHING_PUBLISHED, [table('12345', 'abcdef')]);
    expect([shown(first, 'a'), shown(first, 'b')]).toEqual([5, 6]);
    const held = publishTables(first, [table('1234567890', 'abcdefg')]);
    expect([shown(held, 'a'), shown(held, 'b')]).toEqual([5, 6]);
    const moved = publishTables(first, [table('1234567890', 'abcdef')]);
    expect([shown(moved, 'a'), shown(moved, 'b')]).toEqual([10, 6]);
    expect(publishTables(NOTHING_PUBLISHED, [table('12345', 'abcd')]).size).toBe(0);
  });
  it('says what came and went between two points', () => {
    const [before, now] = [after(FIVE), after(FIVE, cell(...'2345abcdef'))];
    expect(changes(before, now)).toEqual([{ key: 'homes', came: [...'abcdef'], went: ['1'] }]);
    expect(changes(now, now)).toEqual([]);
  });
  it('never differs by few people, whatever two points and cells are compared, totals included', () =>
    fc.assert(
      fc.property(history, (points) => {
        let out: Published<number> = NOTHING_PUBLISHED;
        const seen = [{ a: 0, b: 0 }];
        for (const point of points) {
          out = publish(out, tableOf(point));
          seen.push({ a: shown(out, 'a') ?? 0, b: shown(out, 'b') ?? 0 });
        }
        for (const later of seen)
          for (const earlier of seen)
            for (const key of ['a', 'b'] as const) {
              const difference = Math.abs(later[key] - earlier[key]);
              expect(difference === 0 || difference >= FEWEST_PEOPLE).toBe(true);
            }
      }),
    ));
});
