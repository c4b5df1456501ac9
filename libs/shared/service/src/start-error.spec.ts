import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { StartError } from './start-error.js';

const messageOf = (cause: unknown): string => new StartError('payments', cause).message;

describe('StartError', () => {
  it('is one line, whatever the cause', () =>
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        for (const cause of [new Error(lines.join('\n')), lines.join('\n'), undefined, null])
          expect(messageOf(cause)).toMatch(/^payments cannot start: [^\n]*$/);
      }),
    ));
  it('names what all addresses answered', () =>
    expect(messageOf(new AggregateError([new Error('ECONNREFUSED ::1'), new Error('ECONNREFUSED 127.0.0.1')]))).toBe(
      'payments cannot start: ECONNREFUSED ::1, ECONNREFUSED 127.0.0.1',
    ));
  it('keeps credentials out', () =>
    expect(messageOf(new Error('cannot reach postgres://app:pa55@db/x'))).not.toContain('pa55'));
});
