/**
 * `npm test`: lint beside build, format and types, then every Jest test; a few spec files that fail run once more, alone
 * (ADR 61). The last line is `N passed, N failed`, where each of the first five checks counts as one, and a spec file that does
 * not even load as one failure.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { totals, unsteady } from './totals.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const WORKERS = 2;
/** Jest reads modules anew for every file: with more room for what lives briefly it needs a fifth less of the processor. */
const NODE_OPTIONS = '--experimental-vm-modules --no-warnings --max-semi-space-size=64';

/** Jest takes 12 to 50 minutes, by machine; what still runs then, alone or not, never ends. */
const JEST_MINUTES = 75;
const INTERRUPTS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program with our own Node; what it says is passed on, at once or, beside another, when it has ended. Beyond its minutes
 * it is asked to say what it is at, and ended with all that it has started. @returns true when it exits with 0.
 */
function run(title, { aside = false, minutes }, program, ...args) {
  if (!aside) console.log(`\n— ${title}`);
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: aside ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, NODE_OPTIONS },
    detached: minutes !== undefined,
  });
  if (minutes !== undefined) endWithin(minutes, child);
  let said = '';
  for (const stream of aside ? [child.stdout, child.stderr] : [])
    stream.setEncoding('utf8').on('data', (text) => (said += text));
  return new Promise((done) => {
    child.once('close', (code) => {
      if (aside) console.log(`\n— ${title}\n${said}`.trimEnd());
      done(code === 0);
    });
  });
}

/** The child leads a process group of its own, which also ends with us. */
function endWithin(minutes, child) {
  const end = () => process.kill(-child.pid, 'SIGKILL');
  const timer = setTimeout(async () => {
    child.kill('SIGUSR2');
    await after(1000);
    end();
  }, minutes * 60_000);
  const interrupted = (signal) => {
    end();
    process.kill(process.pid, signal);
  };
  for (const signal of INTERRUPTS) process.once(signal, interrupted);
  child.once('close', () => {
    clearTimeout(timer);
    for (const signal of INTERRUPTS) process.off(signal, interrupted);
  });
}

/** @param minutes at most. */
async function jest(title, minutes, workers, ...args) {
  const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-report-'));
  const file = join(folder, 'jest.json');
  const passed = await run(
    title,
    { minutes },
    'jest/bin/jest.js',
    `--maxWorkers=${workers}`,
    '--json',
    `--outputFile=${file}`,
    ...args,
  );
  try {
    return { passed, report: JSON.parse(readFileSync(file, 'utf8')) };
  } catch {
    return { passed: false, report: undefined };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Linting takes as long as the other checks together, and one core; only its own rules must be built before. */
async function checked() {
  const rules = await run(
    'build of the lint rules',
    {},
    'typescript-native/bin/tsc',
    '--build',
    'tools/lint-rules',
    'libs/catalogue',
  );
  const lint = rules && run('lint', { aside: true }, 'eslint/bin/eslint.js', '.');
  return [
    (await run('build', {}, 'typescript-native/bin/tsc', '--build')) &&
      (await run('portal', {}, 'vite/bin/vite.js', 'build', 'apps/portal', '--logLevel', 'warn')),
    await run('format', {}, 'prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn'),
    await run('types of the specs', {}, 'typescript-native/bin/tsc', '-p', 'tsconfig.spec.json'),
    await run('types of the portal', {}, 'typescript-native/bin/tsc', '-p', 'apps/portal'),
    await lint,
  ];
}

const checks = await checked();
const began = performance.now();
const first = await jest('tests', JEST_MINUTES, WORKERS, ...process.argv.slice(2));
const files = unsteady(first);
// In one process Jest would wait for ever for what a spec left open.
const again = ['--forceExit', '--runTestsByPath', ...files];
const minutesLeft = JEST_MINUTES - (performance.now() - began) / 60_000;
const alone = files.length > 0 ? await jest('once more, alone', Math.max(0, minutesLeft), 1, ...again) : undefined;
const { passed, failed, passedAlone } = totals(checks, first, alone);
if (passedAlone.length > 0)
  console.log(`\nFailed beside the other specs and passed alone, to be mended:\n  ${passedAlone.join('\n  ')}`);
// Set, not process.exit: the closing line must reach a pipe before the process ends.
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${passed} passed, ${failed} failed`);
