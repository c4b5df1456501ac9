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
    [
      'a number',
      { priceLevelYear: 'x' },
      'priceLevelYear terms.invalid-value',
      'Her skal stå et helt tal.',
      'This must be a whole number.',
    ],
    [
      'a whole number',
      { priceLevelYear: 2024.5 },
      'priceLevelYear terms.invalid-value',
      'Her skal stå et helt tal.',
      'This must be a whole number.',
    ],
    [
      'true or false',
      { verification: { ...base.verification, evidence: { required: 'yes', sources: ['register'] } } },
      'verification.evidence.required terms.invalid-value',
      'Her skal stå true eller false.',
      'This must be true or false.',
    ],
    ['a list', { signOffs: {} }, 'signOffs terms.invalid-value', 'Her skal stå en liste.', 'This must be a list.'],
    [
      'a section',
      { period: 'long' },
      'period terms.invalid-value',
      'Her skal stå et afsnit med felter: from, to.',
      'This must be a section with fields: from, to.',
    ],
    [
      'a field that is missing',
      { period: undefined },
      'period terms.missing-field',
      'Feltet «period» mangler. Her skal stå et afsnit med felter: from, to.',
      'The field «period» is missing. This must be a section with fields: from, to.',
    ],
    [
      'a word that is missing',
      { currency: undefined },
      'currency terms.missing-field',
      'Feltet «currency» mangler. Skal være en af: DKK, EUR, GBP, SEK, NOK, USD ….',
      'The field «currency» is missing. Must be one of: DKK, EUR, GBP, SEK, NOK, USD ….',
    ],
    [
      'one of some words',
      { rounding: 'up' },
      'rounding terms.invalid-value',
      'Skal være en af: half-away-from-zero, down.',
      'Must be one of: half-away-from-zero, down.',
    ],
    [
      'a field that nobody knows',
      { period: { from: '2024-01-01', to: '2024-12-31', until: 5 } },
      'period.until terms.unknown-field',
      'Ukendt felt: until. Mulige felter: from, to.',
      'Unknown field: until. Possible fields: from, to.',
    ],
    ['too short', { ref: '' }, 'ref terms.invalid-value', 'For lidt: mindst 1.', 'Too little: at least 1.'],
    ['too long', { ref: 'x'.repeat(81) }, 'ref terms.invalid-value', 'For meget: højst 80.', 'Too much: at most 80.'],
    [
      'too early',
      { priceLevelYear: 1899 },
      'priceLevelYear terms.invalid-value',
      'For lidt: mindst 1900.',
      'Too little: at least 1900.',
    ],
    [
      'no code',
      { groups: [{ code: 'Hard' }] },
      'groups[0].code terms.invalid-value',
      'Brug små bogstaver a-z, cifre og bindestreg (begynd med bogstav eller ciffer).',
      'Use lower-case letters a-z, digits and hyphens (begin with a letter or digit).',
    ],
    [
      'no web address',
      { sources: [{ title: 'x', url: 'nowhere' }] },
      'sources[0].url terms.invalid-value',
      'Er ikke en webadresse.',
      'Is not a web address.',
    ],
    [
      'no date',
      { period: { from: '2024-02-30', to: '2024-12-31' } },
      'period.from terms.invalid-value',
      'Skriv datoen som ÅÅÅÅ-MM-DD, og kun en dag der findes.',
      'Write the date as YYYY-MM-DD, and only a day that exists.',
    ],
    [
      'too few digits',
      party({ gln: '123456789012' }),
      'parties[4].gln terms.invalid-value',
      'Skal være 13 cifre. Sæt anførselstegn om tal der begynder med nul.',
      'Must be 13 digits. Put quotes around numbers that begin with zero.',
    ],
    [
      'letters among digits',
      party({ cvr: '1234567x' }),
      'parties[4].cvr terms.invalid-value',
      'Skal være 8 cifre. Sæt anførselstegn om tal der begynder med nul.',
      'Must be 8 digits. Put quotes around numbers that begin with zero.',
    ],
    [
      'no number',
      { groups: [{ code: 'g', uplift: '1,5' }] },
      'groups[0].uplift terms.invalid-value',
      '«1,5»: skriv tal med punktum og intet mellem tusinder: 1.5.',
      '«1,5»: write a number with a full stop and nothing between thousands: 1.5.',
    ],
    [
      'three decimals of an amount',
      outcome({ price: { kind: 'per-claim', amount: '1.005' } }),
      'outcomes[0].price.amount terms.invalid-value',
      'Beløbet «1.005» har flere end to decimaler. Skriv 20000 for tyve tusind; punktum er decimaltegn.',
      'The amount «1.005» has more than two decimals. Write 20000 for twenty thousand; the point is for decimals.',
    ],
    [
      'ten decimals of a number',
      { groups: [{ code: 'g', uplift: '0.1234567891' }] },
      'groups[0].uplift terms.invalid-value',
      '«0.1234567891» har for mange decimaler (højst 9).',
      '«0.1234567891» has too many decimals (at most 9).',
    ],
    [
      'a negative quantity',
      { caps: [{ step: 'quantity', max: '-1' }] },
      'caps[0].max terms.invalid-value',
      'Tallet må ikke være negativt.',
      'The number must not be negative.',
    ],
    [
      'a negative amount',
      outcome({ price: { kind: 'per-claim', amount: '-1' } }),
      'outcomes[0].price.amount terms.invalid-value',
      'Tallet må ikke være negativt.',
      'The number must not be negative.',
    ],
    [
      'a negative price per unit',
      outcome({ kind: 'counted', price: { kind: 'per-unit', unit: 'day', amount: '-0.001' } }),
      'outcomes[0].price.amount terms.invalid-value',
      'Tallet må ikke være negativt.',
      'The number must not be negative.',
    ],
    [
      'more than everything',
      { groups: [{ code: 'g', deadweight: '1.1' }] },
      'groups[0].deadweight terms.invalid-value',
      'En andel skal ligge mellem 0 og 1 (f.eks. 0.5) eller være en brøk som 1/3.',
      'A share must lie between 0 and 1 (e.g. 0.5) or be a fraction such as 1/3.',
    ],
    [
      'none of two forms',
      {
        outcomes: [
          job,
          { code: 'd', kind: 'difference', of: 'd', against: { nothing: 5 }, as: 'points', better: 'lower' },
        ],
      },
      'outcomes[1].against terms.invalid-value',
      'Angiv enten { outcome } eller { value, version, source }.',
      'Give either { outcome } or { value, version, source }.',
    ],
    [
      'a kind that nobody knows',
      { caps: [{ step: 'month', max: 5 }] },
      'caps[0].step terms.invalid-value',
      'Ukendt step. Mulige: quantity, person, outcome, budget-year, contract.',
      'Unknown step. Possible: quantity, person, outcome, budget-year, contract.',
    ],
    [
      'a kind that is missing',
      { caps: [{ max: 5 }] },
      'caps[0].step terms.invalid-value',
      'Feltet «step» mangler. Mulige: quantity, person, outcome, budget-year, contract.',
      'The field «step» is missing. Possible: quantity, person, outcome, budget-year, contract.',
    ],
    [
      'no number at all',
      { groups: [{ code: 'g', uplift: 'x' }] },
      'groups[0].uplift terms.invalid-value',
      '«x» er ikke et tal. Skriv f.eks. 20000 eller 8.5 (punktum som decimaltegn, ingen tusindtalsskilletegn).',
      '«x» is not a number. Write e.g. 20000 or 8.5 (a point for decimals, no thousands separator).',
    ],
    [
      'a percentage',
      { groups: [{ code: 'g', uplift: '30 %' }] },
      'groups[0].uplift terms.invalid-value',
      '«30 %» er ikke et tal. Skriv en procent som andel: 0.3 for 30 %.',
      '«30 %» is not a number. Write a percentage as a share: 0.3 for 30 %.',
    ],
    [
      'a section where a number must stand',
      { groups: [{ code: 'g', uplift: {} }] },
      'groups[0].uplift terms.invalid-value',
      'Her skal stå et tal, f.eks. 20000 eller 8.5.',
      'This must be a number, e.g. 20000 or 8.5.',
    ],
    [
      'a field that is misspelt',
      { period: { from: '2024-01-01', to: '2024-12-31', fromm: 5 } },
      'period.fromm terms.unknown-field',
      'Ukendt felt: fromm. Mente du «from»?',
      'Unknown field: fromm. Did you mean «from»?',
    ],
    [
      'a field in other letters, of one kind of outcome',
      {
        measures: [{ code: 'm' }],
        outcomes: [job, { code: 'i', kind: 'improvement', measure: 'm', better: 'higher', atleast: 5 }],
      },
      'outcomes[1].atleast terms.unknown-field',
      'Ukendt felt: atleast. Mente du «atLeast»?',
      'Unknown field: atleast. Did you mean «atLeast»?',
    ],
    [
      'a field of another kind',
      { caps: [{ step: 'person', max: 5, share: 1 }] },
      'caps[0].share terms.unknown-field',
      'Ukendt felt: share. Mulige felter: step, name, outcomes, groups, cohorts, max.',
      'Unknown field: share. Possible fields: step, name, outcomes, groups, cohorts, max.',
    ],
    [
      'a word that is misspelt',
      { rounding: 'dow' },
      'rounding terms.invalid-value',
      'Skal være en af: half-away-from-zero, down. Mente du «down»?',
      'Must be one of: half-away-from-zero, down. Did you mean «down»?',
    ],
    [
      'a kind that is misspelt',
      { caps: [{ step: 'budgetyear', max: 5 }] },
      'caps[0].step terms.invalid-value',
      'Ukendt step. Mente du «budget-year»? Mulige: quantity, person, outcome, budget-year, contract.',
      'Unknown step. Did you mean «budget-year»? Possible: quantity, person, outcome, budget-year, contract.',
    ],
    [
      'a cap without its amount',
      { caps: [{ step: 'person' }] },
      'caps[0].max terms.missing-field',
      'Feltet «max» mangler. Her skal stå det højeste beløb, f.eks. 70000.',
      'The field «max» is missing. This must be the highest amount, e.g. 70000.',
    ],
    [
      'a party without organisation',
      party({ organisation: undefined }),
      'parties[4].organisation terms.missing-field',
      'Feltet «organisation» mangler. Her skal stå id på den organisation hvis brugere handler for parten, f.eks. randers.',
      'The field «organisation» is missing. This must be the id of the organisation whose users act for the party, e.g. randers.',
    ],
    [
      'an assumption about nothing',
      { assumptions: [{ da: 'x', en: 'x' }] },
      'assumptions[0].about terms.missing-field',
      'Feltet «about» mangler. Her skal stå hvad antagelsen handler om, f.eks. planned.',
      'The field «about» is missing. This must be what the assumption is about, e.g. planned.',
    ],
    [
      'a day that is missing',
      { period: { from: '2024-01-01' } },
      'period.to terms.missing-field',
      'Feltet «to» mangler. Her skal stå en dato, f.eks. 2026-01-31.',
      'The field «to» is missing. This must be a date, e.g. 2026-01-31.',
    ],
    [
      'a code that is missing',
      { groups: [{ name: { da: 'x', en: 'x' } }] },
      'groups[0].code terms.missing-field',
      'Feltet «code» mangler. Her skal stå et kort navn med små bogstaver, f.eks. m12.',
      'The field «code» is missing. This must be a short name in lower-case letters, e.g. m12.',
    ],
    [
      'planned as a number',
      outcome({ planned: 40 }),
      'outcomes[0].planned terms.invalid-value',
      'Her skal stå en liste, f.eks. [{ count: 40 }].',
      'This must be a list, e.g. [{ count: 40 }].',
    ],
    [
      'one where a list must stand',
      { signOffs: 'x' },
      'signOffs terms.invalid-value',
      'Her skal stå en liste, f.eks. [x].',
      'This must be a list, e.g. [x].',
    ],
    [
      'a name in one language',
      { title: 'x' },
      'title terms.invalid-value',
      'Skriv både dansk og engelsk: { da: …, en: … }.',
      'Write both Danish and English: { da: …, en: … }.',
    ],
    [
      'a name in two languages where one is enough',
      party({ name: { da: 'x', en: 'x' } }),
      'parties[4].name terms.invalid-value',
      'Her skal stå én tekst, ikke en på hvert sprog.',
      'This must be one text, not one in each language.',
    ],
  ])('is said: %s', (_what, parts, place, da, en) =>
    expect(errorsOf(parts).map((error) => [`${error.path} ${error.code}`, error.da, error.en])).toEqual([
      [place, da, en],
    ]),
  );
});

