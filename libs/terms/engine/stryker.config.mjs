/** `npm run mutate`: do the specs of this library notice when its code says something else? */
export default {
  plugins: ['./tools/testing/mutation/stryker.mjs'],
  testRunner: 'specs',
  specs: {
    project: 'libs/terms/engine',
    // Judges speed as a ratio, which mutants slowed by their switches would upset.
    except: ['**/large.spec.ts'],
    // Draws for seconds; what it says about the rules, their own specs say at once.
    onlyBeside: ['libs/terms/engine/src/simulate/simulate.spec.ts'],
  },
  mutate: ['libs/terms/engine/src/**/*.ts', '!**/*.spec.ts'],
  // Out of the count: the words of sentences, which no figure and no decision rests on. Everything else counts, also tables and schemas.
  ignorers: ['wording'],
  ignorePatterns: ['dist', 'apps', 'docker'],
  coverageAnalysis: 'perTest',
  testRunnerNodeArgs: ['--no-warnings'],
  maxTestRunnerReuse: 300,
  // Generous: on a busy machine a survivor that is merely slow must not pass for a mutant that hangs.
  timeoutMS: 20_000,
  concurrency: 2,
  thresholds: { high: 90, low: 85, break: 85 },
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  tempDirName: 'reports/stryker',
  incremental: true,
  incrementalFile: 'reports/stryker-incremental.json',
};
