import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ofGroup } from './group.js';
import { KINDS, type OutcomeKind } from './kinds.js';
import { ofPerson } from './person.js';

interface Shape {
  readonly pattern?: string;
  readonly const?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}
const shapeOf = (schema: z.ZodType): Shape => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;

/** Everywhere in a schema that the code of something else stands. */
function codesIn({ pattern, properties = {}, items, anyOf = [] }: Shape, at: readonly string[] = []): string[] {
  return [
    ...(pattern === '^[a-z0-9][a-z0-9-]{0,62}$' ? [at.join('.')] : []),
    ...Object.entries(properties).flatMap(([name, shape]) => codesIn(shape, [...at, name])),
    ...(items ? codesIn(items, [...at, '*']) : []),
    ...anyOf.flatMap((shape) => codesIn(shape, at)),
  ];
}
const common = codesIn(shapeOf(z.object({ ...ofPerson, ...ofGroup })));

describe.each(Object.entries(KINDS))('the kind %s', (code, kind) => {
  it('is registered under the word that the document uses', () =>
    expect(shapeOf(kind.schema).properties!['kind']!.const).toBe(code));
  it('says of every code that its outcomes hold what the code names', () => {
    const own = codesIn(shapeOf(kind.schema)).filter((at) => !common.includes(at));
    expect(kind.names.map(({ at }) => at).sort()).toEqual(own.sort());
  });
  it('has a name in both languages', () => {
    expect(kind.name.da).not.toBe('');
    expect(kind.name.en).not.toBe('');
  });
});

it('every kind that a file of the folder holds is registered', async () => {
  const files = readdirSync(import.meta.dirname).filter((file) => !/\.spec\.ts$/.test(file));
  const values = await Promise.all(
    files.map(async (file) => Object.values((await import(`./${file}`)) as Record<string, unknown>)),
  );
  const kinds = values.flat().filter((value): value is (typeof KINDS)[OutcomeKind] => {
    const { schema, pricedBy } = (value ?? {}) as { schema?: unknown; pricedBy?: unknown };
    return schema !== undefined && pricedBy !== undefined;
  });
  expect(kinds).toHaveLength(Object.keys(KINDS).length);
  expect(new Set(kinds)).toEqual(new Set(Object.values(KINDS)));
});
