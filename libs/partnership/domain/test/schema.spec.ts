import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { documentSchema, evidenceSchema } from '../src/index.js';

const FILE = fileURLToPath(new URL('../schema.json', import.meta.url));
/** For who writes another product: what a document looks like. What JSON Schema cannot say, the protocol's page does. */
const SCHEMA = z.toJSONSchema(z.union([documentSchema, evidenceSchema]), { unrepresentable: 'any', reused: 'ref' });

describe('the JSON schema of the documents', () => {
  const now = `${JSON.stringify({ title: 'Documents of the Ringvirkning partnership protocol, version 1', ...SCHEMA }, null, 2)}\n`;
  if (process.env['UPDATE_DOCS']) writeFileSync(FILE, now);
  it('is what the code reads today (UPDATE_DOCS=1 writes it anew)', () => expect(readFileSync(FILE, 'utf8')).toBe(now));
  it('names every kind of document, and lets nothing in that the code does not name', () => {
    for (const { shape } of documentSchema.options) expect(now).toContain(`"const": "${shape.kind.value}"`);
    expect(now).not.toContain('"additionalProperties": true');
  });
});
