import { describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { termsJsonSchema } from '../src/index.js';

const FILE = join(process.cwd(), 'libs/shared/terms/terms.schema.json');

describe('terms.schema.json', () => {
  it('is the schema that the parser uses (UPDATE_TERMS_SCHEMA=1 writes it anew)', () => {
    const current = `${JSON.stringify(termsJsonSchema(), null, 1)}\n`;
    if (process.env['UPDATE_TERMS_SCHEMA']) writeFileSync(FILE, current);
    expect(readFileSync(FILE, 'utf8')).toBe(current);
  });
});
