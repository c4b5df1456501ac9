import { describe, expect, it } from '@jest/globals';
import { firstPlace } from './places.js';

describe('where a person starts for whom nothing waits', () => {
  it.each([
    ['at the money, who may see it', ['benefits.read', 'contracts.read'], '/'],
    ['at the work list, who only works on contracts', ['contracts.read'], '/work-list'],
    ['at operations, who runs the system', ['operations.read'], '/operations'],
  ])('%s', (_, permissions, place) => expect(firstPlace((permission) => permissions.includes(permission))).toBe(place));
});
