import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { evaluate, frozenTerms, parseTerms, receiptsOf, simulate, waterfall } from '../src/index.js';
import { contract, END, fact, written } from './build.js';

const days = (amount: string | number) => ({
  code: 'days',
  kind: 'counted',
  claims: 'repeatable',
  planned: [{ count: 2 }],
  price: { kind: 'per-unit', unit: 'day', amount },
});
const job = (amount: string | number) => ({ code: 'days', kind: 'reached', price: { kind: 'per-claim', amount } });
const of = (currency: string, amount: string | number, more: Record<string, unknown> = {}) =>
  contract({ currency, outcomes: [days(amount)], ...more });
const paid = (terms: ReturnType<typeof of>, quantity: string) =>
  evaluate(terms, [fact('days', '2025-03-01', { quantity })], END);
const thirds = {
  payers: {
    split: 'fixed',
    parts: [
      { party: 'town', share: '1/3' },
      { party: 'state', share: '2/3' },
    ],
  },
};

describe('a contract is computed in the minor units of its currency', () => {
  it.each([
    ['DKK', '1.25', '7', 875n],
    ['CHF', '1.25', '7', 875n],
    ['ARS', '1.25', '7', 875n],
    ['JPY', '333', '7', 2331n],
    ['KRW', '333', '1.5', 500n], // 499.5 won
    ['KWD', '1.255', '7', 8785n],
    ['TND', '0.001', '0.5', 1n], // half a millime
  ])('%s %s × %s days are %s minor units', (currency, amount, quantity, payable) =>
    expect(paid(of(currency, amount), quantity)).toMatchObject({ currency, payable }),
  );

  it('rounds down to whole yen where the contract says so', () =>
    expect(paid(of('JPY', '333', { rounding: 'down' }), '1.5').payable).toBe(499n));

  it.each([
    [
      'JPY',
      '100',
      [
        ['town', 33n],
        ['state', 67n],
      ],
    ],
    [
      'KWD',
      '0.100',
      [
        ['town', 33n],
        ['state', 67n],
      ],
    ],
    [
      'KWD',
      '100',
      [
        ['town', 33_333n],
        ['state', 66_667n],
      ],
    ],
  ] as const)('%s %s in thirds adds up', (currency, amount, parts) =>
    expect(
      paid(of(currency, amount, thirds), '1').lines[0]!.payers.map(({ party, amount }) => [party, amount]),
    ).toEqual(parts),
  );

  it.each([
    ['JPY', '500', 500n, 499n],
    ['KWD', '0.5', 500n, 498_500n],
  ])('a cap of %s %s leaves the rest as excess', (currency, max, payable, excess) => {
    const caps = [{ step: 'contract', max }];
    const result = paid(of(currency, currency === 'JPY' ? '999' : '499', { caps }), '1');
    expect([result.payable, result.excess.map(({ amount }) => amount)]).toEqual([payable, [excess]]);
  });

  it('capital earns in them too: a tenth a year of 1,000 dinars, and of 1,000 yen', () => {
    const returned = (currency: string) => {
      const terms = of(currency, '2000', {
        payees: [{ party: 'state', share: 1 }],
        capital: [{ party: 'state', kind: 'senior-loan', amount: 1000, yearlyReturn: '0.1' }],
      });
      const result = evaluate(terms, [fact('days', '2024-12-31')], '2024-12-31');
      return waterfall(terms, receiptsOf(terms, result), localDate('2024-12-31')).capital[0]!.return;
    };
    // 1 Jan to 31 Dec 2024 is 365 days.
    expect([returned('KWD'), returned('JPY'), returned('DKK')]).toEqual([100_000n, 100n, 10_000n]);
  });

  it('shows all decimals of a broken amount and none of a whole one', () => {
    const say = (currency: string, amount: string) => paid(of(currency, amount), '3').lines[0]!.sentence;
    expect(say('KWD', '1.25').en).toContain('KWD 3.750');
    expect(say('KWD', '1.25').da).toContain('3,750 KWD');
    expect(say('KWD', '2').en).toContain('give KWD 6 (');
    expect(say('JPY', '2000').da).toContain('6.000 JPY');
  });

  it('simulates in it', () => {
    const simulated = simulate(of('BHD', '1.125'), { success: [], runs: 0, seed: 1 });
    expect(simulated.forecast.course.payable).toBe(2250n);
  });
});