describe('what does not fit together', () => {
  const split = (...shares: string[]) => ({
    payers: { split: 'fixed', parts: shares.map((share, i) => ({ party: ['town', 'state'][i], share })) },
  });
  const tiers = (...steps: [string, boolean][]) => ({
    outcomes: [
      {
        code: 'days',
        kind: 'counted',
        price: { kind: 'steps', steps: steps.map(([from, inclusive]) => ({ from, inclusive, amount: 1 })) },
      },
    ],
  });
  const late = {
    followUps: [
      { code: 'm3', months: 3 },
      { code: 'm6', months: 6 },
      { code: 'm9', months: 9 },
    ],
  };
  const rule = [
    'Samme grænse må kun stå to gange som inclusive: true og derefter inclusive: false.',
    'A bound may be there twice only as inclusive: true and then inclusive: false.',
  ];
  it.each<[string, Record<string, unknown>, string, string]>([
    [
      'shares of payers below 1',
      split('0.3', '0.6'),
      'Betalernes andele skal tilsammen give 1; de giver 0.9.',
      "The payers' shares must add up to 1; they add up to 0.9.",
    ],
    [
      'shares of payers above 1',
      split('0.3', '0.700000001'),
      'Betalernes andele skal tilsammen give 1; de giver 1.000000001.',
      "The payers' shares must add up to 1; they add up to 1.000000001.",
    ],
    [
      'shares that no decimal number is',
      split('1/3', '0.666666667'),
      'Betalernes andele skal tilsammen give 1; de giver 3000000001/3000000000.',
      "The payers' shares must add up to 1; they add up to 3000000001/3000000000.",
    ],
    [
      'shares of payees, for all payers at once',
      { ...split('0.5', '0.5'), payees: [{ party: 'helper', share: '0.9' }] },
      'Modtagernes andele af det som «town», «state» betaler skal tilsammen give 1; de giver 0.9.',
      "The payees' shares of what «town», «state» pays must add up to 1; they add up to 0.9.",
    ],
    [
      'shares of payees, for the payer that has its own',
      {
        ...split('0.5', '0.5'),
        payees: [
          { party: 'helper', share: '0.9', from: 'state' },
          { party: 'helper', share: 1 },
        ],
      },
      'Modtagernes andele af det som «state» betaler skal tilsammen give 1; de giver 0.9.',
      "The payees' shares of what «state» pays must add up to 1; they add up to 0.9.",
    ],
    [
      'weights',
      {
        outcomes: [
          job,
          { code: 't', kind: 'total', measure: 'cost', unit: 'amount' },
          { code: 'w', kind: 'weighted', parts: [{ outcome: 't', weight: '0.999' }] },
        ],
        measures: [{ code: 'cost' }],
      },
      'Vægtene skal tilsammen give 1; de giver 0.999.',
      'The weights must add up to 1; they add up to 0.999.',
    ],
    [
      'a price without amount',
      outcome({ price: { kind: 'per-claim' } }),
      'Beløbet mangler. Angiv amount, f.eks. 20000.',
      'The amount is missing. Give amount, e.g. 20000.',
    ],
    [
      'prices missing at follow-ups',
      {
        ...late,
        ...outcome({
          followUps: ['m3', 'm6', 'm9'],
          price: { kind: 'per-claim', byFollowUp: [{ followUp: 'm6', amount: 1 }] },
        }),
      },
      'Prisen ved «m3», «m9» mangler. Angiv amount, eller en række i byFollowUp for hver af resultatets opfølgninger.',
      "The price at «m3», «m9» is missing. Give amount, or a row in byFollowUp for each of the outcome's follow-ups.",
    ],
    [
      'tiers that fall',
      tiers(['50', true], ['40', true]),
      `Trinnene skal være stigende; her følger from: 40, inclusive: true efter from: 50, inclusive: true. ${rule[0]}`,
      `The steps must be ascending; here from: 40, inclusive: true follows from: 50, inclusive: true. ${rule[1]}`,
    ],
    [
      'tiers at one bound, above before at',
      tiers(['50', false], ['50', true]),
      `Trinnene skal være stigende; her følger from: 50, inclusive: true efter from: 50, inclusive: false. ${rule[0]}`,
      `The steps must be ascending; here from: 50, inclusive: true follows from: 50, inclusive: false. ${rule[1]}`,
    ],
    [
      'points that fall',
      {
        outcomes: [
          {
            code: 'days',
            kind: 'counted',
            price: {
              kind: 'interpolated',
              below: 'nothing',
              points: [
                { at: 2, amount: 1 },
                { at: 1, amount: 2 },
              ],
            },
          },
        ],
      },
      'Punkterne skal være stigende; her følger 1 efter 2.',
      'The points must be ascending; here 1 follows 2.',
    ],
  ])('is said: %s', (_what, parts, da, en) =>
    expect(errorsOf(parts).map((error) => [error.da, error.en])).toEqual([[da, en]]),
  );
  it('is where the same stood first', () => {
    const text = written({ outcomes: [job, job, job] }).replaceAll('{"name":{"da":"job"', '\n$&');
    const parsed = parseTerms(text);
    expect(parsed.ok ? [] : parsed.errors.map(({ line, da, en }) => [line, da, en])).toEqual(
      [3, 4].map((line) => [
        line,
        '«job» er angivet to gange. Første gang i linje 2.',
        '«job» is declared twice. The first time in line 2.',
      ]),
    );
  });
});

