import { describe, expect, it } from '@jest/globals';
import { parseTerms, readFacts } from '@ringvirkning/terms';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES, run } from './run.js';

const parsed = parseTerms(readFileSync(join(EXAMPLES, 'language-tour.yaml'), 'utf8'));
if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
const { terms } = parsed;

const cell = fc.constantFrom(
  '',
  'job',
  'home',
  'better',
  'no-shelter',
  'mentor-days',
  'referred',
  'in-job',
  'cost',
  'share-in-job',
  'm6',
  'm12',
  'm99',
  'w13',
  'w26',
  '2025',
  '2026-Q2',
  '2025-06-30',
  '2024-01-01',
  '2025-13-01',
  '0',
  '1',
  '7',
  '90',
  '1.5',
  '-3',
  '1,5',
  '99999999',
  'spring',
  'hard',
  'town',
  '0751',
  'x',
  '"',
  'æ',
  '\u0000',
  '=1+1',
);
const column = fc.constantFrom(
  'id',
  'participant',
  'outcome',
  'follow_up',
  'achieved_on',
  'period',
  'count',
  'quantity',
  'cohort',
  'group',
  'payer',
  'name',
  '',
);
const file = fc
  .tuple(
    fc.constantFrom(';', ','),
    fc.uniqueArray(column, { minLength: 1, maxLength: 9 }),
    fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 }),
  )
  .map(([separator, header, rows]) => [header, ...rows].map((row) => row.join(separator)).join('\n'));
/** Outcomes only: rows of measures must say what the group values that rest on them are settled by, and whose they are. */
const fittingRow = fc
  .tuple(
    fc.constantFrom('job;w13', 'job;w26', 'home;m6', 'home;m12', 'better;m12', 'no-shelter;', 'mentor-days;'),
    fc.constantFrom('2025', '2026-H1', '2027-Q4', '2028-02', '2029-12-31'),
    fc.integer({ min: 0, max: 40 }),
    fc.constantFrom('', 'spring', 'autumn'),
    fc.constantFrom('', 'ready', 'hard'),
    fc.constantFrom('', 'town', '0751'),
  )
  .map(([what, period, count, cohort, group, payer]) => [what, period, count, cohort, group, payer].join(';'));

describe('any facts file', () => {
  it('is facts, or refused with reasons that name rows; it never crashes', () =>
    fc.assert(
      fc.property(fc.oneof(file, fc.string()), (text) => {
        const read = readFacts(terms, { csv: text });
        if (read.ok) return;
        expect(read.errors.length).toBeGreaterThan(0);
        for (const { row, path, da, en } of read.errors)
          expect([row! >= 1 || path !== '', da.length > 10, en.length > 10]).toEqual([true, true, true]);
      }),
      { numRuns: 1500 },
    ));
  it('of counts that fit is computed: every claim is paid, or without payment for a reason of the contract', () =>
    fc.assert(
      fc.property(fc.array(fittingRow, { minLength: 1, maxLength: 8 }), (rows) => {
        const text = ['outcome;follow_up;period;count;cohort;group;payer', ...rows].join('\n');
        const read = readFacts(terms, { csv: text });
        if (!read.ok) throw new Error(JSON.stringify(read.errors));
        const course = read.evaluation;
        const priced = ['job', 'home', 'better', 'no-shelter', 'mentor-days'];
        const given = rows
          .map((row) => row.split(';'))
          .reduce((sum, [outcome, , , count]) => sum + (priced.includes(outcome!) ? Number(count) : 0), 0);
        const counted = course.lines
          .filter(({ outcome, price }) => priced.includes(outcome) && price.rule !== 'floor')
          .reduce((sum, { claims }) => sum + claims, 0);
        expect(
          counted +
            course.unpaid.filter(({ outcome }) => priced.includes(outcome)).reduce((sum, { count }) => sum + count, 0),
        ).toBe(given);
      }),
      { numRuns: 60 },
    ));
});

describe('any document', () => {
  const text = readFileSync(join(EXAMPLES, 'growth-companies.yaml'), 'utf8');
  it('is computed or refused with exit code 2', () =>
    fc.assert(
      fc.property(
        fc.nat({ max: text.length }),
        fc.nat({ max: 40 }),
        fc.string({ maxLength: 10 }),
        (at, gone, instead) => {
          const { code, err } = run(['simulate', 't.yaml', '--runs', '1', '--success', '50'], {
            't.yaml': text.slice(0, at) + instead + text.slice(at + gone),
          });
          expect([0, 2]).toContain(code);
          if (code === 2) expect(err).toMatch(/^t\.yaml\S* .*\n {2}da: .*\n {2}en: /);
        },
      ),
      { numRuns: 150 },
    ));
});
