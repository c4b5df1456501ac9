import { describe, expect, it } from '@jest/globals';
import { outcome, type Price } from '@ringvirkning/terms-language';
import {
  allPriceLines,
  capLine,
  floorLine,
  groupLine,
  kindLine,
  namesOf,
  payerLine,
  priceLines,
  termsAmount,
  termsShare,
} from './terms-words.js';

/** Words that show which text was chosen with which values. */
const words: Parameters<typeof allPriceLines>[2] = {
  t: (key, params) => `${key} ${JSON.stringify(params ?? {})}`,
  say: ({ da }) => da,
  word: (prefix, code) => `${prefix}.${code}`,
  money: (amount, currency) => `${amount} ${currency}`,
  decimal: (text) => text,
  share: (share) => `${share * 100} %`,
  date: (day) => `<${day}>`,
};
const terms = {
  currency: 'DKK' as const,
  followUps: [
    { code: 'm12', months: 12 },
    { code: 'm18', months: 18, name: { da: 'halvandet år', en: '' } },
  ],
  groups: [{ code: 'hard', name: { da: 'De sværeste', en: 'The hardest' }, uplift: '0', deadweight: '0' }],
  cohorts: [],
  outcomes: [outcome.parse({ code: 'home', kind: 'reached', name: { da: 'Egen bolig', en: 'Own home' } })],
};
const linesOf = (price: Price | undefined) => priceLines(price, terms, words);

describe('amounts of the terms', () => {
  it.each([
    ['20000', 'DKK', '2000000 DKK'],
    ['1499.5', 'DKK', '149950 DKK'],
    ['90071992547409931', 'DKK', '9007199254740993100 DKK'],
    ['1499', 'JPY', '1499 JPY'],
    ['1.255', 'KWD', '1255 KWD'],
    ['1.234', 'DKK', '1.234 DKK'],
  ] as const)('%s in %s is %s', (text, currency, shown) => expect(termsAmount(text, currency, words)).toBe(shown));
});

describe('prices in words', () => {
  it('is one line when all follow-ups pay the same', () =>
    expect(
      linesOf({
        kind: 'per-claim',
        byFollowUp: [
          { followUp: 'm12', amount: '1500' },
          { followUp: 'm18', amount: '1500' },
        ],
      }),
    ).toEqual(['price.claim {"amount":"150000 DKK"}']));
  it('is a line for each follow-up when they differ', () =>
    expect(
      linesOf({
        kind: 'per-claim',
        byFollowUp: [
          { followUp: 'm12', amount: '1' },
          { followUp: 'm18', amount: '2' },
        ],
      }),
    ).toEqual([
      'price.followUp {"followUp":"terms.months {\\"count\\":12}","amount":"100 DKK"}',
      'price.followUp {"followUp":"halvandet år","amount":"200 DKK"}',
    ]));
  it('says that an outcome pays nothing', () => expect(linesOf(undefined)).toEqual(['terms.noPrice {}']));
  it.each<[Price, number]>([
    [{ kind: 'per-unit', unit: 'day', amount: '12.345', threshold: '8.5' }, 1],
    [{ kind: 'per-time', amount: '20000', months: 6 }, 1],
    [
      {
        kind: 'steps',
        steps: [
          { from: '8.5', inclusive: true, amount: '1' },
          { from: '10', inclusive: true, amount: '2' },
        ],
      },
      2,
    ],
    [
      {
        kind: 'interpolated',
        below: 'nothing',
        points: [
          { at: '0', amount: '0' },
          { at: '1', amount: '5' },
        ],
      },
      2,
    ],
    [
      {
        kind: 'tranches',
        tranches: [
          { upTo: '10000000', share: '1', requires: [] },
          { share: '0.5', requires: [] },
        ],
      },
      2,
    ],
  ])('says every part of %j', (price, lines) => expect(linesOf(price)).toHaveLength(lines));
});

describe('who pays', () =>
  it('is said with the share, every bound and the outcomes', () =>
    expect(
      payerLine(
        {
          ...{ party: 'region', share: '0.2', perClaim: '50', cap: '1000', outcomes: ['home'] },
          yearCaps: [{ year: 2026, max: '400' }],
        },
        terms,
        'Region',
        words,
      ),
    ).toMatch(
      /^cap\.outcomes .*terms\.share .*20 %.*, terms\.mostPerClaim .*5000 DKK.*, terms\.most .*100000 DKK.*, terms\.mostInYear .*40000 DKK.*2026.*Egen bolig/,
    )));

describe('how an outcome is measured', () =>
  it('is said with the part of the calendar that has a value of its own', () => {
    const average = { code: 'nights', kind: 'average', name: { da: 'Nætter', en: 'Nights' }, measure: 'night' };
    const population = { of: 'referred' };
    const said = (per: string): string =>
      kindLine(outcome.parse({ ...average, perPerson: 'sum', population, per }), words);
    expect(said('contract')).not.toContain('per.');
    expect(said('quarter')).toMatch(/^terms\.kindPer .*"per":"per\.quarter"/);
  }));

describe('caps and names in words', () => {
  it('names what a cap counts and when', () =>
    expect(capLine({ step: 'budget-year', max: '100', outcomes: ['home'], years: [2026] }, terms, words)).toMatch(
      /cap\.years.*cap\.outcomes.*10000 DKK.*Egen bolig.*2026/,
    ));
  it('tells a quota of a group, and for whom each it is', () =>
    expect(
      capLine({ step: 'quantity', share: '0.4', groups: ['hard'], per: 'cohort', of: 'paid' }, terms, words),
    ).toMatch(/cap\.outcomes.*cap\.per.*40 %.*per\.cohort.*De sværeste/));
  it('tells a guaranteed minimum, its outcomes and years', () =>
    expect(floorLine({ outcomes: ['home'], years: [2026, 2027], min: '5000' }, terms, words)).toMatch(
      /cap\.years.*floor\.line.*500000 DKK.*Egen bolig.*2026, 2027/,
    ));
  it.each([
    [{ uplift: '0.4', deadweight: '0' }, 'De sværeste: group.uplift {"share":"40 %"}'],
    [
      { uplift: '0', deadweight: '0.25', share: '1/3' },
      'De sværeste: group.deadweight {"share":"25 %"}, group.share {"share":"1/3"}',
    ],
    [{ uplift: '0', deadweight: '0' }, 'De sværeste'],
  ])('tells what a group changes: %j', (changes, line) =>
    expect(groupLine({ ...terms.groups[0]!, ...changes }, words)).toBe(line),
  );
  it('shows a code nobody named as it is', () => expect(namesOf(terms, words).outcome('other')).toBe('other'));
  it('keeps thirds exact', () =>
    expect([termsShare('2/3', words), termsShare('0.75', words)]).toEqual(['2/3', '75 %']));
});

describe('a price by the number of people', () =>
  it('says from whom and to whom', () =>
    expect(
      linesOf({
        kind: 'by-number',
        tiers: [{ upTo: 40, amount: '200' }, { upTo: 60, amount: '250' }, { amount: '300' }],
      }),
    ).toEqual([
      'price.tier {"amount":"20000 DKK","from":"1","to":"40"}',
      'price.tier {"amount":"25000 DKK","from":"41","to":"60"}',
      'price.tierRest {"amount":"30000 DKK","from":"61"}',
    ])));
