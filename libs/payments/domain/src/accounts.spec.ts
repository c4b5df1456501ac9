import { describe, expect, it } from '@jest/globals';
import { localDate } from '@ringvirkning/kernel';
import { grossOf } from '@ringvirkning/terms';
import fc from 'fast-check';
import { factOf, terms } from '../test/contract.js';
import { accrualKey, accrualOf, accrualReversalKey, accruedClaim } from './accounts.js';

const claimIds = fc.string({ minLength: 1 }).filter((id) => !id.includes('\n'));

describe('the key of an entry', () => {
  it('says which claim is accrued or taken back, and which of the two', () =>
    fc.assert(
      fc.property(claimIds, (claim) => {
        const [accrual, reversal] = [accrualKey(claim), accrualReversalKey(claim)];
        expect([accruedClaim(accrual), accruedClaim(reversal)]).toEqual([claim, claim]);
        expect(accrual).not.toBe(reversal);
      }),
    ));
  it.each(['run:r1:true-up', 'run:accrual:1', 'accrual:', 'accruals:1'])('%s is of no claim', (key) =>
    expect(accruedClaim(key)).toBeUndefined(),
  );
});

describe('an accrual', () => {
  it.each([0, 1, 2, 3])('of outcome %i is its price before caps, in the budget year it was achieved in', (kind) => {
    const fact = factOf(7, { kind, person: 1, day: 400 });
    const gross = grossOf(terms, fact);
    const about = {
      currency: 'DKK',
      budgetYear: 2026,
      outcome: fact.outcome,
      ...(fact.followUp && { followUp: fact.followUp }),
    };
    expect(gross).toBeGreaterThan(0n);
    expect(accrualOf(terms, 'c', fact, 'event')).toStrictEqual({
      key: accrualKey('f7'),
      kind: 'accrual',
      contractId: 'c',
      effectiveOn: localDate('2026-02-05'),
      source: 'event',
      lines: [
        { account: 'receivable', amount: gross, ...about },
        { account: 'earned', amount: -gross, ...about },
      ],
    });
  });
  it('is none where there is nothing to book', () => {
    const nothing = { ...factOf(1, { kind: 3, person: 1, day: 1 }), quantity: '0' };
    expect(accrualOf(terms, 'c', nothing, 'event')).toBeUndefined();
  });
});
