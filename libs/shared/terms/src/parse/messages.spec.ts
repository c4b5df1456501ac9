import { describe, expect, it } from '@jest/globals';
import { documentOf, written } from '../../test/build.js';
import { parseTerms } from '../index.js';

const job = { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 100 } };
const errorsOf = (parts: Record<string, unknown>) => {
  const parsed = parseTerms(written({ outcomes: [job], ...parts }));
  return parsed.ok ? [] : parsed.errors;
};
const base = documentOf({}) as { verification: Record<string, unknown>; parties: Record<string, unknown>[] };
const party = (more: object) => ({ parties: [...base.parties, { ...base.parties[1], id: 'more', ...more }] });
const outcome = (more: object) => ({ outcomes: [{ ...job, ...more }] });

describe('what is wrong with a field', () => {
  it.each<[string, Record<string, unknown>, string, string, string]>([
    ['text', { ref: 5 }, 'ref terms.invalid-value', 'Her skal stå tekst.', 'This must be text.'],
    ['a number', { priceLevelYear: 'x' }, 'priceLevelYear terms.invalid-value', 'Her skal stå et helt tal.', 'This must be a whole number.'],
    ['a whole number', { priceLevelYear: 2024.5 }, 'priceLevelYear terms.invalid-value', 'Her skal stå et helt tal.', 'This must be a whole number.'],
    ['a hint for what the language does not have', { verification: { ...base.verification, sample: {}, other: 1 } }, 'verification.sample terms.unknown-field', 'Ukendt felt: sample, other. Hvert resultat verificeres; fejlandelen i en stikprøve kan ikke regnes videre til resten. Fjern feltet.', 'Unknown field: sample, other. Every outcome is verified; the error rate of a sample cannot be extrapolated to the rest. Remove the field.'],
    ['true or false', { verification: { ...base.verification, evidence: { required: 'yes', sources: ['register'] } } }, 'verification.evidence.required terms.invalid-value', 'Her skal stå true eller false.', 'This must be true or false.'],
    ['a list', { signOffs: {} }, 'signOffs terms.invalid-value', 'Her skal stå en liste.', 'This must be a list.'],
    ['a section', { period: 'long' }, 'period terms.invalid-value', 'Her skal stå et afsnit med felter.', 'This must be a section with fields.'],
    ['a field that is missing', { period: undefined }, 'period terms.missing-field', 'Feltet mangler.', 'The field is missing.'],
    ['a word that is missing', { currency: undefined }, 'currency terms.missing-field', 'Feltet mangler. Skal være en af: DKK, EUR, GBP, SEK, NOK, USD.', 'The field is missing. Must be one of: DKK, EUR, GBP, SEK, NOK, USD.'],
    ['one of some words', { rounding: 'up' }, 'rounding terms.invalid-value', 'Skal være en af: half-away-from-zero, down.', 'Must be one of: half-away-from-zero, down.'],
    ['a field that nobody knows', { period: { from: '2024-01-01', to: '2024-12-31', until: 5, 'and-on': 6 } }, 'period.until terms.unknown-field', 'Ukendt felt: until, and-on.', 'Unknown field: until, and-on.'],
    ['too short', { ref: '' }, 'ref terms.invalid-value', 'For lidt: mindst 1.', 'Too little: at least 1.'],
    ['too long', { ref: 'x'.repeat(81) }, 'ref terms.invalid-value', 'For meget: højst 80.', 'Too much: at most 80.'],
    ['too early', { priceLevelYear: 1899 }, 'priceLevelYear terms.invalid-value', 'For lidt: mindst 1900.', 'Too little: at least 1900.'],
    ['no code', { groups: [{ code: 'Hard' }] }, 'groups[0].code terms.invalid-value', 'Brug små bogstaver a-z, cifre og bindestreg (begynd med bogstav eller ciffer).', 'Use lower-case letters a-z, digits and hyphens (begin with a letter or digit).'],
    ['no web address', { sources: [{ title: 'x', url: 'nowhere' }] }, 'sources[0].url terms.invalid-value', 'Er ikke en webadresse.', 'Is not a web address.'],
    ['no date', { period: { from: '2024-02-30', to: '2024-12-31' } }, 'period.from terms.invalid-value', 'Skriv datoen som ÅÅÅÅ-MM-DD, og kun en dag der findes.', 'Write the date as YYYY-MM-DD, and only a day that exists.'],
    ['too few digits', party({ gln: '123456789012' }), 'parties[4].gln terms.invalid-value', 'Skal være 13 cifre. Sæt anførselstegn om tal der begynder med nul.', 'Must be 13 digits. Put quotes around numbers that begin with zero.'],
    ['letters among digits', party({ cvr: '1234567x' }), 'parties[4].cvr terms.invalid-value', 'Skal være 8 cifre. Sæt anførselstegn om tal der begynder med nul.', 'Must be 8 digits. Put quotes around numbers that begin with zero.'],
    ['no number', { groups: [{ code: 'g', uplift: '1,5' }] }, 'groups[0].uplift terms.invalid-value', '«1,5» er ikke et tal. Skriv f.eks. 20000 eller 8.5 (punktum som decimaltegn, ingen tusindtalsskilletegn).', '«1,5» is not a number. Write e.g. 20000 or 8.5 (a point for decimals, no thousands separator).'],
    ['three decimals of an amount', outcome({ price: { kind: 'per-claim', amount: '1.005' } }), 'outcomes[0].price.amount terms.invalid-value', 'Beløbet «1.005» har flere end to decimaler. Skriv 20000 for tyve tusind; punktum er decimaltegn.', 'The amount «1.005» has more than two decimals. Write 20000 for twenty thousand; the point is for decimals.'],
    ['ten decimals of a number', { groups: [{ code: 'g', uplift: '0.1234567891' }] }, 'groups[0].uplift terms.invalid-value', '«0.1234567891» har for mange decimaler (højst 9).', '«0.1234567891» has too many decimals (at most 9).'],
    ['a negative quantity', { caps: [{ step: 'quantity', max: '-1' }] }, 'caps[0].max terms.invalid-value', 'Tallet må ikke være negativt.', 'The number must not be negative.'],
    ['a negative amount', outcome({ price: { kind: 'per-claim', amount: '-1' } }), 'outcomes[0].price.amount terms.invalid-value', 'Tallet må ikke være negativt.', 'The number must not be negative.'],
    ['a negative price per unit', outcome({ kind: 'counted', price: { kind: 'per-unit', unit: 'day', amount: '-0.001' } }), 'outcomes[0].price.amount terms.invalid-value', 'Tallet må ikke være negativt.', 'The number must not be negative.'],
    ['more than everything', { groups: [{ code: 'g', deadweight: '1.1' }] }, 'groups[0].deadweight terms.invalid-value', 'En andel skal ligge mellem 0 og 1 (f.eks. 0.5) eller være en brøk som 1/3.', 'A share must lie between 0 and 1 (e.g. 0.5) or be a fraction such as 1/3.'],
    ['none of two forms', { outcomes: [job, { code: 'd', kind: 'difference', of: 'd', against: { nothing: 5 }, as: 'points', better: 'lower' }] }, 'outcomes[1].against terms.invalid-value', 'Værdien passer ikke til nogen af de mulige former.', 'The value fits none of the possible forms.'],
    ['a kind that nobody knows', { caps: [{ step: 'month', max: 5 }] }, 'caps[0].step terms.invalid-value', 'Ukendt step. Mulige: quantity, person, outcome, budget-year, contract.', 'Unknown step. Possible: quantity, person, outcome, budget-year, contract.'],
    ['a kind that is missing', { caps: [{ max: 5 }] }, 'caps[0].step terms.invalid-value', 'Feltet «step» mangler. Mulige: quantity, person, outcome, budget-year, contract.', 'The field «step» is missing. Possible: quantity, person, outcome, budget-year, contract.'],
  ])('is said: %s', (_what, parts, place, da, en) => expect(errorsOf(parts).map((error) => [`${error.path} ${error.code}`, error.da, error.en])).toEqual([[place, da, en]]));
});

