import { describe, expect, it } from '@jest/globals';
import { addDays, localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { repayersOf } from '@ringvirkning/terms-language';
import { CASES } from '../../test/cases.js';
import { contract } from '../../test/build.js';
import { example } from '../../test/examples.js';
import { ratesThatFit } from './irr.js';
import { evaluate, internalRateOfReturn, receiptsOf, waterfall } from '../index.js';

const price = { kind: 'per-claim', amount: 1 };
const stack = (...capital: unknown[]) => contract({ outcomes: [{ code: 'job', kind: 'reached', price }], capital });
const on = localDate('2025-01-01');
const settled = localDate('2029-12-31');
const received = (...amounts: number[]) =>
  amounts.map((amount, i) => ({ on: localDate(`202${5 + i}-01-01`), amount: BigInt(amount) * 100n }));
const kroner = (result: ReturnType<typeof waterfall>) =>
  result.capital.map(({ party, principal, return: gain, guaranteed, lost }) => [
    party,
    ...[principal, gain, guaranteed, lost].map((each) => Number(each) / 100),
  ]);

describe('the waterfall', () => {
  const three = stack(
    { party: 'helper', kind: 'subordinated-loan', amount: 500, returnCap: 50 },
    { party: 'state', kind: 'senior-loan', amount: 1000, returnCap: 100 },
    { party: 'helper', kind: 'equity', amount: 200 },
  );
  it.each([
    [999, 999, 0, 0, 0, 0, 0],
    [1000, 1000, 0, 0, 0, 0, 0],
    [1001, 1000, 1, 0, 0, 0, 0],
    [1101, 1000, 100, 1, 0, 0, 0],
    [1600, 1000, 100, 500, 0, 0, 0],
    [1650, 1000, 100, 500, 50, 0, 0],
    [1850, 1000, 100, 500, 50, 200, 0],
    [2000, 1000, 100, 500, 50, 200, 150],
  ])(
    'of %p the senior loan gets %p and %p return, the subordinated %p and %p, equity %p and %p',
    (amount, ...expected) => {
      const [sub, senior, equity] = kroner(waterfall(three, received(amount), settled)) as [
        number[],
        number[],
        number[],
      ];
      expect([senior[1], senior[2], sub[1], sub[2], equity[1], equity[2]]).toEqual(expected);
    },
  );
  it('grants have no return beyond their cap; what nobody is due is surplus', () => {
    const result = waterfall(
      stack(
        { party: 'state', kind: 'grant', amount: 100, returnCap: 10 },
        { party: 'helper', kind: 'grant', amount: 100 },
      ),
      received(250),
      settled,
    );
    expect(kroner(result)).toEqual([
      ['state', 100, 10, 0, 0],
      ['helper', 100, 0, 0, 0],
    ]);
    expect(result.surplus).toBe(4000n);
  });
  it('a yearly return accrues on what is outstanding, day by day', () => {
    const result = waterfall(
      stack({
        party: 'state',
        kind: 'senior-loan',
        amount: 1000,
        yearlyReturn: '0.05',
        paidIn: [{ on, amount: 1000 }],
      }),
      [
        { on: localDate('2026-01-01'), amount: 50_000n },
        { on: localDate('2027-01-01'), amount: 200_000n },
      ],
      settled,
    );
    expect(kroner(result)).toEqual([['state', 1000, 75, 0, 0]]);
    expect(result.capital[0]!.irr).toBe('0.0484');
  });
  it.each([
    ['2024-12-31', 0, 1000],
    ['2025-01-01', 400, 600],
    ['2025-12-31', 400, 600],
    ['2026-01-01', 1000, 0],
    ['2026-01-02', 1000, 0],
  ])(
    'what is received on %s repays what was paid in until then: %p; the rest, %p, is lost and left over',
    (day, repaid, lost) => {
      const inParts = stack({
        party: 'state',
        kind: 'grant',
        amount: 1000,
        paidIn: [
          { on: '2026-01-01', amount: 600 },
          { on: '2025-01-01', amount: 400 },
        ],
      });
      const result = waterfall(inParts, [{ on: localDate(day), amount: 100_000n }], settled);
      expect(kroner(result)).toEqual([['state', repaid, 0, 0, lost]]);
      expect(result.surplus).toBe(BigInt(lost) * 100n);
      expect(
        result.postings.filter((posting) => posting.kind === 'paid-in').map((posting) => [posting.on, posting.amount]),
      ).toEqual([
        ['2025-01-01', 40_000n],
        ['2026-01-01', 60_000n],
      ]);
    },
  );
  it('what is received is distributed in the order of its days, however it is listed', () => {
    const receipts = [
      { on: localDate('2026-01-01'), amount: 50_000n },
      { on: localDate('2025-07-02'), amount: 50_000n },
    ];
    const loan = stack({
      party: 'state',
      kind: 'senior-loan',
      amount: 1000,
      yearlyReturn: '0.1',
      paidIn: [{ on, amount: 1000 }],
    });
    expect(waterfall(loan, receipts, settled)).toEqual(waterfall(loan, [...receipts].reverse(), settled));
    expect(waterfall(loan, receipts, settled).postings.map((posting) => posting.on)).toEqual([
      '2025-01-01',
      '2025-07-02',
      '2026-01-01',
    ]);
  });
  it.each([
    [{ yearlyReturn: '0.0365' }, [3650n, 1820n]],
    [{ yearlyReturn: '0.0365', returnCap: '54.71' }, [3650n, 1820n]],
    [{ yearlyReturn: '0.0365', returnCap: '54.70' }, [3650n, 1820n]],
    [{ yearlyReturn: '0.0365', returnCap: '54.69' }, [3650n, 1819n]],
    [{ yearlyReturn: '0.0365', returnCap: '36.49' }, [3649n]],
    [{ returnCap: '36.50' }, [3650n]],
    [{}, []],
  ])('with %j the returns are %j: what has accrued and is not yet paid, up to the cap', (agreed, returns) => {
    const loan = stack({
      party: 'state',
      kind: 'senior-loan',
      amount: 1500,
      paidIn: [
        { on, amount: 1000 },
        { on: '2026-01-02', amount: 500 },
      ],
      ...agreed,
    });
    const { postings } = waterfall(
      loan,
      [
        { on: localDate('2026-01-01'), amount: 103_650n },
        { on: localDate('2027-01-01'), amount: 1_000_000n },
      ],
      settled,
    );
    expect(postings.filter((posting) => posting.kind === 'return').map((posting) => posting.amount)).toEqual(returns);
  });
  it.each([
    [undefined, '100.10', 501n],
    ['half-away-from-zero', '100.09', 500n],
    ['down', '100.19', 500n],
  ])("a return is rounded by the contract's rule (%p): 5 %% of %p for a year", (rounding, amount, expected) => {
    const terms = contract({
      ...(rounding ? { rounding } : {}),
      outcomes: [{ code: 'job', kind: 'reached', price }],
      capital: [{ party: 'state', kind: 'senior-loan', amount, yearlyReturn: '0.05', paidIn: [{ on, amount }] }],
    });
    expect(waterfall(terms, [{ on: localDate('2026-01-01'), amount: 100_000n }], settled).capital[0]!.return).toBe(
      expected,
    );
  });
  it('a first-loss guarantee covers losses up to its amount, in the stated order; what is left is lost and posted', () => {
    const result = waterfall(
      stack(
        { party: 'helper', kind: 'grant', amount: 1000 },
        { party: 'state', kind: 'first-loss-guarantee', amount: 300, covers: ['helper'] },
        { party: 'state', kind: 'first-loss-guarantee', amount: 200, covers: ['helper'] },
      ),
      received(400),
      settled,
    );
    expect(kroner(result)).toEqual([['helper', 400, 0, 500, 100]]);
    expect(result.guarantees.map(({ called }) => called)).toEqual([30_000n, 20_000n]);
    expect(result.postings.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['paid-in', 100_000n],
      ['principal', 40_000n],
      ['guarantee', 30_000n],
      ['guarantee', 20_000n],
      ['loss', 10_000n],
    ]);
  });
  it('a guarantee covers whom it names, and no one else', () => {
    const result = waterfall(
      stack(
        { party: 'helper', kind: 'grant', amount: 100 },
        { party: 'state', kind: 'grant', amount: 100 },
        { party: 'state', kind: 'first-loss-guarantee', amount: 300, covers: ['helper'] },
      ),
      [],
      settled,
    );
    expect(kroner(result)).toEqual([
      ['helper', 0, 0, 100, 0],
      ['state', 0, 0, 0, 100],
    ]);
  });
  it.each([
    [1000, 0, 500, 500],
    [1499, 499, 1, 500],
    [1500, 500, 0, 500],
    [1501, 501, 0, 499],
  ])(
    'when %p come back of two loans of 1,000, the lower one gets %p and, from a guarantee of half of the principal, %p; it loses %p',
    (amount, repaid, guaranteed, lost) => {
      const ranks = stack(
        { party: 'state', kind: 'senior-loan', amount: 1000 },
        { party: 'helper', kind: 'subordinated-loan', amount: 1000 },
        { party: 'state', kind: 'first-loss-guarantee', amount: 5000, covers: ['helper', 'state'], share: '0.5' },
      );
      expect(kroner(waterfall(ranks, received(amount), settled))).toEqual([
        ['state', 1000, 0, 0, 0],
        ['helper', repaid, 0, guaranteed, lost],
      ]);
    },
  );
  it.each([
    ['half-away-from-zero', '0.5', 3n, 2n],
    ['half-away-from-zero', '0.49', 2n, 3n],
    ['down', '0.5', 2n, 3n],
    ['down', '0.79', 3n, 2n],
  ])(
    'a guaranteed share is rounded as the contract says: %s, %s of 5 øre is %p, %p is lost',
    (rounding, share, guaranteed, lost) => {
      const loan = contract({
        rounding,
        outcomes: [{ code: 'job', kind: 'reached', price }],
        capital: [
          { party: 'helper', kind: 'grant', amount: '0.05' },
          { party: 'state', kind: 'first-loss-guarantee', amount: 1, covers: ['helper'], share },
        ],
      });
      expect(waterfall(loan, [], settled).capital[0]).toMatchObject({ guaranteed, lost });
    },
  );
  it.each([
    ['2024-07-01', '2025-12-31', 1501370n, 3498630n, '0.0976'],
    ['2025-01-01', '2025-12-31', 997260n, 4002740n, '0.1'],
    ['2025-07-01', '2025-12-31', 501370n, 4498630n, '0.1025'],
    ['2029-12-31', '2029-12-31', 0n, 5000000n, null],
  ])(
    'capital earns from the day it is paid in, also before the contract: paid in %s, received %s',
    (from, to, gain, surplus, irr) => {
      const loan = stack({
        party: 'state',
        kind: 'senior-loan',
        amount: 100_000,
        yearlyReturn: '0.10',
        paidIn: [{ on: from, amount: 100_000 }],
      });
      const result = waterfall(loan, [{ on: localDate(to), amount: 15_000_000n }], settled);
      expect(result.capital[0]).toMatchObject({ principal: 10_000_000n, return: gain, irr });
      expect(result.surplus).toBe(surplus);
    },
  );
  it('of instalments before and in the contract each earns from its own day', () => {
    const loan = stack({
      party: 'state',
      kind: 'senior-loan',
      amount: 200,
      yearlyReturn: '0.365',
      paidIn: [
        { on: '2025-01-11', amount: 100 },
        { on: '2024-12-22', amount: 100 },
      ],
    });
    const result = waterfall(loan, [{ on: localDate('2025-01-21'), amount: 100_000n }], settled);
    expect(result.capital[0]).toMatchObject({ return: 300n + 100n });
  });
  it('without capital there is no multiple', () =>
    expect(
      waterfall(stack({ party: 'helper', kind: 'grant', amount: 0 }), received(5), settled).capital[0],
    ).toMatchObject({ multiple: null, irr: null }));
  it('an instalment of nothing holds up none that follow', () => {
    const paidIn = [
      { on: '2025-01-01', amount: 0 },
      { on: '2025-02-01', amount: 7 },
    ];
    const { postings } = waterfall(stack({ party: 'helper', kind: 'grant', amount: 7, paidIn }), [], settled);
    expect(postings.filter(({ kind }) => kind === 'paid-in')).toEqual([
      { on: '2025-02-01', party: 'helper', kind: 'paid-in', amount: 700n },
    ]);
  });
  it('nothing appears or disappears', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 4 }),
        fc.integer({ min: 0, max: 900 }),
        (amounts, guarantee) => {
          const terms = stack(
            { party: 'helper', kind: 'subordinated-loan', amount: 500, returnCap: 50 },
            { party: 'state', kind: 'senior-loan', amount: 1000, yearlyReturn: '0.03' },
            { party: 'state', kind: 'grant', amount: 333 },
            { party: 'state', kind: 'first-loss-guarantee', amount: guarantee, covers: ['helper', 'state'] },
          );
          const result = waterfall(terms, received(...amounts), settled);
          const of = (kind: string) =>
            sum(result.postings.filter((posting) => posting.kind === kind).map((posting) => posting.amount));
          expect(of('principal') + of('return') + result.surplus).toBe(
            BigInt(amounts.reduce((a, b) => a + b, 0)) * 100n,
          );
          expect(result.postings.every((posting) => posting.amount > 0n)).toBe(true);
          expect(of('paid-in')).toBe(of('principal') + of('guarantee') + of('loss'));
          expect(result.guarantees[0]!.called).toBeLessThanOrEqual(BigInt(guarantee) * 100n);
        },
      ),
    ));
});

