import { describe, expect, it } from '@jest/globals';
import { KINDS } from '@ringvirkning/terms-language';
import { example, exampleText } from '../../test/examples.js';
import { parseTerms, termsDigest } from '../index.js';

const errorsOf = (text: string) => {
  const parsed = parseTerms(text);
  return parsed.ok ? [] : parsed.errors;
};
const aarhus = exampleText('aarhus-young-homeless');

describe('a readable document', () => {
  it('has the same digest as YAML, as JSON, with other key order and comments', () => {
    const terms = example('aarhus-young-homeless');
    const again = parseTerms(JSON.stringify(Object.fromEntries(Object.entries(terms).reverse())));
    expect(again.ok && again.digest).toBe(termsDigest(terms));
    const commented = parseTerms(`# a comment\n${aarhus}`);
    expect(commented.ok && commented.digest).toBe(termsDigest(terms));
  });
  it('has another digest when a figure changes', () => {
    const dearer = parseTerms(aarhus.replace('amount: 20000', 'amount: 20001'));
    expect(dearer.ok && dearer.digest).not.toBe(termsDigest(example('aarhus-young-homeless')));
  });
  it.each(['20000', '20000.00', "'20000'", "'020000.0'"])('means the same by %s', (written) => {
    const parsed = parseTerms(aarhus.replace('amount: 20000,', `amount: ${written},`));
    expect(parsed.ok && parsed.digest).toBe(termsDigest(example('aarhus-young-homeless')));
  });
  it('keeps leading zeros of a code written without quotes', () => {
    const parsed = parseTerms(aarhus.replace("'0751'", '0751'));
    expect(parsed.ok && parsed.terms.parties[0]!.municipalityCode).toBe('0751');
  });
});

