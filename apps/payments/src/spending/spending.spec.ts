import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pageOf } from './spending.handler.js';

describe('a page of what is spent', () => {
  it('holds whole contracts, and the pages together hold each once', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 20 });
    fc.assert(
      fc.property(counts, (rows) => {
        const all = rows.flatMap((count, contract) =>
          Array.from({ length: count }, (_, year) => ({
            ...{ contractId: String(contract).padStart(2, '0'), payer: 'p', budgetYear: year, spent: '1' },
          })),
        );
        const seen: typeof all = [];
        for (let after: string | null = null; ;) {
          const from = all.filter(({ contractId }) => after === null || contractId > after);
          const page = pageOf(from.slice(0, 5 + 1), 5);
          seen.push(...page.years);
          if (page.next === null) break;
          after = page.next;
        }
        expect(seen).toEqual(all);
      }),
    );
  });
});
