import { describe, expect, it } from '@jest/globals';
import { addDays } from '@ringvirkning/kernel';
import { readTable } from '@ringvirkning/reading';
import { terms, today } from '../test/contract.js';
import { PEOPLE_COLUMNS, peopleColumns, readEnrolmentRow } from './enrolment-row.js';
import type { ImportFault } from './import-row.js';

type Cells = Readonly<Record<string, string>>;
const good: Cells = { key: 'Bo-1', referred_on: '2025-02-01' };
const read = (cells: Cells, faults: readonly { code: string; da: string; en: string }[] = []) =>
  readEnrolmentRow({ row: 7, cells, faults }, terms, today);
const faultsOf = (change: Cells): readonly ImportFault[] => {
  const result = read({ ...good, ...change });
  return 'faults' in result ? result.faults : [];
};

describe('a row of people', () => {
  const full: Cells = {
    key: 'Bo-1',
    cpr: '070761-4285',
    referred_on: '2025-02-01',
    started_on: '2025-03-01',
    cohort: 'c2',
    group: 'old',
    paying_municipality: '0751',
    new_person: 'ja',
  };
  const person = {
    row: 7,
    key: 'Bo-1',
    cpr: { digits: '0707614285', modulusHolds: true },
    referredOn: '2025-02-01',
    startedOn: '2025-03-01',
    cohort: 'c2',
    group: 'old',
    payer: 'kommune',
    newPerson: true,
  };
  it('is read the same under codes and under Danish words', () => {
    const table = (header: readonly string[]): string => `${header.join(';')}\n${Object.values(full).join(';')}\n`;
    const codes = Object.keys(full) as (keyof typeof PEOPLE_COLUMNS)[];
    for (const header of [codes, codes.map((column) => PEOPLE_COLUMNS[column])]) {
      const [row] = readTable(table(header), peopleColumns);
      expect(readEnrolmentRow(row!, terms, today)).toEqual({ row: { ...person, row: 2 } });
    }
  });
  it('needs a key or a CPR number, and the referral; all else may be empty', () => {
    const bare = { cpr: null, startedOn: null, cohort: null, group: null, payer: null, newPerson: false };
    expect(read(good)).toEqual({ row: { ...person, ...bare } });
    expect(read({ cpr: '0707614285', referred_on: '2025-02-01' })).toEqual({
      row: { ...person, ...bare, key: null, cpr: person.cpr },
    });
  });
  it.each([
    ['Ældre', 'old'],
    ['OLD', 'old'],
    ['young', 'young'],
  ])('knows the group %s in either language and in any case', (group, code) =>
    expect(read({ ...good, group })).toEqual({ row: expect.objectContaining({ group: code }) }),
  );
  it('may plan a start, within the contract, and start on the day of the referral', () => {
    expect(faultsOf({ started_on: terms.period.to })).toEqual([]);
    expect(faultsOf({ started_on: '2025-02-01', referred_on: '2025-02-01' })).toEqual([]);
    expect(faultsOf({ referred_on: today })).toEqual([]);
  });
  it.each<[string, string, Cells]>([
    ['referred_on', 'missing', { referred_on: '' }],
    ['referred_on', 'date-not-plausible', { referred_on: addDays(today, 1) }],
    ['started_on', 'date-not-plausible', { started_on: addDays(terms.period.to, 1) }],
    ['started_on', 'started-before-referral', { started_on: '2025-01-31' }],
    ['key', 'nobody', { key: '' }],
    ['key', 'nobody', { key: ' ' }],
    ['key', 'key-is-pseudonym', { key: 'P-0000-0001' }],
    ['cpr', 'cpr-invalid', { cpr: '320190-1234' }],
    ['group', 'unknown-word', { group: 'middle' }],
    ['cohort', 'unknown-word', { cohort: 'c9' }],
    ['paying_municipality', 'unknown-payer', { paying_municipality: '0101' }],
    ['new_person', 'not-yes', { new_person: 'måske' }],
  ])('is blamed in the column %s with %s, and nowhere else', (column, code, change) =>
    expect(faultsOf(change)).toEqual([
      {
        column,
        code: `outcomes.cell-${code}`,
        da: expect.stringMatching(/[^ ]\.$/),
        en: expect.stringMatching(/[^ ]\.$/),
      },
    ]),
  );
  it('never repeats a CPR number that is wrong', () =>
    expect(JSON.stringify(faultsOf({ cpr: '320190-1234' }))).not.toContain('1234'));
  it('is told the words that the contract knows', () => {
    expect(faultsOf({ group: 'Middle' })[0]!.en).toBe(
      'The contract does not know «Middle». Write one of: young (Unge), old (Ældre).',
    );
    const without = readEnrolmentRow(
      { row: 7, cells: { ...good, group: 'x' }, faults: [] },
      { ...terms, groups: [] },
      today,
    );
    expect(without).toEqual({
      faults: [expect.objectContaining({ da: 'Kontrakten kender ikke «x». Skriv en af: –.' })],
    });
  });
  it('says all its faults together', () =>
    expect(
      faultsOf({ referred_on: 'x', started_on: 'y', group: 'middle', paying_municipality: '0101' }).map(
        ({ column }) => column,
      ),
    ).toEqual(['referred_on', 'started_on', 'group', 'paying_municipality']));
  it('needs a column for the referral, and no other', () => {
    expect(() => readTable('key\na\n', peopleColumns)).toThrow();
    expect(readTable('henvist\n2025-02-01\n', peopleColumns)).toHaveLength(1);
  });
  it('that is no row of the table is blamed as one', () =>
    expect(read(good, [{ code: 'short', da: 'Kort.', en: 'Short.' }])).toEqual({
      faults: [{ code: 'outcomes.cell-short', da: 'Kort.', en: 'Short.' }],
    }));
});
