import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { apply, type Change } from './change.js';
import { newEvent } from './event.js';
import { MEASURED_ON, newKind } from './kind.js';
import { newService } from './service.js';
import { newSlice } from './slice.js';

/** The same place seen from `src` and from `dist`. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const run = (program: string, ...args: readonly string[]): void => {
  execFileSync(process.execPath, [join(ROOT, 'node_modules', program), ...args], { cwd: ROOT, stdio: 'inherit' });
};

/** Writes the changes in the house's form. */
function write(changes: readonly Change[]): void {
  const paths = apply(ROOT, changes);
  run('prettier/bin/prettier.cjs', '--write', '--log-level', 'warn', '--ignore-unknown', ...paths);
  for (const path of paths) process.stdout.write(`${path}\n`);
}

/** What `npm install` would do for a workspace. */
function link(packageName: string, folder: string): void {
  const path = join(ROOT, 'node_modules', packageName);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(join('..', '..', folder), path);
}

const program = new Command('new').description('Writes the first form of something new and registers it');
program.command('service <name>').action((name: string) => {
  write(newService(name));
  link(`@ringvirkning/app-${name}`, `apps/${name}`);
  link(`@ringvirkning/${name}-api`, `libs/${name}/api`);
});
program
  .command('slice <service/verb-noun>')
  .requiredOption('--permit <permission>', 'who may ask: a permission of libs/shared/auth/src/policy.ts')
  .action((name: string, { permit }: { permit: string }) => write(newSlice(name, permit)));
program
  .command('event <service/noun-past-verb>')
  .option('--to <services...>', 'who consumes it', [])
  .action((name: string, { to }: { to: string[] }) => {
    write(newEvent(name, to));
    run('typescript-native/bin/tsc', '--build', 'tools/asyncapi');
    execFileSync(process.execPath, ['tools/asyncapi/dist/write.js'], { cwd: ROOT, stdio: 'inherit' });
  });
program
  .command('kind <name>')
  .requiredOption('--of <whom>', `what it is measured on: ${MEASURED_ON.join(' or ')}`)
  .action((name: string, { of }: { of: string }) => {
    write(newKind(name, of));
    process.env['UPDATE_TERMS_SCHEMA'] = '1';
    process.env['NODE_OPTIONS'] = '--experimental-vm-modules --no-warnings';
    run('jest/bin/jest.js', 'libs/terms/language/test/schema');
  });

try {
  program.parse();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
