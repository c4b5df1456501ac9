import { describe, expect, it } from '@jest/globals';
import { documentOf, written } from '../../test/build.js';
import { frozenTerms, parseTerms } from '../index.js';

const outcomes = [{ code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 100 } }];
const parties = (documentOf({}) as { parties: object[] }).parties;
const withParty = (more: object, parts: object = {}): string =>
  written({
    outcomes,
    parties: [...parties, { id: 'x', name: 'X', kind: 'company', organisation: 'x', roles: ['partner'], ...more }],
    ...parts,
  });
const errorsOf = (text: string): string[] => {
  const parsed = parseTerms(text);
  return parsed.ok ? [] : parsed.errors.map(({ path, code }) => `${path} ${code}`);
};

describe('numbers of a party', () => {
  it.each<[object, string[]]>([
    [{ cvr: '55133018', gln: '5790000000012', municipalityCode: '0101' }, []],
    [{ cvr: 55133018, gln: 5790000000012 }, []],
    [{ cvr: '55133019' }, ['parties[4].cvr terms.wrong-check-digit']],
    [{ cvr: '00000000' }, ['parties[4].cvr terms.wrong-check-digit']],
    [{ gln: '5790000000013' }, ['parties[4].gln terms.wrong-check-digit']],
    [{ gln: 5.79e12 }, ['parties[4].gln terms.wrong-check-digit']],
    [{ gln: '5.79e12' }, ['parties[4].gln terms.invalid-value']],
    [{ municipalityCode: '9999' }, ['parties[4].municipalityCode terms.unknown-municipality']],
    [{ municipalityCode: '0313' }, ['parties[4].municipalityCode terms.unknown-municipality']],
    [{ municipalityCode: '751' }, ['parties[4].municipalityCode terms.invalid-value']],
  ])('%j has %j in a draft', (more, expected) => expect(errorsOf(withParty(more))).toEqual(expected));
  it('that were signed are not judged anew', () => {
    const parsed = parseTerms(withParty({}));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    const frozen = {
      ...parsed.terms,
      parties: parsed.terms.parties.map((party) => ({ ...party, municipalityCode: '9999' })),
    };
    expect(frozenTerms(frozen).parties[0]!.municipalityCode).toBe('9999');
  });
});

describe('texts of terms', () => {
  const text = (da: string) => ({ da, en: 'x' });

  it.each<[string, string, string[]]>([
    ['a name', withParty({ name: 'Borger 010190-4321' }), ['undefined terms.syntax']],
    ['a title', written({ outcomes, title: text('Sag 01.01.90 4321') }), ['undefined terms.syntax']],
    ['a code', withParty({ organisation: '010190-4321' }), ['undefined terms.syntax']],
    ['a reference', written({ outcomes, ref: '101904321' }), ['ref terms.invalid-value']],
    ['NUL', written({ outcomes, title: text('a\u0000b') }), ['undefined terms.syntax']],
    ['half a character', written({ outcomes, title: text('a\ud83d') }), ['undefined terms.syntax']],
  ])('hold no personal number and nothing that cannot be stored: %s', (_, document, expected) =>
    expect(errorsOf(document)).toEqual(expected),
  );
  it('may speak of amounts, also when they are frozen as text', () => {
    const parsed = parseTerms(
      written({ outcomes: [{ ...outcomes[0], price: { kind: 'per-claim', amount: 210000000 } }] }),
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    expect(frozenTerms(JSON.parse(JSON.stringify(parsed.terms))).outcomes[0]!.price).toMatchObject({
      amount: '210000000',
    });
  });
});
