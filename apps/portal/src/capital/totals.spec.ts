import { describe, expect, it } from '@jest/globals';
import type { CapitalPosition, CapitalQuarter } from '@ringvirkning/payments-api';
import { localDate } from '@ringvirkning/kernel';
import { addQuarters, firstNext, ownOf, totalsOf } from './totals.js';

const position = (over: Partial<CapitalPosition>): CapitalPosition =>
  ({
    ...{ kind: 'senior-loan', isOwn: false, nextPayment: null },
    ...{ committed: '100', drawn: '60', principal: '20', return: '5', outstanding: '40', ...over },
  }) as CapitalPosition;
const next = (on: string, amount: string) => ({ nextPayment: { on: localDate(on), amount } });
const quarter = (name: string, paidIn: string, paidBack: string, isExpected = false): CapitalQuarter => ({
  ...{ quarter: name, paidIn, paidBack, position: '0', isExpected },
});

describe('capital on a page', () => {
  it('is one’s own where one has some', () => {
    const [mine, other] = [position({ isOwn: true }), position({})];
    expect([ownOf([mine, other]), ownOf([other])]).toEqual([[mine], [other]]);
  });
  it('adds up, without what guarantors have promised', () =>
    expect(totalsOf([position({}), position({ drawn: '1' }), position({ kind: 'first-loss-guarantee' })])).toEqual({
      ...{ committed: '200', drawn: '61', principal: '40', return: '10', outstanding: '80' },
    }));
  it('tells first what comes first, and all of that day', () => {
    const all = [next('2027-12-31', '5'), next('2027-06-30', '7'), next('2027-06-30', '2')].map(position);
    expect(firstNext(all)).toEqual({ on: '2027-06-30', amount: '9' });
    expect(firstNext([position({})])).toBeNull();
  });
  it('of several contracts stands quarter by quarter, with the position carried on', () =>
    expect(
      addQuarters([
        [quarter('2026-Q4', '100', '0'), quarter('2027-Q2', '0', '40', true)],
        [quarter('2027-Q2', '10', '0')],
      ]),
    ).toEqual([
      { quarter: '2026-Q4', paidIn: '100', paidBack: '0', position: '-100', isExpected: false },
      { quarter: '2027-Q2', paidIn: '10', paidBack: '40', position: '-70', isExpected: true },
    ]));
});
