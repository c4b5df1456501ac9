import { describe, expect, it } from '@jest/globals';
import { chosen, EVERYTHING, nextSort, wordsOf, type Known } from './choice.js';

interface Row {
  readonly name: string;
  readonly state: string;
  readonly size: number;
}
const rows: Row[] = [
  { name: 'Unge i job', state: 'Aktiv', size: 3 },
  { name: 'Ærø hjem', state: 'Kladde', size: 1 },
  { name: 'Job først', state: 'Aktiv', size: 2 },
];
const column = (key: keyof Row): Known<Row> => ({ key, value: (row) => row[key], words: (row) => String(row[key]) });
const columns = [column('name'), column('state'), column('size')];
const names = (choice: Partial<typeof EVERYTHING>) =>
  chosen(rows, columns, { ...EVERYTHING, ...choice }).map(({ name }) => name);

describe('what a table shows', () => {
  it('is everything as it came until one chooses', () =>
    expect(names({})).toEqual(['Unge i job', 'Ærø hjem', 'Job først']));
  it('is found by every word, in any column and any case', () => {
    expect(names({ search: '  JOB aktiv ' })).toEqual(['Unge i job', 'Job først']);
    expect(names({ search: 'ærø' })).toEqual(['Ærø hjem']);
    expect(names({ search: 'job kladde' })).toEqual([]);
  });
  it('finds amounts typed with plain spaces', () => {
    const amount: Known<Row> = { key: 'a', value: () => '', words: () => '1.500\u00a0kr.' };
    expect(chosen(rows, [amount], { ...EVERYTHING, search: '1.500 kr.' })).toHaveLength(3);
  });
  it('is narrowed by filters together with the search', () =>
    expect(names({ filters: { state: 'Aktiv' }, search: 'først' })).toEqual(['Job først']));
  it('is sorted by a column, up and down, and the rows themselves stay as they came', () => {
    expect(names({ sort: { key: 'size', down: false } })).toEqual(['Ærø hjem', 'Job først', 'Unge i job']);
    expect(names({ sort: { key: 'size', down: true } })).toEqual(['Unge i job', 'Job først', 'Ærø hjem']);
    expect(rows[0]!.name).toBe('Unge i job');
  });
  it('can be filtered by each text once', () => expect(wordsOf(rows, column('state'))).toEqual(['Aktiv', 'Kladde']));
  it('a third press on a head gives the order back', () => {
    const up = nextSort(undefined, 'size');
    const down = nextSort(up, 'size');
    expect([up, down, nextSort(down, 'size'), nextSort(down, 'name')]).toEqual([
      { key: 'size', down: false },
      { key: 'size', down: true },
      undefined,
      { key: 'name', down: false },
    ]);
  });
});
