#!/usr/bin/env node
// Committed, so that npm can link the command before the first build. Runs on whatever Node a machine has: what it needs is said in words that one understands.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/main.js', import.meta.url);
/** The Node of this repository (a package). */
const ownNode = fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url));

if (!existsSync(main)) {
  process.stderr.write('ringvirkning: not built yet; run npm run build\n');
  process.exitCode = 1;
} else if (typeof Map.groupBy === 'function') await import(main.href);
else if (existsSync(ownNode)) {
  const { status } = spawnSync(ownNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} else {
  process.stderr.write(`ringvirkning: needs Node.js 22 or newer; this is ${process.version}\n`);
  process.exitCode = 1;
}
