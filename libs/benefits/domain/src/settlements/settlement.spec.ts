import { describe, expect, it } from '@jest/globals';
import { instant } from '@ringvirkning/kernel';
import {
  approveSettlement,
  disputeSettlement,
  finaliseSettlement,
  settlementStatus,
  withdrawSettlement,
  type SettlementFact,
  type SettlementSoFar,
} from './settlement.js';

const at = instant('2027-02-01T10:00:00Z');
const of = (...facts: SettlementFact[]): SettlementSoFar => ({ sides: ['a', 'b'], facts });
const person = (by: string) => ({ by, name: by, at });
const approval = (side: string, by: string) => approveSettlement(of(), { side, ...person(by) });
const dispute = disputeSettlement(of(), { side: 'b', ...person('eva') }, 'Forkert år');
const agreed = of(approval('a', 'bo'), approval('b', 'eva'));
const refused = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
  throw new Error('not refused');
};

describe('a settlement', () => {
  it('is approved when every side has, disputed while one says so', () => {
    expect([of(), of(approval('a', 'bo')), agreed, of(approval('a', 'bo'), dispute)].map(settlementStatus)).toEqual([
      'proposed',
      'proposed',
      'approved',
      'disputed',
    ]);
  });
  it('is no longer disputed when the side that did approves', () =>
    expect(settlementStatus(of(approval('a', 'bo'), dispute, approval('b', 'eva')))).toBe('approved'));
  it('may be disputed by who approved it, until it is final', () =>
    expect(settlementStatus(of(...agreed.facts, dispute))).toBe('disputed'));
  it('takes two people', () =>
    expect(refused(() => approveSettlement(of(approval('a', 'bo')), { side: 'b', ...person('bo') }))).toBe(
      'benefits.side-same-person',
    ));
  it('is approved by a side once', () =>
    expect(refused(() => approveSettlement(of(approval('a', 'bo')), { side: 'a', ...person('kim') }))).toBe(
      'benefits.side-done-already',
    ));
  it('is not posted before all approve, nor by who approved', () => {
    expect(refused(() => finaliseSettlement(of(approval('a', 'bo')), person('carl')))).toBe(
      'benefits.settlement-not-approved',
    );
    expect(refused(() => finaliseSettlement(agreed, person('bo')))).toBe('benefits.settlement-own-approval');
    expect(finaliseSettlement(agreed, person('carl')).kind).toBe('final');
  });
  it.each([
    ['final', of(...agreed.facts, finaliseSettlement(agreed, person('carl')))],
    ['withdrawn', of(withdrawSettlement(of(), person('carl'), 'Nyt grundlag'))],
  ])('that is %s stays so', (status, closed) => {
    expect(settlementStatus(closed)).toBe(status);
    for (const act of [
      () => approveSettlement(closed, { side: 'a', ...person('kim') }),
      () => disputeSettlement(closed, { side: 'a', ...person('kim') }, 'x'),
      () => withdrawSettlement(closed, person('kim'), 'x'),
      () => finaliseSettlement(closed, person('kim')),
    ])
      expect(refused(act)).toBe('benefits.settlement-closed');
  });
});
