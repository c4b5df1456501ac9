/** What we read of Jest's JSON report. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Spec files that did not even load. */
  readonly numRuntimeErrorTestSuites: number;
}

/**
 * True counts of a run: the checks before Jest (passed or not), and Jest's exit with its report, which is absent when Jest broke
 * down. A Jest run that failed has at least one failure, also when no single test failed (a broken teardown, say).
 */
export function totals(
  checks: readonly boolean[],
  jest: { readonly passed: boolean; readonly report: JestReport | undefined },
): { passed: number; failed: number } {
  const failedTests = jest.report ? jest.report.numFailedTests + jest.report.numRuntimeErrorTestSuites : 0;
  return {
    passed: checks.filter((ok) => ok).length + (jest.report?.numPassedTests ?? 0),
    failed: checks.filter((ok) => !ok).length + (jest.passed ? failedTests : Math.max(failedTests, 1)),
  };
}