describe('what is wrong with a document', () => {
  it.each([
    [199, 199],
    [200, 200],
    [201, 200],
  ])('is listed up to two hundred times: of %p, %p', (wrong, listed) =>
    expect(
      errorsOf({ groups: Array.from({ length: wrong }, (_, i) => ({ code: `g${i}`, uplift: 'x' })) }),
    ).toHaveLength(listed),
  );
  it('is listed in the order of the document', () => {
    const text = '{"ref": 5,\n "title": 6, "description": 7,\n "currency": "KR"}';
    const parsed = parseTerms(text);
    const places = parsed.ok
      ? []
      : parsed.errors
          .filter((error) => error.code === 'terms.invalid-value')
          .map((error) => [error.line, error.column, error.path]);
    expect(places).toEqual([
      [1, 9, 'ref'],
      [2, 11, 'title'],
      [2, 29, 'description'],
      [3, 14, 'currency'],
    ]);
  });
  it('is a fraction where a whole number must stand, however it is written', () => {
    const parsed = parseTerms('priceLevelYear: 20245e-1');
    expect(
      parsed.ok
        ? []
        : parsed.errors.filter((error) => error.path === 'priceLevelYear').map((error) => [error.da, error.en]),
    ).toEqual([['Her skal stå et helt tal.', 'This must be a whole number.']]);
  });
  it.each([
    [200, 200],
    [201, 200],
  ])('is told of %p unknown fields in one place for %p', (unknown, told) => {
    const period = {
      from: '2024-01-01',
      to: '2024-12-31',
      ...Object.fromEntries(Array.from({ length: unknown }, (_, i) => [`x${i}`, 1])),
    };
    expect(errorsOf({ period }).map(({ path }) => path)).toEqual(
      Array.from({ length: told }, (_, i) => `period.x${i}`),
    );
  });
  it('is that there is nothing', () =>
    expect(parseTerms('')).toMatchObject({
      ok: false,
      errors: [
        {
          line: 1,
          column: 1,
          da: 'Her skal stå et afsnit med felter: language, ref, title, currency, period, parties, claims, verification, outcomes, payers, payees.',
        },
      ],
    }));
  it('stands at the field that nobody knows', () => {
    const parsed = parseTerms('unheard-of:\n  deep: 1');
    expect(parsed.ok ? undefined : parsed.errors.find((error) => error.code === 'terms.unknown-field')).toMatchObject({
      line: 1,
      column: 1,
      path: 'unheard-of',
    });
  });
});
