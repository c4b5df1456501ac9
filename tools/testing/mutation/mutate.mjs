/**
 * `npm run mutate -- <project folder>`: do the specs of this library notice when its code says something else?
 * The report lies in `reports/mutation/<project>`; a second run tries only what has changed since.
 */
import { existsSync } from 'node:fs';
import { Stryker } from '@stryker-mutator/core';
import globalSetup from '../global-setup.mjs';
import globalTeardown from '../global-teardown.mjs';

/** What is particular about a project. `servers`: its rules are those of a database or broker, so its int-specs judge. */
const PARTICULAR = {
  'libs/terms/engine': {
    // Judges speed as a ratio, which mutants slowed by their switches would upset.
    except: ['**/large.spec.ts'],
    // Draws for seconds; what it says about the rules, their own specs say at once.
    onlyBeside: ['libs/terms/engine/src/simulate/simulate.spec.ts'],
  },
  'libs/shared/ledger': { servers: true },
  'libs/shared/outbox': { servers: true },
};

const project = process.argv[2]?.replace(/\/$/, '');
if (!project || !existsSync(`${project}/src`)) {
  console.error('npm run mutate -- <project folder>, for instance libs/payments/domain');
  process.exit(1);
}
const { except = [], onlyBeside = [], servers = false } = PARTICULAR[project] ?? {};
const report = `reports/mutation/${project.replaceAll('/', '-')}`;

if (servers) await globalSetup();
try {
  await new Stryker({
    plugins: ['./tools/testing/mutation/stryker.mjs'],
    testRunner: 'specs',
    specs: { project, except: servers ? except : [...except, '**/*.int-spec.ts'], onlyBeside },
    mutate: [`${project}/src/**/*.ts`, '!**/*.spec.ts', '!**/*.fixture.ts', '!**/index.ts'],
    // Out of the count: the words of sentences, which no figure and no decision rests on. Everything else counts, also tables and schemas.
    ignorers: ['wording'],
    ignorePatterns: ['dist', 'apps', 'docker'],
    coverageAnalysis: 'perTest',
    testRunnerNodeArgs: ['--no-warnings'],
    maxTestRunnerReuse: servers ? 100 : 300,
    // Generous: on a busy machine a survivor that is merely slow must not pass for a mutant that hangs.
    timeoutMS: servers ? 60_000 : 20_000,
    concurrency: Number(process.env.MUTATE_WORKERS ?? 2),
    thresholds: { high: 90, low: 85, break: 85 },
    reporters: ['clear-text', 'html', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: `${report}/report.html` },
    jsonReporter: { fileName: `${report}/report.json` },
    tempDirName: 'reports/stryker',
    incremental: true,
    incrementalFile: `${report}/incremental.json`,
  }).runMutationTest();
} finally {
  if (servers) await globalTeardown();
}