describe('what is wrong with a document', () => {
  it.each([
    [199, 199],
    [200, 200],
    [201, 200],
  ])('is listed up to two hundred times: of %p, %p', (wrong, listed) => expect(errorsOf({ groups: Array.from({ length: wrong }, (_, i) => ({ code: `g${i}`, uplift: 'x' })) })).toHaveLength(listed));
  it('is listed in the order of the document', () => {
    const text = '{"ref": 5,\n "title": 6, "description": 7,\n "currency": "KR"}';
    const parsed = parseTerms(text);
    const places = parsed.ok ? [] : parsed.errors.filter((error) => error.code === 'terms.invalid-value').map((error) => [error.line, error.column, error.path]);
    expect(places).toEqual([[1, 9, 'ref'], [2, 11, 'title'], [2, 29, 'description'], [3, 14, 'currency']]);
  });
  it('is a fraction where a whole number must stand, however it is written', () => {
    const parsed = parseTerms('priceLevelYear: 20245e-1');
    expect(parsed.ok ? [] : parsed.errors.filter((error) => error.path === 'priceLevelYear').map((error) => [error.da, error.en])).toEqual([['Her skal stå et helt tal.', 'This must be a whole number.']]);
  });
  it('stands at the field that nobody knows', () => {
    const parsed = parseTerms('unheard-of:\n  deep: 1');
    expect(parsed.ok ? undefined : parsed.errors.find((error) => error.code === 'terms.unknown-field')).toMatchObject({ line: 1, column: 1, path: 'unheard-of' });
  });
});
