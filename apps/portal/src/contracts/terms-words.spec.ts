import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { outcome, type Capital, type Price } from '@ringvirkning/terms-language';
import {
  capitalLine,
  capLine,
  floorLine,
  groupLine,
  namesOf,
  priceLines,
  termsAmount,
  termsShare,
} from './terms-words.js';

/** Words that show which text was chosen with which values. */
const words: Parameters<typeof capitalLine>[3] = {
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

describe('capital in words', () => {
  const line = (capital: Omit<Capital, 'party' | 'amount' | 'paidIn'>) =>
    capitalLine({ party: 'fund', amount: '100', paidIn: [], ...capital }, terms, (id) => `<${id}>`, words);
  it('is who puts how much in, and no more where nothing else is agreed', () =>
    expect(line({ kind: 'grant' })).toBe(
      'capital.line {"party":"<fund>","kind":"capital.grant","amount":"10000 DKK"}',
    ));
  it('tells what it earns and between which bounds', () => {
    expect(line({ kind: 'senior-loan', yearlyReturn: '0.03', returnFloor: '5', returnCap: '20' })).toMatch(
      /, capital\.yearlyReturn {"rate":"3 %"}, capital\.returnFloor {"amount":"500 DKK"}, capital\.returnCap {"amount":"2000 DKK"}$/,
    );
    expect(line({ kind: 'equity', coupon: { outcome: 'home', rates: [] } })).toMatch(
      /, capital\.coupon {"outcome":"Egen bolig"}$/,
    );
  });
  it('tells when principal comes back, and what bounds the rate', () => {
    expect(
      line({ kind: 'senior-loan', irrCap: '0.08', returnFirst: true, principalOn: localDate('2029-06-30') }),
    ).toMatch(/, capital\.irrCap {"rate":"8 %"}, capital\.returnFirst {}, capital\.principalOn {"on":"<2029-06-30>"}$/);
    const table = { outcome: 'home', rates: [], interpolated: true };
    expect(line({ kind: 'equity', coupon: { ...table, atLeast: { rate: '0.05' } } })).toMatch(
      /, capital\.interpolated {}, capital\.leastRate {"rate":"5 %"}$/,
    );
    expect(
      line({ kind: 'equity', coupon: { ...table, atLeast: { rate: '0.05', until: localDate('2026-06-30') } } }),
    ).toMatch(/, capital\.leastRateUntil {"rate":"5 %","until":"<2026-06-30>"}$/);
  });
  it('tells whose loss a guarantee covers', () =>
    expect(line({ kind: 'first-loss-guarantee', covers: ['dsi', 'fund'] })).toMatch(
      /, capital\.covers {"parties":"<dsi>, <fund>"}$/,
    ));
});