describe('an amount has no more decimals than its currency', () => {
  const refusals = (text: string) => {
    const parsed = parseTerms(text);
    return parsed.ok ? [] : parsed.errors.map(({ path, en }) => `${path}: ${en}`);
  };
  it.each([
    ['DKK', '20.000', /more than two decimals.*twenty thousand/],
    ['EUR', '1.255', /more than two decimals/],
    ['JPY', '20.000', /has decimals, and JPY has none.*twenty thousand/],
    ['KRW', '20.0', /KRW has none/],
    ['KWD', '1.2555', /more than three decimals/],
  ])('%s %s is refused', (currency, amount, reason) => {
    const bare = written({ currency, outcomes: [job(amount)] }).replace(`"${amount}"`, amount);
    for (const text of [written({ currency, outcomes: [job(amount)] }), bare])
      expect(refusals(text)).toEqual([expect.stringMatching(reason)]);
  });

  it('20.000 is how twenty dinars are written, not twenty thousand', () => {
    const bare = written({ currency: 'KWD', outcomes: [job('20.000')] }).replace('"20.000"', '20.000');
    const [parsed, plain] = [bare, written({ currency: 'KWD', outcomes: [job(20)] })].map(parseTerms);
    expect(parsed).toEqual(plain);
    expect(parsed).toMatchObject({ ok: true, terms: { outcomes: [{ price: { amount: '20' } }] } });
  });

  it('is judged everywhere an amount can stand', () => {
    const half = '0.5';
    const price = (price: object, code: string) => ({ code, kind: 'counted', claims: 'repeatable', price });
    const text = written({
      currency: 'JPY',
      followUps: [{ code: 'm6', months: 6 }],
      outcomes: [
        {
          code: 'a',
          kind: 'reached',
          followUps: ['m6'],
          price: { kind: 'per-claim', byFollowUp: [{ followUp: 'm6', amount: half }] },
        },
        price({ kind: 'per-unit', unit: 'day', amount: 1 }, 'b'),
        price({ kind: 'steps', steps: [{ from: 1, inclusive: true, amount: half }] }, 'c'),
        price(
          {
            kind: 'interpolated',
            below: 'nothing',
            points: [
              { at: 1, amount: half },
              { at: 2, amount: 1 },
            ],
          },
          'd',
        ),
        { code: 'e', kind: 'reached', followUps: ['m6'], price: { kind: 'per-time', months: 6, amount: half } },
      ],
      caps: [
        { step: 'contract', max: half },
        { step: 'person', max: half },
      ],
      floors: [{ outcomes: ['b'], years: [2024], min: half }],
      payers: {
        split: 'top-up',
        parts: [{ party: 'town', perClaim: half, cap: half, yearCaps: [{ year: 2024, max: half }] }],
      },
      capital: [
        {
          party: 'state',
          kind: 'equity',
          amount: half,
          paidIn: [{ on: '2024-01-01', amount: half }],
          returnFloor: half,
          returnCap: half,
        },
      ],
    });
    expect(
      refusals(text)
        .map((line) => line.split(':')[0])
        .sort(),
    ).toEqual([
      'capital[0].amount',
      'capital[0].paidIn[0].amount',
      'capital[0].returnCap',
      'capital[0].returnFloor',
      'caps[0].max',
      'caps[1].max',
      'floors[0].min',
      'outcomes[0].price.byFollowUp[0].amount',
      'outcomes[2].price.steps[0].amount',
      'outcomes[3].price.points[0].amount',
      'outcomes[4].price.amount',
      'payers.parts[0].cap',
      'payers.parts[0].perClaim',
      'payers.parts[0].yearCaps[0].max',
    ]);
  });
});

describe('three decimals that may be thousands', () => {
  const refusals = (parts: Record<string, unknown>) => {
    const parsed = parseTerms(written(parts));
    return parsed.ok ? [] : parsed.errors.map(({ path, en }) => `${path}: ${en}`);
  };
  const unit = 'outcomes[0].price.amount';
  it.each([
    ['DKK', '1.250', [`${unit}: «1.250» can be read in two ways. Write 1250 for thousands, 1.2500 for decimals.`]],
    ['JPY', '450.000', [expect.stringMatching(/Write 450000 for thousands/)]],
    ['DKK', '1.2500', []],
    ['DKK', '0.125', []],
    ['DKK', '1250.125', []],
    ['DKK', '1.25', []],
    ['KWD', '1.250', []],
  ])('as a price of %s per unit: %s', (currency, amount, expected) =>
    expect(refusals({ currency, outcomes: [days(amount)] })).toEqual(expected),
  );

  it('are asked about in caps and tables, and not in rates', () =>
    expect(
      refusals({
        currency: 'KWD',
        indexation: { baseYear: 2024, index: [{ year: 2024, value: '103.512' }] },
        groups: [{ code: 'hard', uplift: '1.125' }],
        outcomes: [
          {
            code: 'days',
            kind: 'counted',
            claims: 'repeatable',
            price: { kind: 'steps', steps: [{ from: '1.000', inclusive: true, amount: 5 }] },
          },
        ],
        caps: [{ step: 'quantity', outcomes: ['days'], max: '2.500' }],
      }).map((line) => line.split(':')[0]),
    ).toEqual(['outcomes[0].price.steps[0].from', 'caps[0].max']));

  it('stay as they were signed', () => {
    const terms = of('DKK', '1.2500');
    expect(frozenTerms(JSON.parse(JSON.stringify(terms)))).toEqual(terms);
    expect(paid(terms, '2').payable).toBe(250n);
  });
});
