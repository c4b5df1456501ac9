import { describe, expect, it } from '@jest/globals';
import { totals } from './totals.js';

const report = { numPassedTests: 10, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };

describe('the counts of a test run', () => {
  it('are the checks and the tests', () =>
    expect(totals([true, true, true], { passed: true, report })).toEqual({ passed: 13, failed: 0 }));
  it('hold failed checks, tests, and files that do not load', () =>
    expect(
      totals([true, false, true], {
        passed: false,
        report: { ...report, numFailedTests: 2, numRuntimeErrorTestSuites: 1 },
      }),
    ).toEqual({ passed: 12, failed: 4 }));
  it.each([undefined, report])('hold a failure when Jest fails without a failed test', (broken) =>
    expect(totals([true], { passed: false, report: broken }).failed).toBe(1),
  );
});