describe('what an evaluation brings to the capital stack', () => {
  const payments = (...paid: [payee: string, year: number, amount: bigint][]) =>
    paid.map(([payee, year, amount]) => ({ payer: 'town', payee, year, amount }));
  const parties = [
    { id: 'town', name: 'Town', kind: 'municipality', organisation: 'town', roles: ['authority', 'payer'] },
    { id: 'fund', name: 'Fund', kind: 'fund', organisation: 'fund', roles: ['investor'] },
    { id: 'broker', name: 'Broker', kind: 'company', organisation: 'broker', roles: ['partner'] },
    { id: 'helper', name: 'Helper', kind: 'supplier', organisation: 'helper', roles: ['supplier'] },
    { id: 'checker', name: 'Checker', kind: 'verifier', organisation: 'checker', roles: ['verifier'] },
  ];
  const paying = (shares: Record<string, number>) =>
    contract({
      parties,
      outcomes: [{ code: 'job', kind: 'reached', price }],
      payees: Object.entries(shares).map(([party, share]) => ({ party, share })),
      capital: [{ party: 'fund', kind: 'senior-loan', amount: 1000 }],
    });
  it('comes on the last day of each budget year, in the last year at the cut-off', () =>
    expect(
      receiptsOf(paying({ fund: 1 }), {
        payments: payments(['fund', 2025, 5n], ['fund', 2026, 4n], ['fund', 2026, 3n]),
        cutOff: localDate('2026-03-31'),
      }),
    ).toEqual([
      { on: '2025-12-31', amount: 5n },
      { on: '2026-03-31', amount: 7n },
    ]));
  it.each<[Record<string, number>, bigint, string[], boolean]>([
    [{ fund: 1 }, 100n, ['fund'], false],
    [{ fund: 0.25, helper: 0.75 }, 25n, ['fund'], false],
    [{ broker: 0.5, helper: 0.5 }, 50n, ['broker'], false],
    [{ fund: 0.25, broker: 0.5, helper: 0.25 }, 75n, ['fund', 'broker'], false],
    [{ helper: 1 }, 100n, ['helper'], true],
  ])('of 100 paid to %j it is %p, from %j; passed on by suppliers: %p', (shares, amount, from, passedOn) => {
    const terms = paying(shares);
    const paid = Object.entries(shares).map(([payee, share]): [string, number, bigint] => [
      payee,
      2025,
      BigInt(share * 100),
    ]);
    expect(
      sum(receiptsOf(terms, { payments: payments(...paid), cutOff: settled }).map((receipt) => receipt.amount)),
    ).toBe(amount);
    expect(repayersOf(terms)).toEqual({ parties: from, passedOn });
  });
});

