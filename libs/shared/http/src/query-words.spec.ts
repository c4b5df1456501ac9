import { Param, Query, type Type } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { HttpError } from './http-error.js';
import { requireKnownWords } from './query-words.js';

const schema = z.object({ contractId: z.string().optional() });

class Things {
  none(@Param('id') _id: string): void {}
  plain(@Query({ schema }) _query: unknown): void {}
  transformed(@Query({ schema: schema.transform((value) => value) }) _query: unknown): void {}
  refined(@Query({ schema: schema.refine(() => true) }) _query: unknown): void {}
  named(@Query('returnTo') _to: unknown, @Query({ schema }) _query: unknown): void {}
  anything(@Query() _query: unknown): void {}
}

function refused(method: keyof Things, query: string): unknown {
  const route = { getHandler: () => Things.prototype[method], getClass: <T>() => Things as unknown as Type<T> };
  try {
    return requireKnownWords(route, `/api/things${query}`);
  } catch (error) {
    return error instanceof HttpError && error.extras.errors;
  }
}

describe('a route is asked with the words it names', () => {
  it.each<[keyof Things, string]>([
    ['none', ''],
    ['none', '?'],
    ['plain', '?contractId=x'],
    ['plain', '?contract%49d=x'],
    ['transformed', '?contractId=x'],
    ['refined', '?contractId=x'],
    ['named', '?returnTo=x&contractId=y'],
    ['anything', '?code=x&iss=y'],
  ])('%s: %s is let through', (method, query) => expect(refused(method, query)).toBeUndefined());

  it.each<[keyof Things, string, string]>([
    ['none', '?contractId=x', 'contractId'],
    ['none', '?=', ''],
    ['plain', '?budgetYear=2025', 'budgetYear'],
    ['plain', '?contractId=x&contractid=y', 'contractid'],
    ['plain', '?contractId[]=x', 'contractId[]'],
    ['plain', '?contractId=x?budgetYear=2025&__proto__=x', '__proto__'],
    ['plain', '?constructor=x', 'constructor'],
    ['transformed', '?budgetYear=2025', 'budgetYear'],
    ['refined', '?budgetYear=2025', 'budgetYear'],
    ['named', '?returnto=x', 'returnto'],
  ])('%s: %s is refused, by name', (method, query, word) =>
    expect(refused(method, query)).toMatchObject([{ path: word, code: 'http.unknown-query-word' }]),
  );

  it('says which words there are', () =>
    expect(refused('named', '?budgetYear=2025')).toMatchObject([
      { en: expect.stringContaining('contractId, returnTo') },
    ]));
});
