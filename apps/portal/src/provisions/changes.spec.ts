import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { changeOf, historyRows, latestChange } from './changes.js';

const rule = (from: string, to: string | null, share: string) => ({
  ...{ from: localDate(from), to: to === null ? null : localDate(to), source: 'Lov', note: null },
  shares: [{ situation: { da: 'Altid', en: 'Always' }, treasury: 'state' as const, steeringArea: null, share }],
});
const history = [rule('2010-01-01', '2023-09-30', '0.5'), rule('2023-10-01', null, '0.25')];

describe('the history of a provision', () => {
  it('is told newest first', () =>
    expect(historyRows({ history }).map(({ from, share }) => [from, share])).toEqual([
      ['2023-10-01', '0.25'],
      ['2010-01-01', '0.5'],
    ]));
  it('is compared over its latest change, unless one asks otherwise', () =>
    expect(latestChange({ history })).toEqual({ from: '2023-09-30', to: '2023-10-01' }));
  it.each([
    [null, '1', 'new'],
    ['1', null, 'gone'],
    ['0.5', '0.25', 'changed'],
    ['1', '1', 'same'],
  ] as const)('says of a share of %s that became %s: %s', (before, after, expected) =>
    expect(changeOf({ before, after })).toBe(expected),
  );
});
