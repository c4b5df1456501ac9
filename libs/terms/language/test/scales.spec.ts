import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { scale, scaleJsonSchema } from '@ringvirkning/terms-language';

const FOLDER = join(process.cwd(), 'libs/terms/language/scales');
const names = readdirSync(FOLDER).map((file) => file.replace(/\.yaml$/, ''));
const read = (name: string): unknown => parse(readFileSync(join(FOLDER, `${name}.yaml`), 'utf8'));

describe('a scale', () => {
  it('comes with three of our own and a template', () =>
    expect(names.sort()).toEqual(['contact-with-others', 'everyday-life', 'own-worry', 'template']));
  it.each(names)('is a document that the schema reads: %s', (name) => {
    const { id, steps } = scale.parse(read(name));
    expect([name, 'my-scale']).toContain(id);
    expect(new Set(steps.map(({ value }) => value)).size).toBe(steps.length);
  });
  const reader = z.fromJSONSchema(scaleJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
  it('can be checked without this library', () => {
    expect(reader.safeParse(read('everyday-life')).success).toBe(true);
    expect(reader.safeParse({ ...(read('everyday-life') as object), steps: [] }).success).toBe(false);
  });
});
