import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SERVICES } from '@ringvirkning/catalogue';
import { runDoctor } from '../src/doctor/command.js';
import { runRotate } from '../src/rotate/command.js';
import { runSupport } from '../src/support/command.js';
import { runUpgrade } from '../src/upgrade/command.js';
import { answering, TOKEN } from './answering.js';
import { operated } from './run.js';

const PAGE = readFileSync('docs/operating.md', 'utf8');
const { answers, run, url } = answering();

/** Commands of the page, in their order; those about backups need an instance that runs. */
const commands = [...PAGE.matchAll(/^(?:\w+=\S+ )?npm exec ringvirkning -- (.+)$/gm)]
  .map(([, said]) => said!.split(' '))
  .filter(([name]) => !['backup', 'restore'].includes(name!));

const OF_FOLDERS: Readonly<Record<string, typeof runDoctor>> = {
  doctor: runDoctor,
  'support-bundle': runSupport,
  upgrade: runUpgrade,
  rotate: runRotate,
};

const LETTER = {
  ...{ id: '1', subject: 'evt.a.b.v1', seq: 1, eventId: 'e', item: null, code: 'c', reason: 'r', attempts: 5 },
  ...{ failedAt: '2026-07-01T00:00:00Z', state: 'open' },
};

const folder = mkdtempSync(join(tmpdir(), 'rv-operating-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Where nothing runs, but for what an instance is asked. */
async function carriedOut(args: readonly string[]): Promise<{ readonly code: number; readonly err: string }> {
  const here = args.map((word) => (word.endsWith('.json') ? join(folder, word) : word));
  const ofFolder = OF_FOLDERS[args[0]!];
  if (ofFolder)
    return operated(
      ofFolder,
      here.map((word) => (word === '.data' ? join(folder, word) : word)),
    );
  return run(here, { RINGVIRKNING_URL: url(), RINGVIRKNING_TOKEN: TOKEN });
}

describe('the page for operators', () => {
  it('has commands that this command line carries out as they stand', async () => {
    for (const service of SERVICES) {
      const at = `/api/${service}/operations`;
      answers[`GET ${at}/dead-letters?state=open&limit=100`] = [200, { items: [LETTER], next: null }];
      answers[`POST ${at}/traces`] = [200, { events: [], deadLetters: [] }];
    }
    answers['GET /api/operations'] = [200, { services: [] }];
    const [at, maintenance] = ['/api/operations/maintenance', { since: '2026-07-01T00:00:00Z', until: null }];
    answers[`PUT ${at}`] = answers[`GET ${at}`] = [200, { maintenance }];
    answers[`DELETE ${at}`] = [200, { maintenance: null }];
    answers['POST /api/payments/operations/dead-letters/retry-all'] = [200, { results: [] }];
    answers['POST /api/payments/operations/dead-letters/1/purge'] = [200, { id: '1', state: 'purged' }];
    const told: string[] = [];
    for (const args of commands) {
      const { code, err } = await carriedOut(args);
      const words = args.filter((word) => /^[a-z-]+$/.test(word) && !word.startsWith('--'));
      told.push([code, ...words, err.replaceAll(folder, '').trim()].join(' ').trim());
    }
    expect(told).toEqual([
      // Nothing is there.
      '1 doctor',
      '0 status',
      '0 logs',
      '1 dead-letters list',
      '0 dead-letters show payments',
      '0 dead-letters retry payments all',
      '0 dead-letters discard payments',
      '0 support-bundle',
      '0 support-bundle',
      '0 maintenance on',
      '0 maintenance status',
      '0 maintenance off',
      '2 upgrade ringvirkning: /.data has no databases yet: there is nothing to upgrade',
      '2 upgrade ringvirkning: /.data has no databases yet: there is nothing to upgrade',
      '2 upgrade ringvirkning: /.data has no databases yet: there is nothing to upgrade',
      '2 rotate database ringvirkning: /.data/secrets is missing: there is nothing to rotate',
      '2 rotate session-key ringvirkning: /.data/secrets is missing: there is nothing to rotate',
      '2 rotate sign-in ringvirkning: /.data/secrets is missing: there is nothing to rotate',
      '2 rotate evidence-key ringvirkning: /.data/secrets is missing: there is nothing to rotate',
      '2 partnership change-key ringvirkning: GET /api/partnership: 404 http.not-found: In English.',
    ]);
  });
});
