import { describe, expect, it } from '@jest/globals';
import type { DepartmentYear } from '@ringvirkning/contracts-api';
import { byDepartment } from './pivot.js';

const of = (budgetYear: number, department: string | null, currency = 'DKK') =>
  ({ budgetYear, department, currency, organisation: 'aarhus', payerName: 'Aarhus Kommune' }) as DepartmentYear;

describe('departments over years', () => {
  it('are one row each, with every year of theirs', () => {
    const rows = byDepartment([of(2026, 'unge'), of(2026, null), of(2027, 'unge'), of(2027, 'unge', 'EUR')]);
    expect(rows.map(({ department, currency, years }) => [department, currency, [...years.keys()]])).toEqual([
      ['unge', 'DKK', [2026, 2027]],
      [null, 'DKK', [2026]],
      ['unge', 'EUR', [2027]],
    ]);
  });
});
