import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { scaleJsonSchema, termsJsonSchema } from '@ringvirkning/terms-language';

const EXAMPLES_FOLDER = join(process.cwd(), 'libs/terms/language/examples');
const exampleText = (name: string): string => readFileSync(join(EXAMPLES_FOLDER, `${name}.yaml`), 'utf8');
const FILE = join(process.cwd(), 'libs/terms/language/terms.schema.json');

const current = `${JSON.stringify(termsJsonSchema(), null, 1)}\n`;
if (process.env['UPDATE_TERMS_SCHEMA']) writeFileSync(FILE, current);
const written = readFileSync(FILE, 'utf8');

const SCALE_FILE = join(process.cwd(), 'libs/terms/language/scale.schema.json');
const currentScale = `${JSON.stringify(scaleJsonSchema(), null, 1)}\n`;
if (process.env['UPDATE_TERMS_SCHEMA']) writeFileSync(SCALE_FILE, currentScale);

describe('scale.schema.json', () => {
  it('is the schema that the parser uses', () => expect(readFileSync(SCALE_FILE, 'utf8')).toBe(currentScale));
});

describe('terms.schema.json', () => {
  it('is the schema that the parser uses (UPDATE_TERMS_SCHEMA=1 writes it anew)', () => expect(written).toBe(current));

  const reader = z.fromJSONSchema(JSON.parse(written) as Parameters<typeof z.fromJSONSchema>[0]);
  it.each(readdirSync(EXAMPLES_FOLDER).map((file) => file.replace(/\.yaml$/, '')))(
    'accepts %s as it is written, without this library',
    (name) => expect(reader.safeParse(parse(exampleText(name))).success).toBe(true),
  );
  it.each(['currency', 'period', 'payees', 'outcomes', 'language'])('refuses a document without %s', (section) => {
    const document = parse(exampleText('aarhus-young-homeless')) as Record<string, unknown>;
    expect(reader.safeParse({ ...document, [section]: undefined }).success).toBe(false);
  });
});
