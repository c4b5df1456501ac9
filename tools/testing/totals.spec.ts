import { describe, expect, it } from '@jest/globals';
import { totals, unsteady, type JestReport, type JestRun } from './totals.js';

/** A spec file with the outcome of each of its tests; none at all is a file that did not load. */
const file = (name: string, ...statuses: string[]): JestReport['testResults'][number] => ({
  name,
  status: statuses.length === 0 || statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status, index) => ({ status, fullName: `${name} ${index}` })),
});
const run = (...testResults: JestReport['testResults'][number][]): JestRun => ({
  passed: testResults.every(({ status }) => status === 'passed'),
  report: { testResults },
});
const good = file('a', 'passed', 'passed', 'pending');

describe('the counts of a test run', () => {
  it('are the checks and the tests', () =>
    expect(totals([true, true, true], run(good))).toEqual({ passed: 5, failed: 0, passedAlone: [] }));
  it('hold failed checks, tests, and files that do not load', () =>
    expect(totals([true, false], run(good, file('b', 'failed', 'failed', 'passed'), file('c')))).toMatchObject({
      passed: 4,
      failed: 4,
    }));
  it.each([undefined, { testResults: [good] }])('hold a failure when Jest fails without a failed test', (report) =>
    expect(totals([true], { passed: false, report }).failed).toBe(1),
  );
  it('are of each file’s last run, and name what passed only alone', () =>
    expect(
      totals([true], run(good, file('b', 'failed', 'passed', 'failed')), run(file('b', 'passed', 'passed', 'failed'))),
    ).toEqual({ passed: 5, failed: 1, passedAlone: ['b 0'] }));
  it('hold a failure when Jest breaks down the second time', () =>
    expect(totals([true], run(good, file('b', 'failed')), { passed: false, report: undefined })).toMatchObject({
      failed: 1,
      passedAlone: [],
    }));
});

describe('what is run once more', () => {
  it('are the files that failed or did not load', () =>
    expect(unsteady(run(good, file('b', 'passed', 'failed'), file('c')))).toEqual(['b', 'c']));
  it('is nothing when many failed, or Jest broke down', () => {
    expect(unsteady(run(...'abcdef'.split('').map((name) => file(name, 'failed'))))).toEqual([]);
    expect(unsteady({ passed: false, report: undefined })).toEqual([]);
  });
});
