import { describe, expect, it } from '@jest/globals';
import { textArray } from './text-array.js';
import { unnested } from './unnested.js';

const ROWS = unnested<{ id: string; kind: string | null; size: number }>({ id: 'uuid', kind: 'text', size: 'int' });

describe('many rows as parameters', () => {
  it('are one list for each column', () =>
    expect(ROWS.values([{ id: 'a', kind: null, size: 1 }])).toEqual([['a'], textArray([null]), [1]]));
  it('are lists of what differs, and once what they have in common, in the order of the columns', () =>
    expect(
      ROWS.gathered([
        { id: 'a', kind: null, size: 1 },
        { id: 'b', kind: null, size: 2 },
      ]),
    ).toEqual({
      rows: '(SELECT id, $3::text AS kind, size FROM unnest($1::uuid[], $2::int[]) AS t (id, size)) AS t',
      values: [['a', 'b'], [1, 2], null],
    }));
  it('stay as many as they are, one or none', () => {
    expect(ROWS.gathered([{ id: 'a', kind: 'x', size: 1 }]).values).toEqual([['a'], 'x', 1]);
    expect(ROWS.gathered([]).values[0]).toEqual([]);
  });
});
