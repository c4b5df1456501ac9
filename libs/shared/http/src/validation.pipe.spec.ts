import type { ArgumentMetadata } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { AmountSchema, mayHoldCpr } from '@ringvirkning/message';
import { z } from 'zod';
import { HttpError } from './http-error.js';
import { ValidationPipe } from './validation.pipe.js';

const pipe = new ValidationPipe();
const run = (schema: z.ZodType, value: unknown): Promise<unknown> =>
  pipe.transform(value, { type: 'body', schema } as ArgumentMetadata);
const errorsOf = async (schema: z.ZodType, value: unknown) => {
  const error = await run(schema, value).catch((thrown: unknown) => thrown);
  if (!(error instanceof HttpError)) throw error;
  return error.extras.errors ?? [];
};

describe('the validation pipe', () => {
  it('gives what the schema made of the value', async () =>
    expect(await run(z.object({ n: z.coerce.number().default(3) }), { other: 1 })).toEqual({ n: 3 }));
  it('leaves parameters without a schema alone', async () =>
    expect(await pipe.transform('x', { type: 'param' })).toBe('x'));
  it('takes the Danish sentence a schema brings', async () => {
    const dated = z.object({
      on: z.string().refine(() => false, { error: 'not a working day', params: { da: 'ikke en hverdag' } }),
    });
    expect(await errorsOf(dated, { on: 'x' })).toEqual([
      { path: 'on', code: 'http.custom', da: 'ikke en hverdag', en: 'not a working day' },
    ]);
  });
  it('names places in lists', async () =>
    expect(
      (await errorsOf(z.object({ rows: z.array(z.object({ n: z.number() })) }), { rows: [{ n: 1 }, {}] }))[0]?.path,
    ).toBe('rows.1.n'));
  it('never repeats the value', async () => {
    const text = JSON.stringify(
      await errorsOf(z.object({ cpr: z.string().regex(/^x$/), kind: z.enum(['a']), n: z.number() }), {
        cpr: '010190-1234',
        kind: '010190-1234',
        n: '010190-1234',
      }),
    );
    expect(text).not.toContain('010190');
  });
  it('tells at most a hundred faults', async () =>
    expect(
      await errorsOf(
        z.array(z.number()),
        Array.from({ length: 500 }, () => 'x'),
      ),
    ).toHaveLength(100));
  it.each<[string, z.ZodType, unknown, string[]]>([
    ['in any text', z.object({ note: z.string() }), { note: 'se 01.01.90 4321' }, ['note http.holds-cpr']],
    [
      'in lists',
      z.array(z.object({ ref: z.string() })),
      [{ ref: 'a' }, { ref: '101904321' }],
      ['1.ref http.holds-cpr'],
    ],
    ['in the name of a member', z.record(z.string(), z.int()), { '010190-4321': 1 }, [' http.holds-cpr']],
    [
      'in a code',
      z.object({ code: z.string().regex(/^[a-z0-9-]+$/) }),
      { code: '010190-4321' },
      ['code http.holds-cpr'],
    ],
    ['alone', z.string(), '010190-4321', [' http.holds-cpr']],
  ])('refuses a personal number %s', async (_, schema, value, expected) => {
    const errors = await errorsOf(schema, value);
    expect(errors.map(({ path, code }) => `${path} ${code}`)).toEqual(expected);
    expect(JSON.stringify(errors)).not.toContain('4321');
  });
  it('nor repeats one that stands where a name is due', async () => {
    const schema = z.strictObject({ moved: z.record(z.string().regex(/^[a-z]+$/), z.string().regex(/^[a-z]+$/)) });
    const errors = await errorsOf(schema, { moved: { '010190-4321': 'A' }, '010190 4321': 1 });
    expect(errors.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'moved.[cpr] http.invalid-key',
      ' http.unrecognized-keys',
    ]);
    expect(JSON.stringify(errors)).not.toContain('4321');
  });
  it('lets pass the digits of an amount, and of the one field that is for personal numbers, wherever they stand in a schema', async () => {
    const cpr = z.string().register(mayHoldCpr, { because: 'a test' });
    const schema = z.object({
      amount: AmountSchema.refine((text) => text !== '0'),
      some: z.array(z.union([z.object({ cpr: cpr.optional() }), z.object({ none: z.null() })])).default([]),
    });
    const value = { amount: '1203904321', some: [{ cpr: '010190-4321' }] };
    expect(await run(schema, value)).toEqual(value);
  });
  it('refuses what a database cannot store, also there', async () => {
    const schema = z.object({ note: z.string(), ref: z.string().register(mayHoldCpr, { because: 'a test' }) });
    const errors = await errorsOf(schema, { note: 'a\u0000', ref: 'a\ud83d' });
    expect(errors.map(({ path, code }) => [path, code])).toEqual([
      ['note', 'http.holds-nul'],
      ['ref', 'http.holds-half-character'],
    ]);
  });
});
