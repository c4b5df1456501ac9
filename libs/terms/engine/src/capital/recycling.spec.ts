import { describe, expect, it } from '@jest/globals';
import { localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { contract, documentOf } from '../../test/build.js';
import { parseTerms, waterfall, type Posting } from '../index.js';

const outcomes = [
  { code: 'job', name: { da: 'j', en: 'j' }, kind: 'reached', price: { kind: 'per-claim', amount: 1 } },
];
const paidIn = [
  { on: '2025-01-01', amount: 600 },
  { on: '2026-01-01', amount: 300 },
  { on: '2027-01-01', amount: 100 },
];
const loan = (more: object = {}) =>
  contract({ outcomes, capital: [{ party: 'helper', kind: 'senior-loan', amount: 1000, paidIn, ...more }] });
const received = (...receipts: [string, number][]) =>
  receipts.map(([on, amount]) => ({ on: localDate(on), amount: BigInt(amount) * 100n }));
const settled = localDate('2029-12-31');
const kroner = (amount: bigint) => Number(amount) / 100;
const again = ({ kind, generation = 1 }: Posting) => kind === 'paid-in' && generation > 1;
const result = (recycling: object | undefined, ...receipts: [string, number][]) => {
  const { capital, postings } = waterfall(loan(recycling ? { recycling } : {}), received(...receipts), settled);
  const { paidIn: fresh, principal, lost } = capital[0]!;
  return [fresh, sum(postings.filter(again).map(({ amount }) => amount)), principal, lost].map(kroner);
};

describe('recycled capital', () => {
  it.each<[string, object | undefined, [string, number], number[]]>([
    ['none is agreed', undefined, ['2025-06-01', 250], [1000, 0, 250, 750]],
    ['less comes back than the instalments need', {}, ['2025-06-01', 399], [601, 399, 0, 601]],
    ['exactly as much', {}, ['2025-06-01', 400], [600, 400, 0, 600]],
    ['more: the provider gets the rest at once', {}, ['2025-06-01', 401], [600, 400, 1, 599]],
    ['half of it is agreed', { share: '0.5' }, ['2025-06-01', 250], [875, 125, 125, 750]],
    ['it comes on the last day', { until: '2025-06-01' }, ['2025-06-01', 250], [750, 250, 0, 750]],
    ['it comes a day later', { until: '2025-06-01' }, ['2025-06-02', 250], [1000, 0, 250, 750]],
    ['it comes on the day of an instalment, which new money has paid', {}, ['2026-01-01', 250], [900, 100, 150, 750]],
    ['it comes after the last instalment', {}, ['2027-01-01', 250], [1000, 0, 250, 750]],
  ])('when %s: new money, reinvested, back to the provider, lost', (_what, recycling, receipt, expected) =>
    expect(result(recycling, receipt)).toEqual(expected),
  );

  it('keeps its generation, and money of the lowest generation comes back first', () => {
    const { postings } = waterfall(
      loan({ recycling: {} }),
      received(['2025-06-01', 200], ['2026-06-01', 750]),
      settled,
    );
    expect(postings.map(({ on, kind, amount, generation = 1 }) => [on, kind, kroner(amount), generation])).toEqual([
      ['2025-01-01', 'paid-in', 600, 1],
      ['2026-01-01', 'principal', 200, 1],
      ['2026-01-01', 'paid-in', 200, 2],
      ['2026-01-01', 'paid-in', 100, 1],
      ['2026-06-01', 'principal', 500, 1],
      ['2026-06-01', 'principal', 100, 2],
      ['2027-01-01', 'principal', 100, 2],
      ['2027-01-01', 'paid-in', 100, 3],
      ['2029-12-31', 'loss', 100, 1],
    ]);
  });
  it('that waits earns on, since the provider does not have it; what is repaid does not', () => {
    const yearly = (recycling: object) =>
      waterfall(
        loan({ yearlyReturn: '0.1', ...recycling }),
        received(['2025-01-01', 200], ['2029-12-31', 5000]),
        settled,
      ).capital[0]!.return;
    // A year of 10 % on the 200 that waited until 2026, when they became an instalment that new money would have paid.
    expect(yearly({ recycling: {} }) - yearly({})).toBe(2_000n);
  });
  it('that is still kept on the settlement day goes back to the provider', () => {
    const { capital } = waterfall(loan({ recycling: {} }), received(['2025-06-01', 250]), localDate('2025-12-31'));
    expect(capital[0]).toMatchObject({ paidIn: 60_000n, principal: 25_000n, lost: 35_000n });
  });
  it('needs less new money, and nothing appears or disappears', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 900 })), { maxLength: 6 }),
        fc.constantFrom('0', '0.3', '1/3', '1'),
        (draws, share) => {
          const receipts = draws.map(([day, amount]) => ({
            on: localDate(new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)),
            amount: BigInt(amount) * 100n,
          }));
          const { postings, capital, surplus } = waterfall(loan({ recycling: { share } }), receipts, settled);
          const of = (kind: string) =>
            sum(postings.filter((posting) => posting.kind === kind).map((posting) => posting.amount));
          expect(of('principal') + of('return') + surplus).toBe(sum(receipts.map(({ amount }) => amount)));
          expect(of('paid-in')).toBe(100_000n);
          expect(of('paid-in')).toBe(of('principal') + of('loss'));
          expect(capital[0]!.paidIn).toBe(100_000n - sum(postings.filter(again).map((posting) => posting.amount)));
          expect(capital[0]!.paidIn).toBe(capital[0]!.principal + capital[0]!.lost);
        },
      ),
    ));
});

describe('terms with recycling', () => {
  const errors = (capital: object) => {
    const parsed = parseTerms(JSON.stringify(documentOf({ outcomes, capital: [capital] })));
    return parsed.ok ? [] : parsed.errors.map(({ code }) => code);
  };
  it('need a later instalment', () =>
    expect(errors({ party: 'helper', kind: 'grant', amount: 5, recycling: {} })).toEqual([
      'terms.nothing-to-reinvest-in',
    ]));
  it('are not for a guarantee', () =>
    expect(
      errors({ party: 'state', kind: 'first-loss-guarantee', amount: 1000, covers: ['helper'], paidIn, recycling: {} }),
    ).toEqual(['terms.only-capital']));
  it('may name share and last day', () =>
    expect(
      errors({
        party: 'helper',
        kind: 'grant',
        amount: 1000,
        paidIn,
        recycling: { share: '1/2', until: '2026-12-31' },
      }),
    ).toEqual([]));
});
