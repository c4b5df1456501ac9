import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonExcess } from './json-budget.js';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a JSON text', () => {
  it.each([
    ['32 lists within each other', nested(32), undefined],
    ['33 lists within each other', nested(33), 'too-deep'],
    ['lists beside each other', `[${`${nested(31)},`.repeat(100)}1]`, undefined],
    ['brackets in a string', JSON.stringify('['.repeat(100)), undefined],
    ['brackets behind an escaped quote', JSON.stringify(`"${'['.repeat(100)}`), undefined],
    ['brackets behind an escaped backslash', `["\\\\",${nested(40)}]`, 'too-deep'],
    ['a string without end', `"${'['.repeat(100)}`, undefined],
    ['150,000 parts', `[${'1,'.repeat(149_999)}1]`, undefined],
    ['one part more', `[${'1,'.repeat(150_000)}1]`, 'too-many-parts'],
    ['as many members', `{${'"a":1,'.repeat(75_000)}"a":1}`, 'too-many-parts'],
    ['commas in a string', JSON.stringify(','.repeat(200_000)), undefined],
  ])('%s: %3$s', (_what, text, excess) => expect(jsonExcess(text)).toBe(excess));

  it('has as many parts as brackets, commas and colons outside its strings', () =>
    fc.assert(
      fc.property(fc.json(), (text) => {
        const parts = text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').replaceAll(/[^[{,:]/g, '').length;
        fc.pre(parts > 0);
        expect([jsonExcess(text, parts), jsonExcess(text, parts - 1)]).toEqual([undefined, 'too-many-parts']);
      }),
    ));
});
