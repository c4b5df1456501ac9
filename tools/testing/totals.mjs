/**
 * True counts of a run. `checks` are booleans; `report` is Jest's JSON report, absent when Jest itself broke down.
 * A run that Jest calls failed has at least one failure, also when no single test failed (a broken global teardown, say).
 */
export function totals(checks, { passed, report }) {
  const failedTests = report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 0;
  return {
    passed: checks.filter(Boolean).length + (report?.numPassedTests ?? 0),
    failed: checks.filter((ok) => !ok).length + (passed ? failedTests : Math.max(failedTests, 1)),
  };
}
