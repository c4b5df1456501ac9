import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cap } from '../src/caps/schema.js';
import { outcome } from '../src/kinds/schema.js';
import { price } from '../src/prices/schema.js';
import { termsSchema } from '../src/schema/terms.js';

const GUIDE = readFileSync(join(process.cwd(), 'docs/writing-terms.md'), 'utf8');
/** Rows of the tables for looking up: what one writes, as code. */
const SNIPPETS = [...GUIDE.matchAll(/^\| `(\{.*?\})` \|/gm)].map(([, code]) => code!);
const { payers, payees, capital } = termsSchema.shape;
const name = { da: 'x', en: 'x' };
const accepted = (entry: Record<string, unknown>): boolean =>
  [cap, price, payers.shape.parts.element, payees.element, capital.unwrap().element].some((schema) => schema.safeParse(entry).success) || outcome.safeParse({ code: 'x', name, ...entry }).success;
const kindsOf = (options: readonly { shape: object }[], key: string): string[] => options.map((option) => (option.shape as Record<string, { value: string }>)[key]!.value);

describe('docs/writing-terms.md', () => {
  it.each(SNIPPETS)('%s is part of the language', (snippet) => expect(accepted(parse(snippet) as Record<string, unknown>)).toBe(true));
  it('an entry that is not, would not be accepted', () => expect(accepted({ kind: 'reached', price: 5 })).toBe(false));
  it('shows every kind of outcome, price and cap', () => {
    const shown = SNIPPETS.map((snippet) => parse(snippet) as { kind?: string; step?: string }).map(({ kind, step }) => kind ?? step);
    expect(shown).toEqual(expect.arrayContaining([...kindsOf(outcome.options, 'kind'), ...kindsOf(price.options, 'kind'), ...kindsOf(cap.options, 'step')]));
  });
});
