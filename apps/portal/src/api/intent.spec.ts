import { describe, expect, it } from '@jest/globals';
import { intentFor } from './intent.js';

describe('the key that keeps an action from happening twice', () => {
  const first = intentFor('authorise run 1', undefined, () => 'a');
  it('stays the same when the same thing is tried again', () =>
    expect(intentFor('authorise run 1', first, () => 'b').key).toBe('a'));
  it('is new when something else is meant', () => expect(intentFor('authorise run 2', first, () => 'b').key).toBe('b'));
});
