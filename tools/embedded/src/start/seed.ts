import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { instanceIdOf, officialNameOf } from '@ringvirkning/reference';
import { ROOT, type Up } from './bring-up.js';
import { inherited, type Environment } from './programs.js';

/** Runs the seed against the running instance: it speaks HTTP like everybody, as the demo people. Its progress goes to the terminal. */
export const runSeed = ({ url, issuer, secrets }: Up, signal: AbortSignal): Promise<void> =>
  run(
    'main.js',
    ['--origin', url, '--issuer', issuer, '--client-id', 'seed'],
    { SEED_CLIENT_SECRET: secrets.seedClient },
    signal,
  );

/** The same for what several instances have with each other. */
export const runPartnershipSeed = (ups: readonly Up[], signal: AbortSignal): Promise<void> =>
  run(
    'partnership/main.js',
    [],
    {
      SEED_INSTANCES: JSON.stringify(
        ups.map(({ municipality, url, issuer, secrets }) => ({
          instance: instanceIdOf(municipality),
          name: officialNameOf(municipality),
          code: municipality.code,
          origin: url,
          issuer,
          clientId: 'seed',
          clientSecret: secrets.seedClient,
        })),
      ),
    },
    signal,
  );

async function run(script: string, args: readonly string[], env: Environment, signal: AbortSignal): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(ROOT, 'tools', 'seed', 'dist', script), ...args],
    { env: inherited(env), stdio: ['ignore', 'inherit', 'inherit'], signal },
  );
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0)
    throw new Error('The seed failed; the next start tries again. "npm start -- --no-seed" starts without it.');
}
