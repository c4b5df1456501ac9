import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { outcome, type Capital } from '@ringvirkning/terms-language';
import { capitalLine } from './capital-words.js';

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

const TABLE = [
  { from: '5', inclusive: true, rate: '0.02' },
  { from: '15', inclusive: false, rate: '0.04' },
];

describe('capital in words', () => {
  const line = ({
    paidIn = [],
    ...capital
  }: Omit<Capital, 'party' | 'amount' | 'paidIn'> & Partial<Pick<Capital, 'paidIn'>>) =>
    capitalLine({ party: 'fund', amount: '100', paidIn, ...capital }, terms, (id) => `<${id}>`, words);
  it('is who puts how much in, and no more where nothing else is agreed', () =>
    expect(line({ kind: 'grant' })).toBe(
      'capital.line {"party":"<fund>","kind":"capital.grant","amount":"10000 DKK"}',
    ));
  it('tells what it earns and between which bounds', () => {
    expect(line({ kind: 'senior-loan', yearlyReturn: '0.03', returnFloor: '5', returnCap: '20' })).toMatch(
      /, capital\.yearlyReturn {"rate":"3 %"}, capital\.returnFloor {"amount":"500 DKK"}, capital\.returnCap {"amount":"2000 DKK"}$/,
    );
    expect(line({ kind: 'equity', coupon: { outcome: 'home', rates: TABLE } })).toMatch(
      /, capital\.coupon {"outcome":"Egen bolig","rates":"capital\.rate {\\"from\\":\\"price\.from .*2 %.*; capital\.rate .*price\.above .*4 %/,
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
  it('tells when it is paid in, and what comes back to pay later payments', () =>
    expect(
      line({
        kind: 'grant',
        paidIn: [{ on: localDate('2027-01-01'), amount: '40' }],
        recycling: { share: '1', until: localDate('2028-12-31') },
      }),
    ).toMatch(
      /, capital\.paidIn {"amount":"4000 DKK","on":"<2027-01-01>"}, capital\.recyclingUntil {"share":"100 %","until":"<2028-12-31>"}$/,
    ));
  it('tells whose loss a guarantee covers', () =>
    expect(line({ kind: 'first-loss-guarantee', covers: ['dsi', 'fund'] })).toMatch(
      /, capital\.covers {"parties":"<dsi>, <fund>"}$/,
    ));
});
