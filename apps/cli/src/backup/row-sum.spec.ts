import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RowSum } from './row-sum.js';

const sumOf = (rows: readonly string[]): string => {
  const sum = new RowSum();
  rows.forEach((row) => sum.add(row));
  return `${sum.rows} ${sum.hex}`;
};

it('the sum of rows is the same in any order, and another when a row is lost, doubled or changed', () =>
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), fc.nat(), (rows, seed) => {
      const sum = sumOf(rows);
      const at = seed % rows.length;
      expect(sumOf([...rows.slice(at), ...rows.slice(0, at)])).toBe(sum);
      expect(sumOf(rows.toSpliced(at, 1))).not.toBe(sum);
      expect(sumOf([...rows, rows[at]!])).not.toBe(sum);
      expect(sumOf(rows.with(at, `${rows[at]}!`))).not.toBe(sum);
    }),
  ));
