import { describe, expect, it } from '@jest/globals';
import { problemOf } from './problem.js';

describe('what a person is told when something fails', () => {
  const told = {
    code: 'payments.same-person',
    status: 409,
    da: 'Samme person',
    en: 'Same person',
    correlationId: 'c-1',
  };
  it("is the service's own sentence", () =>
    expect(problemOf(409, told, 'c-2')).toMatchObject({ da: 'Samme person', correlationId: 'c-1' }));
  it('falls back to the id of the answer', () =>
    expect(problemOf(409, { ...told, correlationId: undefined }, 'c-2').correlationId).toBe('c-2'));
  it.each([undefined, '<html>', { message: 'x' }, null])('is a sentence in both languages for the body %j', (body) =>
    expect(problemOf(502, body, undefined)).toMatchObject({
      status: 502,
      da: expect.stringContaining('502'),
      en: expect.stringContaining('502'),
    }),
  );
});
