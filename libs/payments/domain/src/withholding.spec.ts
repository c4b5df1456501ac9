import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SMALL, withheld, type Cell } from './withholding.js';

const cells = fc.uniqueArray(
  fc.record({ id: fc.uuid(), budgetYear: fc.constantFrom(2025, 2026), persons: fc.integer({ min: 0, max: 12 }) }),
  { selector: ({ id }) => id, maxLength: 12 },
);

describe('what outside parties do not see', () => {
  it('hides every small line', () =>
    fc.assert(
      fc.property(cells, (all) => {
        const hidden = withheld(all);
        return all.every(({ id, persons }) => persons === 0 || persons >= SMALL || hidden.has(id));
      }),
    ));
  it('hides enough beside it that the year total does not give it away, unless the year has no more', () =>
    fc.assert(
      fc.property(cells, (all) => {
        const hidden = withheld(all);
        return [2025, 2026].every((year) => {
          const of = all.filter(({ budgetYear, persons }) => budgetYear === year && persons > 0);
          const [out, left] = [of.filter(({ id }) => hidden.has(id)), of.filter(({ id }) => !hidden.has(id))];
          return (
            out.length === 0 ||
            left.length === 0 ||
            (out.length >= 2 && out.reduce((total, { persons }) => total + persons, 0) >= SMALL)
          );
        });
      }),
    ));
  it('hides nothing in a year without small lines', () => {
    const large: Cell[] = [
      { id: 'a', budgetYear: 2025, persons: 5 },
      { id: 'b', budgetYear: 2026, persons: 1 },
      { id: 'c', budgetYear: 2026, persons: 30 },
      { id: 'd', budgetYear: 2026, persons: 40 },
    ];
    expect(withheld(large)).toEqual(new Set(['b', 'c']));
  });
});
