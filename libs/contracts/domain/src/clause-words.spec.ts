import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Sentence } from '@ringvirkning/kernel';
import { CHAIN_OFFICES } from './chain.js';
import { faultsOfChains } from './chain-faults.js';
import { valueWords, wordFor } from './clause-words.js';
import * as errors from './errors.js';
import { SIGNERS } from './signers.js';
import { officeWords, VALUE_WORDS } from './value-words.js';

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly enum?: readonly unknown[];
}

const schema: unknown = JSON.parse(readFileSync(join(process.cwd(), 'libs/terms/language/terms.schema.json'), 'utf8'));
/** Every field of a schema, and every choice of each, in lists and alternatives too. */
function* partsOf(schema: unknown, field: string): Generator<{ readonly field: string; readonly choice?: string }> {
  if (typeof schema !== 'object' || schema === null) return;
  const { properties = {}, enum: choices = [], ...rest } = schema as Schema;
  for (const choice of choices) if (typeof choice === 'string') yield { field, choice };
  for (const [name, within] of Object.entries(properties)) {
    yield { field: name };
    yield* partsOf(within, name);
  }
  for (const [key, within] of Object.entries(rest)) if (key !== 'default') yield* partsOf(within, field);
}
const parts = [...partsOf(schema, '')];
const words = (...codes: readonly string[]): RegExp => new RegExp(`(?<![\\wæøå-])(?:${codes.join('|')})(?![\\wæøå-])`);
/** Offices as a program calls them, without the one that Danish calls so too. */
const OFFICES = [...new Set([...CHAIN_OFFICES, ...Object.keys(SIGNERS)])].filter((office) => office !== 'investor');

describe('the words of a clause', () => {
  it('are there for every field that terms can have', () => {
    const fields = [...new Set(parts.map(({ field }) => field))];
    expect(fields.length).toBeGreaterThan(100);
    expect(fields.filter((field) => wordFor(field).da === field)).toEqual([]);
  });

  it('are there for every choice that terms can hold', () => {
    // Currencies are called by their code.
    const choices = parts.filter(({ field, choice }) => choice !== undefined && field !== 'currency');
    expect(choices.length).toBeGreaterThan(100);
    expect(choices.filter(({ field, choice }) => !Object.hasOwn(VALUE_WORDS[field] ?? {}, choice!))).toEqual([]);
  });

  it.each([
    ['kind', 'grant', 'tilskud'],
    ['roles', 'supplier', 'leverandør'],
    ['code', 'grant', 'grant'],
    ['from', '2026-01-01', '2026-01-01'],
    ['max', '15000', '15.000'],
    ['rounding', 'constructor', 'constructor'],
  ])('say of %s %s: %s', (field, value, said) => expect(valueWords(field, value).da).toBe(said));
});

describe('what is said of offices', () => {
  it.each(OFFICES)('calls %s by its name in Danish', (role) => {
    const wanted = { role, party: 'Aarhus' };
    const said = [
      errors.signOffNotRequired(wanted),
      errors.notYourSignOff(wanted),
      errors.alreadySignedOff(wanted),
      errors.beforeItsTurn(wanted, [wanted]),
      errors.notYourOffice(role),
      errors.notReady({ signOffs: [wanted], appropriations: [], accessions: [] }, 'DKK'),
    ].flatMap(({ json: { detail, errors: single = [] } }): readonly Sentence[] =>
      single.length > 0 ? single : [detail],
    );
    const twice = faultsOfChains({ rules: [{ steps: [[role, role]] }] }).filter(({ code }) => code.endsWith('twice'));
    expect(twice).toHaveLength(1);
    const danish = [...said, ...twice].map(({ da }) => da);
    expect(danish.filter((sentence) => words(role).test(sentence))).toEqual([]);
    expect(danish.filter((sentence) => !sentence.toLowerCase().includes(officeWords(role).da))).toEqual([]);
  });
  it('would be found out by its code', () => expect('council (aarhus) mangler').toMatch(words('council')));
});
