import { describe, expect, it } from '@jest/globals';
import { addDays, localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { contract, written } from '../../test/build.js';
import { internalRateOfReturn, parseTerms, RecordedCapital, waterfall, type Receipt } from '../index.js';

const job = { code: 'job', kind: 'reached', price: { kind: 'per-claim', amount: 1 } };
const start = '2024-01-01';
const settled = localDate('2029-12-31');
const stack = (...capital: object[]) => contract({ outcomes: [job], capital });
const money = (on: string, kroner: number): Receipt => ({ on: localDate(on), amount: BigInt(kroner) * 100n });
const moved = (capital: object[], receipts: readonly Receipt[]) => {
  const { postings, surplus } = waterfall(stack(...capital), receipts, settled);
  return [
    ...postings
      .filter(({ kind }) => kind !== 'paid-in')
      .map(({ on, party, kind, amount }) => [on, party, kind, Number(amount) / 100]),
    ...(surplus > 0n ? [['surplus', Number(surplus) / 100]] : []),
  ];
};
/** 5 % of a million is 50,000 for 365 days; 2024 has 366, of which the first is not paid for. */
const loan = { party: 'state', kind: 'senior-loan', amount: 1_000_000, yearlyReturn: 0.05 };

describe('return before principal', () => {
  it('is paid first, and what is left repays principal', () => {
    expect(moved([{ ...loan, returnFirst: true }], [money('2024-12-31', 60_000)]).slice(0, 2)).toEqual([
      ['2024-12-31', 'state', 'return', 50_000],
      ['2024-12-31', 'state', 'principal', 10_000],
    ]);
    expect(moved([loan], [money('2024-12-31', 60_000)])[0]).toEqual(['2024-12-31', 'state', 'principal', 60_000]);
  });
  it('takes nothing from principal of the same rank that is due later', () =>
    expect(
      moved(
        [
          { ...loan, returnFirst: true },
          { ...loan, party: 'helper' },
        ],
        [money('2024-12-31', 250_000)],
      ).slice(0, 3),
    ).toEqual([
      ['2024-12-31', 'state', 'return', 50_000],
      ['2024-12-31', 'state', 'principal', 100_000],
      ['2024-12-31', 'helper', 'principal', 100_000],
    ]));
});

describe('principal on its day', () => {
  const bullet = { ...loan, principalOn: '2027-12-31' };
  const yearly = [2024, 2025, 2026, 2027].map((year) => money(`${year}-12-31`, 300_000));

  it('is repaid then, with the return of each year before: 5 % is the internal rate of return of a loan that ends after whole years', () => {
    const terms = stack({ ...bullet, paidIn: [{ on: '2023-12-31', amount: 1_000_000 }] });
    const receipts = [2024, 2025, 2026, 2027].map((year) => money(`${year}-12-31`, 301_000));
    const { postings, surplus, capital } = waterfall(terms, receipts, settled);
    expect(postings.map(({ on, kind, amount }) => [on, kind, Number(amount) / 100])).toEqual([
      ['2023-12-31', 'paid-in', 1_000_000],
      // A leap year has 366 days: 50,136.99.
      ['2024-12-31', 'return', 50_136.99],
      ['2025-12-31', 'return', 50_000],
      ['2026-12-31', 'return', 50_000],
      ['2027-12-31', 'principal', 1_000_000],
      ['2027-12-31', 'return', 50_000],
    ]);
    expect(surplus).toBe(386_301n);
    expect(capital[0]!.irr).toBe('0.05');
  });
  it('waits with what came before, which lower ranks do not get', () =>
    expect(moved([bullet, { party: 'helper', kind: 'equity', amount: 100_000 }], yearly)).toEqual([
      ['2024-12-31', 'state', 'return', 50_000],
      ['2025-12-31', 'state', 'return', 50_000],
      ['2026-12-31', 'state', 'return', 50_000],
      ['2027-12-31', 'state', 'principal', 1_000_000],
      ['2027-12-31', 'state', 'return', 50_000],
      ['2029-12-31', 'helper', 'loss', 100_000],
    ]));
  it('is repaid on its day without any money of that day, earns until then, and what is left goes on', () =>
    expect(moved([bullet, { party: 'helper', kind: 'equity', amount: 100 }], [money('2024-12-31', 1_200_200)])).toEqual(
      [
        ['2024-12-31', 'state', 'return', 50_000],
        ['2027-12-31', 'state', 'principal', 1_000_000],
        ['2027-12-31', 'state', 'return', 150_000],
        ['2027-12-31', 'helper', 'principal', 100],
        ['2027-12-31', 'helper', 'return', 100],
      ],
    ));
  it.each([
    ['2027-12-30', []],
    ['2027-12-31', [['2027-12-31', 'state', 'principal', 1_000]]],
  ])('%p: of money of that day %p is principal', (on, principal) =>
    expect(
      moved([{ ...bullet, yearlyReturn: 0 }], [money(on, 1_000)]).filter(
        (each) => each[0] === on && each[2] === 'principal',
      ),
    ).toEqual(principal),
  );
  it('has earlier days of the same rank repaid before it', () =>
    expect(
      moved(
        [
          { ...bullet, yearlyReturn: 0 },
          { ...bullet, party: 'helper', yearlyReturn: 0, principalOn: '2025-12-31' },
        ],
        [money('2025-06-01', 1_000_500)],
      ).slice(0, 2),
    ).toEqual([
      ['2025-12-31', 'helper', 'principal', 1_000_000],
      ['2027-12-31', 'state', 'principal', 500],
    ]));
  it('recorded, cannot be passed on before its day; then it can', () => {
    const terms = stack(bullet);
    const capital = new RecordedCapital(terms, []);
    const [name] = ['state/senior-loan'];
    const drawn = capital.draw(name!, localDate(start), 100_000_000n)!;
    const before = new RecordedCapital(terms, drawn).receive(localDate('2024-12-31'), 10_000_000n);
    expect([before.movements.map(({ kind, amount }) => [kind, amount]), before.surplus]).toEqual([
      [['return', 5_000_000n]],
      5_000_000n,
    ]);
    const on = new RecordedCapital(terms, drawn).receive(localDate('2027-12-31'), 100_000_000n);
    expect(on.movements.map(({ kind, amount }) => [kind, amount])).toEqual([['principal', 100_000_000n]]);
  });
});

describe('a greatest internal rate of return', () => {
  const capped = { party: 'state', kind: 'equity', amount: 1_000, paidIn: [{ on: '2025-01-01', amount: 1_000 }] };
  /** By hand: 1,000 at 8 % is 1,080 after 365 days and 1,166.40 after 730. */
  it.each([
    ['2026-01-01', 1_080, 80],
    ['2026-01-01', 5_000, 80],
    ['2026-01-01', 1_079, 79],
    ['2027-01-01', 5_000, 166.4],
  ])('on %p of %p, 8 %% leaves %p', (on, amount, gain) => {
    const { capital, surplus } = waterfall(stack({ ...capped, irrCap: 0.08 }), [money(on, amount)], settled);
    expect(Number(capital[0]!.return) / 100).toBe(gain);
    expect(Number(surplus) / 100).toBeCloseTo(amount - 1_000 - gain, 2);
    if (gain !== 79) expect(capital[0]!.irr).toBe('0.08');
  });
  it('counts what came back before: 500 after a year leaves 580 × 1.08 − 500', () => {
    const result = waterfall(
      stack({ ...capped, irrCap: 0.08 }),
      [money('2026-01-01', 500), money('2027-01-01', 5_000)],
      settled,
    );
    expect(Number(result.capital[0]!.return) / 100).toBe(126.4);
    expect(result.capital[0]!.irr).toBe('0.08');
  });
  it('cuts a rate that would pass it, and not one below', () => {
    const of = (yearlyReturn: number) =>
      waterfall(stack({ ...capped, yearlyReturn, irrCap: 0.08 }), [money('2026-01-01', 5_000)], settled).capital[0]!
        .return;
    expect([of(0.079), of(0.08), of(0.081)]).toEqual([7_900n, 8_000n, 8_000n]);
  });
  it('is rounded by the contract: down, it is not passed', () => {
    const terms = {
      outcomes: [job],
      capital: [{ ...capped, amount: 999, paidIn: [{ on: '2025-01-01', amount: 999 }], irrCap: 0.085 }],
    };
    // 999 × 8.5 % = 84.915
    const of = (rounding: string) =>
      waterfall(contract({ ...terms, rounding }), [money('2026-01-01', 5_000)], settled).capital[0]!.return;
    expect([of('half-away-from-zero'), of('down')]).toEqual([8_492n, 8_491n]);
  });
  it('may give return before principal to equity', () =>
    expect(moved([{ ...capped, irrCap: 0.08, returnFirst: true }], [money('2026-01-01', 100)]).slice(0, 2)).toEqual([
      ['2026-01-01', 'state', 'return', 80],
      ['2026-01-01', 'state', 'principal', 20],
    ]));
});

describe('whatever the capital says', () => {
  const rate = fc.integer({ min: 0, max: 40 }).map((percent) => percent / 100);
  const day = fc.integer({ min: 1, max: 2_100 }).map((n) => addDays(localDate(start), n));
  const capital = fc.record(
    {
      party: fc.constantFrom('state', 'helper'),
      kind: fc.constantFrom('senior-loan', 'subordinated-loan', 'equity', 'grant'),
      amount: fc.integer({ min: 1, max: 2_000 }),
      yearlyReturn: rate,
      irrCap: rate,
      returnFirst: fc.boolean(),
      principalOn: day,
      returnCap: fc.integer({ min: 0, max: 500 }),
    },
    { requiredKeys: ['party', 'kind', 'amount'] },
  );
  const receipts = fc.array(fc.record({ on: day, amount: fc.bigInt(0n, 300_000n) }), { maxLength: 6 });

  it('nothing appears or disappears, no principal comes before its day, and no rate passes its cap', () =>
    fc.assert(
      fc.property(fc.array(capital, { minLength: 1, maxLength: 4 }), receipts, (all, received) => {
        const parsed = parseTerms(written({ outcomes: [job], capital: all }));
        if (!parsed.ok) {
          expect(new Set(parsed.errors.map(({ code }) => code))).toEqual(new Set(['terms.return-without-measure']));
          return;
        }
        const result = waterfall(parsed.terms, received, settled);
        const of = (kind: string) => sum(result.postings.flatMap((each) => (each.kind === kind ? each.amount : [])));
        expect(of('principal') + of('return') + result.surplus).toBe(sum(received.map(({ amount }) => amount)));
        expect(of('paid-in')).toBe(of('principal') + of('loss'));
        if (all.length > 1) return;
        const [only] = all;
        for (const { on, kind } of result.postings)
          if (kind === 'principal' && only!.principalOn) expect(on >= only!.principalOn).toBe(true);
        const flows = result.postings.flatMap(({ on, kind, amount }) =>
          kind === 'loss' ? [] : [{ on, amount: kind === 'paid-in' ? -amount : amount }],
        );
        const reached = internalRateOfReturn(flows);
        // An øre is a thousandth of the least capital that earns this much.
        if (only!.irrCap !== undefined && only!.amount >= 100 && reached !== null)
          expect(Number(reached)).toBeLessThanOrEqual(only!.irrCap + 0.0005);
      }),
      { numRuns: 500 },
    ));
});

describe('terms', () => {
  const codes = (...capital: object[]) => {
    const parsed = parseTerms(written({ outcomes: [job], capital }));
    return parsed.ok ? [] : parsed.errors.map(({ code, path }) => `${code} ${path}`);
  };
  const equity = { party: 'state', kind: 'equity', amount: 1_000 };
  const two = [
    { on: '2024-01-01', amount: 500 },
    { on: '2025-01-01', amount: 500 },
  ];
  it.each([
    ['return first of a loan with a rate', { ...loan, returnFirst: true }, []],
    ['return first without a measure', { ...equity, returnFirst: true }, ['terms.return-without-measure capital[0]']],
    ['return first with a greatest rate', { ...equity, returnFirst: true, irrCap: 0.1 }, []],
    [
      'principal on a day without a measure',
      { ...equity, principalOn: '2027-01-01' },
      ['terms.return-without-measure capital[0]'],
    ],
    ['principal on the last day', { ...loan, principalOn: '2029-12-31' }, []],
    [
      'principal after it',
      { ...loan, principalOn: '2030-01-01' },
      ['terms.principal-day-outside capital[0].principalOn'],
    ],
    [
      'principal on the first day',
      { ...loan, principalOn: start },
      ['terms.principal-day-outside capital[0].principalOn'],
    ],
    [
      'principal before the last payment in',
      { ...loan, amount: 1_000, paidIn: two, principalOn: '2025-01-01' },
      ['terms.principal-day-outside capital[0].principalOn'],
    ],
    [
      'principal on a day that is recycled',
      { ...loan, amount: 1_000, paidIn: two, principalOn: '2026-01-01', recycling: {} },
      ['terms.nothing-to-reinvest-in capital[0].recycling'],
    ],
    [
      'a guarantee with them',
      { party: 'state', kind: 'first-loss-guarantee', amount: 1, covers: ['helper'], irrCap: 0.1 },
      ['terms.only-capital capital[0]'],
    ],
    ['a greatest rate below zero', { ...loan, irrCap: -0.1 }, ['terms.invalid-value capital[0].irrCap']],
  ])('%s', (_, capital, expected) => expect(codes(capital)).toEqual(expected));
});
