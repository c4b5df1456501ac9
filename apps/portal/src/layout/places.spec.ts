import { describe, expect, it } from '@jest/globals';
import { firstPlace, menuOf } from './places.js';

describe('where a person starts for whom nothing waits', () => {
  it.each([
    ['at the money, who may see it', ['benefits.read', 'contracts.read'], '/'],
    ['at the work list, who only works on contracts', ['contracts.read'], '/work-list'],
    ['at operations, who runs the system', ['operations.read'], '/operations'],
  ])('%s', (_, permissions, place) => expect(firstPlace((permission) => permissions.includes(permission))).toBe(place));
});

describe('the menu', () => {
  const without =
    (...not: readonly string[]) =>
    (permission: string) =>
      !not.includes(permission);

  it('is one row where it fits in one', () => {
    const { row, more } = menuOf((permission) => ['contracts.read', 'partnership.read'].includes(permission));
    expect([row.map(({ to }) => to), more]).toEqual([['/contracts', '/work-list', '/partnership'], []]);
  });

  it('puts what is looked up now and then behind its last point where it would be too long', () => {
    const { row, more } = menuOf(without('operations.read'));
    expect(row.map(({ to }) => to)).not.toContain('/partnership');
    expect(more.map(({ to }) => to)).toEqual([
      '/provisions',
      '/capital',
      '/partnership',
      '/data-sharing',
      '/access-log',
    ]);
  });
});
