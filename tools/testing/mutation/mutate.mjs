/**
 * `npm run mutate -- <project folder> [file …]`: do the specs of this library notice when its code, or the files named, say something else?
 * `--without-servers` judges by the specs that need neither database nor broker, `--without-broker` by those that need no broker of their own. The report lies in `reports/mutation/<project>`; a second run
 * tries only what has changed since. `--share 0.1 [--seed 1]` tries a random tenth, anew, and says between what the figure of all lies.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import globalSetup from '../global-setup.mjs';
import globalTeardown from '../global-teardown.mjs';
import { estimate, isDrawn } from './sample.mjs';

/** What is particular about a project. `servers`: its rules are those of a database or broker, so its int-specs judge. */
const PARTICULAR = {
  'libs/terms/engine': {
    // Judges speed as a ratio, which mutants slowed by their switches would upset.
    except: ['**/large.spec.ts'],
    // Draws for seconds; what it says about the rules, their own specs say at once.
    onlyBeside: ['libs/terms/engine/src/simulate/simulate.spec.ts'],
  },
  'libs/shared/ledger': { servers: true },
  'libs/shared/outbox': {
    servers: true,
    // Start a broker and whole services: a hundred times as long as a database that is copied from one that is migrated.
    withBroker: ['delivery', 'large', 'mending', 'requests'].map((name) => `**/${name}.int-spec.ts`),
  },
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    'without-servers': { type: 'boolean', default: false },
    'without-broker': { type: 'boolean', default: false },
    share: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  },
});
const [project, ...files] = positionals.map((path) => path.replace(/\/$/, ''));
if (!project || !existsSync(`${project}/src`)) {
  console.error('npm run mutate -- <project folder> [file …], for instance libs/payments/domain settlement.ts');
  process.exit(1);
}
const { except = [], onlyBeside = [], withBroker = [], servers: needsServers = false } = PARTICULAR[project] ?? {};
const servers = needsServers && !values['without-servers'];
const left = [...except, ...(servers ? [] : ['**/*.int-spec.ts']), ...(values['without-broker'] ? withBroker : [])];
const mutated = files.length > 0 ? files : ['**/*.ts'];
const sample = { share: Number(values.share), seed: Number(values.seed) };
const isWhole = sample.share >= 1;
const report = `reports/mutation/${project.replaceAll('/', '-')}`;

if (servers) await globalSetup();
try {
  const results = await new Stryker({
    plugins: ['./tools/testing/mutation/stryker.mjs'],
    testRunner: 'specs',
    specs: { project, except: left, onlyBeside, sample },
    mutate: [...mutated.map((file) => `${project}/src/${file}`), '!**/*.spec.ts', '!**/*.fixture.ts', '!**/index.ts'],
    // Out of the count: the words of sentences, which no figure and no decision rests on. Everything else counts, also tables and schemas.
    ignorers: ['wording'],
    ignorePatterns: ['dist', 'apps', 'docker'],
    coverageAnalysis: 'perTest',
    testRunnerNodeArgs: ['--no-warnings'],
    maxTestRunnerReuse: servers ? 100 : 300,
    // Generous: on a busy machine a survivor that is merely slow must not pass for a mutant that hangs.
    timeoutMS: servers ? 60_000 : 20_000,
    concurrency: Number(process.env.MUTATE_WORKERS ?? 2),
    thresholds: { high: 90, low: 85, break: isWhole ? 85 : null },
    reporters: ['clear-text', 'html', 'json'],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: `${report}/report.html` },
    jsonReporter: { fileName: `${report}/report.json` },
    tempDirName: 'reports/stryker',
    incremental: isWhole,
    incrementalFile: `${report}/incremental.json`,
  }).runMutationTest();
  if (!isWhole) {
    const drawn = results.filter(({ id, status }) => isDrawn(id, sample) && status !== 'Ignored');
    const noticed = drawn.filter(({ status }) => status === 'Killed' || status === 'Timeout').length;
    const [share, from, to] = estimate(noticed, drawn.length);
    console.log(
      `A sample (seed ${sample.seed}): ${noticed} of ${drawn.length} noticed, ${share} %; of all with 95 % certainty ${from}–${to} %`,
    );
    if (share < 85) process.exitCode = 1;
  }
} finally {
  if (servers) await globalTeardown();
}
