import { describe, expect, it } from '@jest/globals';
import { digestOf } from '@ringvirkning/kernel';
import { isMap } from 'yaml';
import { z } from 'zod';
import { termsSchema } from '@ringvirkning/terms-language';
import { documentOf } from '../../../test/build.js';
import { exampleText } from '../../../test/examples.js';
import { evaluate, frozenTerms, parseTerms, signedForm, termsDigest } from '../../index.js';
import { parseIn, thaw, type Language } from '../parse-terms.js';
import { MIGRATIONS, type Migration } from './migration.js';

/** A made-up history: version 1 said `priceLevel`, and up to version 2 `objectionDays` stood at the top. */
const renamed: Migration = (document) => {
  if (!isMap(document.contents)) return;
  for (const pair of document.contents.items)
    if (String(pair.key) === 'priceLevel') document.setIn(['priceLevelYear'], pair.value);
  document.deleteIn(['priceLevel']);
};
const moved: Migration = (document) => {
  const days = document.getIn(['objectionDays'], true);
  if (days === undefined) return;
  document.setIn(['verification', 'objectionDays'], days);
  document.deleteIn(['objectionDays']);
};
const third: Language = {
  schema: termsSchema.extend({ language: z.literal('ringvirkning-terms/3') }) as unknown as Language['schema'],
  migrations: [renamed, moved],
};

const aarhus = exampleText('aarhus-young-homeless');
const second = aarhus
  .replace('terms/1', 'terms/2')
  .replace('  objectionDays: 0\n', '')
  .replace('verification:', 'objectionDays: 0 # agreed orally\nverification:');
const first = second.replace('terms/2', 'terms/1').replace('priceLevelYear:', 'priceLevel:');
const newest = aarhus.replace('terms/1', 'terms/3');
const digestOfText = (text: string) => {
  const parsed = parseIn(third, text);
  return parsed.ok ? parsed.digest : parsed.errors;
};

describe('a document in an older version of the language', () => {
  it.each([
    ['two steps', first],
    ['one step', second],
    ['none', newest],
  ])('becomes the same terms in the newest, by %s', (_steps, text) =>
    expect(digestOfText(text)).toBe(digestOfText(newest)),
  );
  it('has its faults reported where they stand in the text, also in what was renamed or moved', () => {
    const broken = first
      .replace(/priceLevel: \d+/, 'priceLevel: soon')
      .replace('objectionDays: 0', 'objectionDays: -1')
      .replace('currency: DKK', 'currency: KR');
    const parsed = parseIn(third, broken);
    const found = parsed.ok ? [] : parsed.errors;
    expect(found.map(({ path }) => path).sort()).toEqual(['currency', 'priceLevelYear', 'verification.objectionDays']);
    for (const { line, column } of found)
      expect(broken.split('\n')[line! - 1]!.slice(column! - 1)).toMatch(/^(KR|soon|-1)/);
  });
  it('is left to the schema when it is no document at all', () => {
    for (const text of [
      '',
      '[]',
      '42',
      'language: ringvirkning-terms/1',
      'language: [ringvirkning-terms/1]',
      'language: other/1',
      'language: ringvirkning-terms/0',
    ])
      expect(parseIn(third, text).ok).toBe(false);
  });
});

describe('a document in a newer version', () => {
  it.each([2, 17])('is refused: version %p is not known, and what would be right', (version) => {
    const parsed = parseTerms(aarhus.replace('terms/1', `terms/${version}`));
    expect(parsed).toMatchObject({
      ok: false,
      errors: [
        {
          code: 'terms.language-too-new',
          path: 'language',
          line: aarhus.split('\n').findIndex((line) => line.startsWith('language')) + 1,
          column: 11,
        },
      ],
    });
    expect(parsed.ok ? '' : parsed.errors[0]!.en).toBe(
      `The document is written in version ${version} of the language; known here are versions up to 1. Use a newer release of Ringvirkning, or write the document in ringvirkning-terms/1.`,
    );
  });
});

describe('terms that were frozen in an older version', () => {
  const {
    priceLevelYear,
    verification: { objectionDays, ...verification },
    ...same
  } = JSON.parse(JSON.stringify(parsedOf(newest))) as ReturnType<typeof parsedOf>;
  const frozen = { ...same, language: 'ringvirkning-terms/1', priceLevel: priceLevelYear, objectionDays, verification };

  it('keep the digest that was signed, and compute as the newest', () => {
    const terms = thaw(third, frozen);
    const figures = ({ lines, payable }: ReturnType<typeof evaluate>) =>
      JSON.stringify([lines.map((line) => String(line.payable)), String(payable)]);
    const facts = [{ id: 'f', participant: 'p', outcome: 'moved-in', on: '2025-03-01' }];
    expect(termsDigest(terms)).toBe(digestOf(frozen));
    expect(signedForm(terms)).toEqual(frozen);
    expect(termsDigest(terms)).not.toBe(digestOfText(newest));
    expect(evaluate(terms, facts, '2025-12-31').termsDigest).toBe(digestOf(frozen));
    expect(figures(evaluate(terms, facts, '2025-12-31'))).toBe(
      figures(evaluate(parsedOf(newest), facts, '2025-12-31')),
    );
  });
  it('are refused with everything that is wrong when they are no terms', () =>
    expect(() => frozenTerms({ ...frozen, language: 'ringvirkning-terms/1' })).toThrow('signed terms cannot be read'));
  it.each([undefined, null, 42, 'x', []])('are refused when they are %p', (nothing) =>
    expect(() => frozenTerms(nothing)).toThrow('signed terms cannot be read'),
  );
});

describe('the language of today', () => {
  it('is the version that the steps lead to', () => {
    const parsed = parseTerms(
      JSON.stringify(
        documentOf({
          language: `ringvirkning-terms/${MIGRATIONS.length + 1}`,
          outcomes: [
            { code: 'job', name: { da: 'j', en: 'j' }, kind: 'reached', price: { kind: 'per-claim', amount: 1 } },
          ],
        }),
      ),
    );
    expect(parsed.ok).toBe(true);
  });
  it('frozen terms have the digest that the document had', () => {
    const parsed = parseTerms(aarhus);
    if (!parsed.ok) throw new Error('the example has errors');
    const frozen = JSON.parse(JSON.stringify(parsed.terms)) as Record<string, unknown>;
    expect(termsDigest(frozenTerms(frozen))).toBe(parsed.digest);
    expect(frozenTerms(frozen)).toEqual(parsed.terms);
    expect(signedForm(parsed.terms)).toEqual(frozen);
  });
});

function parsedOf(text: string) {
  const parsed = parseIn(third, text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.terms;
}
