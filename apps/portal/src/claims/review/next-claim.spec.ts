import { describe, expect, it } from '@jest/globals';
import type { Task } from '@ringvirkning/outcomes-api';
import { nextOf } from './next-claim.js';

const task = (claimId: string, kind: Task['kind'] = 'verify'): Task => ({
  kind,
  claimId,
  contractId: 'k',
  contractRef: 'K',
  contractTitle: 'K',
  participantId: 'p',
  pseudonym: 'P-1',
  key: null,
  outcome: 'x',
  followUp: null,
});
const queue = [task('a'), task('x', 'attest'), task('b'), task('c')];
const next = (here: string, decided: string[] = [], count = 3) =>
  nextOf(queue, 'verify', here, new Set(decided), count);

describe('the next claim', () => {
  it('is the one after this in the queue of the same step', () =>
    expect([next('a'), next('b')?.path]).toEqual([
      { path: '/contracts/k/claims/b', left: 2 },
      '/contracts/k/claims/c',
    ]));
  it('comes round to the oldest', () => expect(next('c')?.path).toBe('/contracts/k/claims/a'));
  it('is none that is decided already', () =>
    expect(next('a', ['b'])).toEqual({ path: '/contracts/k/claims/c', left: 1 }));
  it('is the oldest when this one is not in the queue', () => expect(next('z')?.path).toBe('/contracts/k/claims/a'));
  it('is none when nothing else waits', () => expect(next('a', ['b', 'c'])).toBeUndefined());
  it('counts those that the list does not show', () => expect(next('a', [], 100)?.left).toBe(99));
});