describe('errors', () => {
  it('come all at once: shape, names and unknown fields together, in order, each with line and column, in two languages', () => {
    const broken = aarhus
      .replace('currency: DKK', 'currency: KR')
      .replace('requires: [{ fact: moved-in }]', 'requires: [{ fact: moved-out }]')
      .replace('objectionDays: 0', 'objectionDay: 0')
      .replace(
        "from: aarhus }\n  - { party: aarhus-fund, share: '0.25'",
        "from: nobody }\n  - { party: aarhus-fund, share: '0.25'",
      );
    const found = errorsOf(broken);
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ['terms.invalid-value', 'currency'],
      ['terms.missing-field', 'verification.objectionDays'],
      ['terms.unknown-field', 'verification.objectionDay'],
      ['terms.unknown-reference', 'outcomes[2].requires[0].fact'],
      ['terms.unknown-reference', 'payees[0].from'],
    ]);
    const lines = broken.split('\n');
    expect(lines[found[0]!.line! - 1]).toContain('currency: KR');
    expect(lines[found[0]!.line! - 1]!.slice(found[0]!.column! - 1)).toMatch(/^KR/);
    expect(lines[found[3]!.line! - 1]!.slice(found[3]!.column! - 1)).toMatch(/^moved-out/);
    for (const error of found) expect([error.da, error.en].every((sentence) => sentence.length > 10)).toBe(true);
    expect(found[3]).toMatchObject({
      da: '«moved-out» er ikke angivet som resultat eller måling i dokumentet. Mente du «moved-in»? Angivet: moved-in, self-mastery, kept-home, education-or-job.',
      en: '«moved-out» is not declared in the document as an outcome or measure. Did you mean «moved-in»? Declared: moved-in, self-mastery, kept-home, education-or-job.',
    });
  });
  it.each<[string, string, string]>([
    [
      'kind: reached\n    planned: [{ count: 45 }]',
      'planned: [{ count: 45 }]',
      `The field «kind» is missing. Possible: ${Object.keys(KINDS).join(', ')}.`,
    ],
    ['language: ringvirkning-terms/1', '', 'The field «language» is missing. Must be one of: ringvirkning-terms/1.'],
    [
      'kind: grant',
      'kind: gift',
      'Must be one of: grant, senior-loan, subordinated-loan, equity, first-loss-guarantee.',
    ],
    [
      'per-claim, amount: 15000',
      'per-person, amount: 15000',
      'Unknown kind. Possible: per-claim, per-unit, per-time, steps, interpolated, tranches, by-number.',
    ],
    ['roles: [investor] }', 'roles: investor }', 'This must be a list, e.g. [investor].'],
    ['share: 2/3', 'share: 1.5', 'A share must lie between 0 and 1 (e.g. 0.5) or be a fraction such as 1/3.'],
  ])('instead of %j written %j says what is possible', (right, wrong, message) =>
    expect(errorsOf(aarhus.replace(right, wrong))[0]?.en).toBe(message),
  );
  const sampled = (text: string) => aarhus.replace('objectionDays: 0', `objectionDays: 0\n  sample: { ${text} }`);
  it('takes a verification by sample, with the guidance as its defaults', () => {
    const parsed = parseTerms(sampled('method: mus-conservative, material: reject'));
    expect(parsed.ok && parsed.terms.verification.sample).toEqual({
      method: 'mus-conservative',
      confidence: 90,
      materiality: '0.02',
      expectedError: '0',
      inconclusive: 'extend',
      material: 'reject',
    });
  });
  it.each([
    ['method: mus, material: reject', 'verification.sample.size', 'sample-size-missing'],
    ['method: simple-random, size: 29, material: reject', 'verification.sample.size', 'invalid-value'],
    ['method: mus, size: 30, material: forgive', 'verification.sample.material', 'invalid-value'],
    ['method: mus, size: 30, confidence: 99, material: reject', 'verification.sample.confidence', 'invalid-value'],
    [
      'method: mus, size: 30, materiality: 0.2, material: reject',
      'verification.sample.materiality',
      'materiality-out-of-range',
    ],
    [
      'method: mus-conservative, expectedError: 0.0134, material: reject',
      'verification.sample.expectedError',
      'expected-error-too-large',
    ],
  ])('refuses a sample «%s»', (text, path, code) =>
    expect(errorsOf(sampled(text))).toMatchObject([{ path, code: `terms.${code}` }]),
  );
  it.each<[string, string, RegExp]>([
    ['a thousands point', 'amount: 20.000', /more than two decimals.*twenty thousand/],
    ['a thousands space', 'amount: 20 000', /is not a number/],
    ['a decimal comma', "amount: '20000,50'", /full stop.*: 20000\.50\.$/],
    ['a negative amount', 'amount: -5', /must not be negative/],
    ['a number beyond exactness', 'amount: 12345678901234567', /is not a number/],
    ['nothing', 'amount:', /text|number|possible forms/],
  ])('%s in an amount is not guessed at', (_what, written, message) => {
    const [first] = errorsOf(aarhus.replace(/amount: 20000,/, `${written},`));
    expect(first?.en).toMatch(message);
  });
  it.each([
    ['unclosed', 'ref: "x'],
    ['duplicate keys', 'ref: a\nref: b'],
    ['tabs', 'ref:\n\t- a'],
    ['an unknown alias', 'ref: *x'],
  ])('%s YAML is a syntax error with a place', (_what, text) => {
    const [first] = errorsOf(text);
    expect(first).toMatchObject({ code: 'terms.syntax' });
    expect(first!.line).toBeGreaterThan(0);
  });
  it.each<[string, string, string, string, string]>([
    [
      'the decimals of an amount',
      'amount: 26000,50',
      '26000,50',
      '«26000,50»: skriv tal med punktum og intet mellem tusinder: 26000.50.',
      '«26000,50»: write a number with a full stop and nothing between thousands: 26000.50.',
    ],
    [
      'the decimals of a share, with a zero in front',
      'amount: 0,06',
      '0,06',
      '«0,06»: skriv tal med punktum og intet mellem tusinder: 0.06.',
      '«0,06»: write a number with a full stop and nothing between thousands: 0.06.',
    ],
    [
      'thousands or three decimals',
      'amount: 26,000',
      '26,000',
      '«26,000»: skriv tal med punktum og intet mellem tusinder: 26000 eller 26.000.',
      '«26,000»: write a number with a full stop and nothing between thousands: 26000 or 26.000.',
    ],
    [
      'three decimals after a zero',
      'amount: 0,125',
      '0,125',
      '«0,125»: skriv tal med punktum og intet mellem tusinder: 0.125.',
      '«0,125»: write a number with a full stop and nothing between thousands: 0.125.',
    ],
    [
      'thousands twice',
      'amount: 2,400,000',
      '2,400,000',
      '«2,400,000»: skriv tal med punktum og intet mellem tusinder: 2400000.',
      '«2,400,000»: write a number with a full stop and nothing between thousands: 2400000.',
    ],
    [
      'nothing that is a number',
      'amount: 2,40,000',
      '2,40,000',
      '«2,40,000»: skriv tal med punktum og intet mellem tusinder.',
      '«2,40,000»: write a number with a full stop and nothing between thousands.',
    ],
    [
      'a number and words',
      'amount: 20000, kr',
      '20000, kr',
      "Kommaet deler teksten. Sæt anførselstegn om den: '20000, kr'.",
      "The comma splits the text. Put quotes around it: '20000, kr'.",
    ],
    [
      'what is wrong in itself',
      'amount: 2.400,50',
      '2.400,50',
      "Kommaet deler teksten. Sæt anførselstegn om den: '2.400,50'.",
      "The comma splits the text. Put quotes around it: '2.400,50'.",
    ],
  ])('a comma in braces is one error, at the value: %s', (_what, written, place, da, en) => {
    const text = aarhus.replace(/amount: 20000,/, `${written},`);
    const found = errorsOf(text);
    expect(found.map((error) => [error.code, error.path, error.da, error.en])).toEqual([
      ['terms.comma', 'outcomes[1].price.amount', da, en],
    ]);
    expect(text.split('\n')[found[0]!.line! - 1]!.slice(found[0]!.column! - 1)).toMatch(new RegExp(`^${place}`));
  });
  it('a comma in a name is one error, at the name; a field of its own is not a comma', () => {
    const named = (name: string): unknown =>
      errorsOf(aarhus.replace(/(outcomes:\n.*\n +name: )\{ da: [^}]*\}/, `$1${name}`)).map(
        ({ code, path }) => `${code} ${path}`,
      );
    expect(named('{ da: one, two, three, en: x }')).toEqual(['terms.comma outcomes[0].name.da']);
    expect(named('{ da: x, en: one, two }')).toEqual(['terms.comma outcomes[0].name.en']);
    expect(named('{ two, da: x, en: x }')).toEqual(['terms.unknown-field outcomes[0].name.two']);
    expect(named('{ da: x, en: x, two: }')).toEqual(['terms.unknown-field outcomes[0].name.two']);
    expect(named("{ da: x, en: x, two: '' }")).toEqual(['terms.unknown-field outcomes[0].name.two']);
    expect(named('{ da: x, en: { x: y }, two }')).toEqual([
      'terms.invalid-value outcomes[0].name.en',
      'terms.unknown-field outcomes[0].name.two',
    ]);
  });
  it.each(['', '42', '[]', 'null', '"text"', '{}'])('%j is no contract', (text) =>
    expect(errorsOf(text).length).toBeGreaterThan(0),
  );
});
