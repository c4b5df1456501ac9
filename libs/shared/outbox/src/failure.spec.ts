import { describe, expect, it } from '@jest/globals';
import { fail } from '@ringvirkning/kernel';
import { z } from 'zod';
import { diagnose, Unreadable } from './failure.js';

const thrown = (): unknown => z.string().safeParse(1).error;

describe('an effect that failed', () => {
  it.each([
    ['because the message says nothing', new Unreadable('no JSON'), 'hopeless', 'messaging.unreadable', 'no JSON'],
    ['because what it says does not fit', thrown(), 'hopeless', 'messaging.unexpected', 'expected string'],
    [
      'because the database is away',
      Object.assign(new Error('x'), { code: '57P01' }),
      'wait',
      'messaging.unavailable',
      'Error: x',
    ],
    ['because another service is', fail.unavailable('a.away', 'væk', 'away'), 'wait', 'messaging.unavailable', 'away'],
    ['because a rule forbids it', fail.rule('a.rule', 'regel', 'rule'), 'hopeless', 'a.rule', 'rule'],
    ['because something is not there yet', fail.notFound('a.none', 'intet', 'none'), 'retry', 'a.none', 'none'],
    ['because of a defect', new TypeError('undefined'), 'retry', 'messaging.unexpected', 'TypeError: undefined'],
    ['because of something that is no error', 'what', 'retry', 'messaging.unexpected', 'what'],
  ] as const)('%s', (_, error, remedy, code, reason) =>
    expect(diagnose(error)).toEqual({ remedy, code, reason: expect.stringContaining(reason) }),
  );
});
