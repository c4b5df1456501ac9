import type { ArgumentMetadata } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
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
});
