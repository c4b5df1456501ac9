import { describe, expect, it } from '@jest/globals';
import { addDays } from '@ringvirkning/kernel';
import { terms, today } from '../test/contract.js';
import { readImportRow, type ImportFault } from './import-row.js';

const good = { participant: 'p-0000-0001', outcome: 'housed', achieved_on: '2025-06-01', follow_up: 'm3' };
const read = (change: Record<string, string>, faults: readonly { code: string; da: string; en: string }[] = []) =>
  readImportRow({ row: 2, cells: { ...good, ...change }, faults }, terms, today);
const faultsOf = (change: Record<string, string>): readonly ImportFault[] => {
  const result = read(change);
  return 'faults' in result ? result.faults : [];
};

describe('a row of an import', () => {
  it('is read by the words of the contract: a pseudonym as it was given out, one where no quantity is asked, the payer as a party', () =>
    expect(read({ paying_municipality: '751', group: 'old', cohort: 'c1', evidence_source: '' })).toEqual({
      row: expect.objectContaining({
        participant: 'P-0000-0001',
        outcome: 'housed',
        followUp: 'm3',
        quantity: '1',
        payer: 'kommune',
        group: 'old',
        cohort: 'c1',
      }),
    }));
  it('keeps the quantity that is written, and pays by nobody in particular where none is named', () =>
    expect(read({ outcome: 'lesson', follow_up: '', quantity: '2,50' })).toEqual({
      row: expect.objectContaining({ quantity: '2.5', payer: null, group: null, cohort: null }),
    }));
  it('takes less than nothing for a measure', () =>
    expect(read({ outcome: 'rating', follow_up: '', quantity: '-3' })).toEqual({
      row: expect.objectContaining({ quantity: '-3' }),
    }));
  it.each<[string, string, Record<string, string>]>([
    ['participant', 'outcomes.cell-missing', { participant: '' }],
    ['outcome', 'outcomes.cell-missing', { outcome: '' }],
    ['achieved_on', 'outcomes.cell-missing', { achieved_on: '' }],
    ['achieved_on', 'outcomes.cell-date-not-plausible', { achieved_on: addDays(today, 1) }],
    ['quantity', 'outcomes.cell-below-zero', { quantity: '-1' }],
    ['quantity', 'outcomes.cell-missing', { outcome: 'lesson', follow_up: '' }],
    ['quantity', 'outcomes.cell-missing', { outcome: 'rating', follow_up: '' }],
    ['group', 'outcomes.unknown-group', { group: 'middle' }],
    ['cohort', 'outcomes.unknown-cohort', { cohort: 'c9' }],
    ['paying_municipality', 'outcomes.cell-unknown-payer', { paying_municipality: '0101' }],
  ])('is blamed in the column %s with %s, and nowhere else', (column, code, change) =>
    expect(faultsOf(change)).toEqual([
      { column, code, da: expect.stringMatching(/\.$/), en: expect.stringMatching(/\.$/) },
    ]),
  );
  it('says all its faults together', () =>
    expect(
      faultsOf({ quantity: '-1', group: 'middle', cohort: 'c9', paying_municipality: '0101' }).map(
        ({ column }) => column,
      ),
    ).toEqual(['group', 'cohort', 'quantity', 'paying_municipality']));
  it('that is no row of the table at all is blamed as a row', () =>
    expect(read({}, [{ code: 'short', da: 'Kort.', en: 'Short.' }])).toEqual({
      faults: [{ code: 'outcomes.import-short', da: 'Kort.', en: 'Short.' }],
    }));
});
