import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@ringvirkning/embedded';
import { ledgerPosting } from './ledger-posting.js';
import { line, passes, type Figure } from './statistics.js';

const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-bench-'));
const figures: Figure[] = [];
const report = (found: readonly Figure[]): void => {
  for (const figure of found) process.stdout.write(`${line(figure)}\n`);
  figures.push(...found);
};

try {
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres') });
  try {
    report(await ledgerPosting(postgres.url));
  } finally {
    await postgres.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = figures.every(passes) ? 0 : 1;
