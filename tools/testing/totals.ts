/** What we read of Jest's JSON report. */
export interface JestReport {
  readonly testResults: readonly {
    /** The spec file. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** How a Jest run ended, and its report, which is absent when Jest broke down. */
export interface JestRun {
  readonly passed: boolean;
  readonly report: JestReport | undefined;
}

/** More failed files than this are no accident of timing. */
const FEW = 5;

const failedTests = (file: JestReport['testResults'][number]): string[] => {
  const failed = file.assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName);
  // A file that did not even load is one failure.
  return failed.length === 0 && file.status === 'failed' ? [file.name] : failed;
};

/** The spec files to run once more, alone (ADR 61): those that failed, where they are few, and else none. */
export function unsteady(run: JestRun): string[] {
  const files = (run.report?.testResults ?? []).filter((file) => failedTests(file).length > 0).map(({ name }) => name);
  return files.length <= FEW ? files : [];
}

/**
 * True counts of a run: the checks before Jest (passed or not), and of each spec file what its last run said. `passedAlone` are
 * the tests that failed beside the others and passed alone. A last Jest run that failed has at least one failure, also when no
 * single test failed (a broken teardown, say).
 */
export function totals(
  checks: readonly boolean[],
  first: JestRun,
  alone?: JestRun,
): { passed: number; failed: number; passedAlone: string[] } {
  const again = new Map((alone?.report?.testResults ?? []).map((file) => [file.name, file]));
  const before = first.report?.testResults ?? [];
  const files = before.map((file) => again.get(file.name) ?? file);
  const failed = files.flatMap(failedTests);
  const failedOf = (run: JestRun) => (run.passed ? 0 : Math.max(failed.length, 1));
  return {
    passed:
      checks.filter((ok) => ok).length +
      files.flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === 'passed')).length,
    failed: checks.filter((ok) => !ok).length + failedOf(alone ?? first),
    passedAlone: before
      .filter(({ name }) => again.has(name))
      .flatMap(failedTests)
      .filter((test) => !failed.includes(test)),
  };
}