describe('Rikers Island', () => {
  it.each([
    ['91.51', 0n, 720_000_000n, 240_000_000n, '0.75'],
    ['91.5', 480_000_000n, 240_000_000n, 240_000_000n, '0.75'],
    ['90', 960_000_000n, 0n, 0n, '1'],
    ['75', 960_000_000n, 0n, 0n, '1.22'],
  ])(
    'with %p days the lender gets back %p, the foundation pays %p and %p is lost: at most a quarter',
    (days, principal, guaranteed, lost, multiple) => {
      const terms = example('rikers-island');
      const { facts, cutOff } = CASES.find(
        (each) => each.example === 'rikers-island' && each.facts.some((fact) => fact.quantity === days),
      )!;
      const result = waterfall(terms, receiptsOf(terms, evaluate(terms, facts, cutOff)), localDate(cutOff));
      expect(result.capital[0]).toMatchObject({ principal, guaranteed, lost, multiple });
    },
  );
});

describe('the internal rate of return', () => {
  const flow = (date: string, amount: number) => ({ on: localDate(date), amount: BigInt(amount) });
  it.each([
    ['doubles in a year', [flow('2023-01-01', -100), flow('2024-01-01', 200)], '1'],
    ['5 % for a year', [flow('2023-01-01', -100_000), flow('2024-01-01', 105_000)], '0.05'],
    ['10 % compound for two years', [flow('2021-01-01', -1_000_000), flow('2023-01-01', 1_210_000)], '0.1'],
    ['gives back what came', [flow('2023-01-01', -100), flow('2025-06-01', 100)], '0'],
    ['half is lost after a year', [flow('2023-01-01', -100), flow('2024-01-01', 50)], '-0.5'],
    ['listed in another order', [flow('2024-01-01', 105_000), flow('2023-01-01', -100_000)], '0.05'],
    ['nearly the highest', [flow('2023-01-01', -100), flow('2024-01-01', 3900)], '38'],
    ['beyond the highest', [flow('2023-01-01', -100), flow('2024-01-01', 4000)], null],
    ['nearly everything is lost', [flow('2023-01-01', -1_000_000), flow('2024-01-01', 730)], '-0.9993'],
    ['beyond the lowest', [flow('2023-01-01', -1_000_000), flow('2024-01-01', 720)], null],
    ['everything is lost', [flow('2023-01-01', -100)], null],
    ['nothing is paid in', [flow('2023-01-01', 100)], null],
    ['no flows', [], null],
    ['received first and paid back with 10 %', [flow('2023-01-01', 100), flow('2024-01-01', -110)], '0.1'],
    [
      'paid in twice, never short',
      [flow('2023-01-01', -100), flow('2024-01-01', 10), flow('2025-01-01', -50), flow('2026-01-01', 165)],
      '0.0711',
    ],
    ['two rates, 10 % and 20 %', [flow('2021-01-01', -100), flow('2022-01-01', 230), flow('2023-01-01', -132)], null],
    [
      'two rates, one of them a loss',
      [flow('2021-01-01', -100), flow('2022-01-01', 160), flow('2023-01-01', -55)],
      null,
    ],
    [
      'a rate that fits twice over',
      [flow('2021-01-01', -100), flow('2022-01-01', 220), flow('2023-01-01', -121)],
      '0.1',
    ],
    [
      'nearly such a rate, but none',
      [flow('2021-01-01', -10_000), flow('2022-01-01', 21_999), flow('2023-01-01', -12_100)],
      null,
    ],
    [
      'a rate that fits three times over',
      [flow('2021-01-01', -1000), flow('2022-01-01', 3300), flow('2023-01-01', -3630), flow('2024-01-01', 1331)],
      '0.1',
    ],
    [
      'turns three times, one rate',
      [flow('2021-01-01', -1000), flow('2022-01-01', 500), flow('2023-01-01', -1000), flow('2024-01-01', 2000)],
      '0.1475',
    ],
    [
      'a second rate below −100 % is none',
      [flow('2021-01-01', -100), flow('2022-01-01', -10), flow('2023-01-01', 132)],
      '0.1',
    ],
    [
      'moves of one day are one',
      [flow('2021-01-01', -100), flow('2022-01-01', 110), flow('2022-01-01', -100), flow('2023-01-01', 110)],
      '0.1',
    ],
  ])('%s', (_what, flows, rate) => expect(internalRateOfReturn(flows)).toBe(rate));
  it('several rates that fit are none, and a remark says which', () => {
    const terms = stack({
      party: 'state',
      kind: 'equity',
      amount: 5310,
      paidIn: [
        { on: '2025-01-01', amount: 1000 },
        { on: '2027-01-01', amount: 4310 },
      ],
    });
    const receipts = [
      { on: localDate('2026-01-01'), amount: 360_000n },
      { on: localDate('2028-01-01'), amount: 171_600n },
    ];
    expect(waterfall(terms, receipts, settled).capital[0]).toMatchObject({
      irr: null,
      multiple: '1.0011',
      irrRemark: {
        da: 'Flere renter passer (10 %, 20 % og 30 %), så ingen af dem er den interne rente. Se multiplen.',
        en: 'Several rates fit (10 %, 20 % and 30 %), so none of them is the internal rate of return. Look at the multiple.',
      },
    });
  });
  it('has every rate that was put into the moves, and no other', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -80, max: 300 }), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (percents, turned) => {
          // (x − 1/(1+r)) for each rate, with x a year's discount: whole numbers when multiplied by 100 + percent.
          const amounts = percents.reduce<bigint[]>(
            (sum, percent) => {
              const [a, b] = [BigInt(100 + percent), -100n];
              return Array.from({ length: sum.length + 1 }, (_, i) => (sum[i] ?? 0n) * b + (sum[i - 1] ?? 0n) * a);
            },
            [turned ? -1n : 1n],
          );
          const start = localDate('2001-01-01');
          const flows = amounts.map((each, i) => ({ on: addDays(start, 365 * i), amount: each }));
          expect(ratesThatFit(flows).map(Number)).toEqual(percents.map((each) => each / 100).sort((a, b) => a - b));
        },
      ),
    ));
});
