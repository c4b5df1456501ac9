import { BadGatewayException, BadRequestException, NotFoundException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { fail, type ErrorKind } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { ProblemSchema, toProblem } from './problem.js';

const raise = {
  invalid: fail.invalid,
  'not-found': fail.notFound,
  conflict: fail.conflict,
  forbidden: fail.forbidden,
  rule: fail.rule,
  unavailable: fail.unavailable,
} satisfies Record<ErrorKind, unknown>;

describe('toProblem', () => {
  it('tells of anything thrown in a complete problem', () =>
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        const { problem, expected } = toProblem(thrown, 'c');
        expect(ProblemSchema.parse(problem)).toEqual(problem);
        expect([problem.status, expected]).toEqual([500, false]);
      }),
    ));
  it.each(Object.entries(raise))('expects a %s error, and says what to do', (_, make) => {
    const { problem, expected } = toProblem(make('x.y', 'da', 'en'), 'c');
    expect(expected).toBe(true);
    expect(problem).toMatchObject({
      code: 'x.y',
      da: 'da',
      en: 'en',
      detail: 'en',
      correlationId: 'c',
      whatToDo: { da: expect.stringMatching(/./), en: expect.stringMatching(/./) },
    });
  });
  it("prefers the error's own way out", () => {
    const whatToDo = { da: 'Ring.', en: 'Call.' };
    expect(toProblem(fail.rule('x.y', 'da', 'en', { whatToDo }), 'c').problem.whatToDo).toEqual(whatToDo);
  });
  it('answers a key of another request with 422', () =>
    expect(toProblem(fail.invalid('http.idempotency-key-reused', 'da', 'en'), 'c').problem.status).toBe(422));
  it.each([
    [new NotFoundException(), 404, true],
    [new BadRequestException('secret'), 400, true],
    [new BadGatewayException('secret'), 500, false],
  ])('does not repeat what %s says', (thrown, status, expected) => {
    const told = toProblem(thrown, 'c');
    expect([told.problem.status, told.expected]).toEqual([status, expected]);
    expect(JSON.stringify(told.problem)).not.toContain('secret');
  });
});
