import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { digestOfDocument, type Evidence } from '@ringvirkning/partnership-domain';
import { make } from '../src/make/make.js';
import { answering, TOKEN } from './answering.js';
import { prove } from './run.js';

const PAGE = readFileSync('docs/partnership-operating.md', 'utf8');
const START = readFileSync('tools/embedded/src/start/options.ts', 'utf8');
const EVIDENCE = join(process.cwd(), 'libs/partnership/domain/evidence.json');
const { answers, run, seen, url } = answering();
const folder = mkdtempSync(join(tmpdir(), 'ringvirkning-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lines of the page's blocks, in their order. */
const lines = [...PAGE.matchAll(/^```\n([^]*?)^```$/gm)].flatMap(([, block]) => block!.trim().split('\n'));
/** Words as a shell reads them. */
const words = (line: string): string[] =>
  (line.match(/(?:[^\s'<[]|'[^']*'|<[^>]*>)+|\[[^\]]*\]/g) ?? []).map((word) => word.replaceAll("'", ''));

const MADE = { member: 'viborg', name: 'Viborg Kommune', expiresAt: '2026-07-01T08:00:00.000Z' };
const PHRASE = '1111 2222 3333 4444 5555';
const NONE = {
  me: { id: 'viborg', name: null, status: null },
  ...{ carrier: { kind: 'nats', isAway: false }, partnership: null, members: [], pending: [], problems: [] },
  log: { last: null, waiting: 0, witnesses: [], cosignedBy: [], authority: null, stamp: null },
};

/** What carries out a line of the page; undefined where that is nothing of this command line. */
async function carriedOut(line: string): Promise<number | undefined> {
  const said = words(line);
  const data = said.find((word) => word.startsWith('RINGVIRKNING_DATA='));
  const all = said.filter((word) => word !== data);
  const args = all.join(' ').startsWith('npm exec ringvirkning -- ') ? all.slice(4) : undefined;
  if (all[0] === 'node') return proven(all.slice(2));
  if (!args) return undefined;
  const own = args.map((word) => (/^(\.data|\/srv|invitation-|ca\.pem)/.test(word) ? join(folder, word) : word));
  if (args[0] === 'instance' || args[0] === 'hub')
    return make(
      own.filter((word) => !word.startsWith('[')),
      silent,
    );
  // Each of the two instances is named by the folder in which it runs.
  expect(['.data', '.data-viborg/data']).toContain(data?.split('=')[1]);
  const out = args[1] === 'invite' ? ['--out', join(folder, 'invitation-viborg.json')] : [];
  return (await run([...own, ...out], { RINGVIRKNING_URL: url(), RINGVIRKNING_TOKEN: TOKEN })).code;
}
const silent = { out: () => {}, err: () => {}, watched: false, read: () => '', now: () => 0 };

async function proven(args: readonly string[]): Promise<number> {
  const { entries } = JSON.parse(readFileSync(EVIDENCE, 'utf8')) as Evidence;
  const given = args.map((word) => (word.startsWith('<') ? digestOfDocument(entries[0]!) : word));
  return (await prove(given.map((word) => (word === 'evidence.json' ? EVIDENCE : word)))).code;
}

describe('the page by which a municipality is added', () => {
  it('has commands that this command line carries out as they stand, one after the other', async () => {
    const at = '/api/partnership';
    const text = '{"invitation":1}';
    answers[`POST ${at}/invitations`] = [201, { ...MADE, checkPhrase: PHRASE, text: null }];
    answers[`GET ${at}/invitations/viborg`] = [200, { ...MADE, checkPhrase: PHRASE, text }];
    answers[`POST ${at}/joining`] = [202, {}];
    answers[`GET ${at}`] = [200, NONE];
    const read = { partnership: 'p', invitedBy: 'aarhus', invitedByName: 'Aarhus Kommune', members: [] };
    const charter = { name: 'P', purpose: 'p', shares: 's', legalBasis: 'l', retention: 'r', threshold: 5 };
    answers[`POST ${at}/invitations/reading`] = [200, { ...MADE, ...read, charter, checkPhrase: PHRASE }];
    const told: string[] = [];
    for (const line of lines) {
      const code = await carriedOut(line);
      if (code !== undefined)
        told.push(
          `${code} ${words(line)
            .filter((word) => /^[a-z]+$/.test(word))
            .join(' ')}`,
        );
    }
    expect(told).toEqual([
      '0 npm exec ringvirkning instance new',
      '0 npm exec ringvirkning partnership invite viborg',
      '0 npm exec ringvirkning partnership join',
      '0 npm exec ringvirkning partnership status',
      '0 node evidence verify',
      '0 npm exec ringvirkning hub new',
      '0 npm exec ringvirkning instance new',
    ]);
    expect(existsSync(join(folder, '.data-viborg'))).toBe(true);
    expect(seen.map(({ path }) => path)).toContain(`POST ${at}/joining`);
  });
  it('has no other commands than these, the start, and what the operating system has', () => {
    const rest = lines.filter((line) => !/^(RINGVIRKNING_DATA=\S+ )?(npm exec ringvirkning -- |node )/.test(line));
    expect(rest).toEqual([
      'npm run start:built -- --instance .data-viborg --beside .data',
      'cd /srv/viborg && docker compose up -d --force-recreate nats partnership',
    ]);
    for (const option of rest[0]!.match(/--[a-z]+/g)!) expect(START).toContain(`  ${option} <`);
  });
});
