import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT, type Up } from './bring-up.js';
import { inherited } from './programs.js';

/** Runs the seed against the running instance: it speaks HTTP like everybody, as the demo people. Its progress goes to the terminal. */
export async function runSeed({ url, issuer, secrets }: Up, signal: AbortSignal): Promise<void> {
  const script = join(ROOT, 'tools', 'seed', 'dist', 'main.js');
  const env = inherited({ SEED_CLIENT_SECRET: secrets.seedClient });
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', script, '--origin', url, '--issuer', issuer, '--client-id', 'seed'],
    { env, stdio: ['ignore', 'inherit', 'inherit'], signal },
  );
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0)
    throw new Error('The seed failed; the next start tries again. "npm start -- --no-seed" starts without it.');
}
