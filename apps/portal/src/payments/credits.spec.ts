import { describe, expect, it } from '@jest/globals';
import type { LineDifference, Settlement } from '@ringvirkning/payments-api';
import { creditsOf } from './credits.js';

const settlement = (amount: string | null, over: Partial<Settlement> = {}): Settlement => ({
  ...{ payer: 'aarhus', payee: 'fund', budgetYear: 2026, payable: '0', paidBefore: '0', amount },
  ...over,
});
const line = (id: string, amount: string, budgetYear = 2026, party = 'aarhus'): LineDifference => ({
  ...{ id, outcome: id, followUp: null, cohort: null, group: null, budgetYear },
  ...{ before: null, now: null, claims: [], repriced: '0', caps: [], amount, sentence: null },
  payers: [{ party, before: '0', now: amount, amount }],
});

describe('what somebody gets back', () => {
  it('is told with the lines that fell for that payer in that year, and with no other', () => {
    const lines = [line('a', '-70'), line('b', '20'), line('c', '-5', 2025), line('d', '-9', 2026, 'dsi')];
    expect(creditsOf({ settlements: [settlement('-50')], lines })).toMatchObject([
      { payer: 'aarhus', amount: '50', lines: [{ line: { id: 'a' }, less: '70' }] },
    ]);
  });
  it('is nothing of what is paid, of zero, or of what is withheld', () =>
    expect(creditsOf({ settlements: [settlement('1'), settlement('0'), settlement(null)], lines: [] })).toEqual([]));
  it('without a line that fell is told as another division', () =>
    expect(creditsOf({ settlements: [settlement('-1')], lines: [line('a', '3')] })).toMatchObject([{ lines: [] }]));
});
