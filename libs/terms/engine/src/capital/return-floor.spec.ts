import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { contract, documentOf } from '../../test/build.js';
import { parseTerms, waterfall } from '../index.js';

const outcomes = [
  { code: 'job', name: { da: 'j', en: 'j' }, kind: 'reached', price: { kind: 'per-claim', amount: 1 } },
];
const returns = (senior: object, received: number, on = '2025-01-01') => {
  const capital = [
    { party: 'state', kind: 'senior-loan', amount: 1000, paidIn: [{ on: '2024-01-02', amount: 1000 }], ...senior },
    { party: 'helper', kind: 'equity', amount: 100 },
  ];
  return waterfall(
    contract({ outcomes, capital }),
    [{ on: localDate(on), amount: BigInt(received) * 100n }],
    localDate('2029-12-31'),
  ).capital.map((each) => Number(each.return + each.principal) / 100);
};

describe('a floor under the return', () => {
  it.each([
    [1049, 1049, 0],
    [1050, 1050, 0],
    [1051, 1050, 1],
  ])('of %p received the loan gets %p, before equity gets %p', (received, loan, equity) =>
    expect(returns({ returnFloor: 50 }, received)).toEqual([loan, equity]),
  );
  it.each([
    ['0.049', 1050],
    ['0.05', 1050],
    ['0.051', 1051],
  ])('is what is due when a rate of %p gives less (%p)', (yearlyReturn, loan) =>
    expect(returns({ returnFloor: 50, yearlyReturn }, 1100)[0]).toBe(loan),
  );
  it('lies at or under the cap', () => {
    expect(returns({ returnFloor: 50, returnCap: 50 }, 2000)[0]).toBe(1050);
    const errors = (floor: number, kind: object = { party: 'state', kind: 'grant' }) => {
      const parsed = parseTerms(
        JSON.stringify(
          documentOf({ outcomes, capital: [{ ...kind, amount: 100, returnFloor: floor, returnCap: 50 }] }),
        ),
      );
      return parsed.ok ? [] : parsed.errors.map(({ code }) => code);
    };
    expect([49, 50, 51].map((floor) => errors(floor))).toEqual([[], [], ['terms.floor-above-cap']]);
    expect(errors(5, { party: 'state', kind: 'first-loss-guarantee', covers: ['state'] })).toEqual([
      'terms.only-capital',
    ]);
  });
});
