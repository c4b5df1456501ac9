import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { make } from '../src/make/make.js';
import { runRotate } from '../src/rotate/command.js';
import { operated, silent, type Ran } from './run.js';

const root = mkdtempSync(join(tmpdir(), 'rv-rotate-'));
afterAll(() => rmSync(root, { recursive: true }));

/** What `instance new` makes. */
function made(name: string, ...options: readonly string[]): string {
  const folder = join(root, name);
  expect(make(['instance', 'new', '--kommune', '0657', '--to', folder, ...options], silent)).toBe(0);
  return folder;
}
const rotate = (folder: string, ...args: readonly string[]): Promise<Ran> =>
  operated(runRotate, ['rotate', ...args, '--instance', folder, '--lang', 'en']);
const read = (folder: string, ...path: readonly string[]): string => readFileSync(join(folder, ...path), 'utf8').trim();

describe('secrets of a folder from which nothing runs', () => {
  const CONTAINERS = ['--origin', 'https://portal.example', '--identity', 'https://login.example'];

  it('of containers stand in the files from which they are made anew', async () => {
    const folder = made('containers', ...CONTAINERS);
    const before = ['payments-app.password', 'payments-owner.password'].map((name) => read(folder, 'secrets', name));
    const { code, out } = await rotate(folder, 'database');
    expect([code, out]).toEqual([0, expect.stringContaining('docker compose up -d')]);
    const app = read(folder, 'secrets', 'payments-app.password');
    const files = ['payments.env', 'migrate.env'].map((name) => read(folder, 'generated', name));
    for (const file of files) expect(file).toContain(`rv_payments_app:${app}@`);
    for (const old of before) expect(files.join()).not.toContain(old);
  });

  it('that the sign-in service of containers must know are to be written there, too', async () => {
    const folder = made('signing-in', ...CONTAINERS);
    const { out } = await rotate(folder, 'sign-in');
    expect(out).toContain('Write the same in Keycloak');
    expect(read(folder, 'generated', 'gateway.env')).toContain(read(folder, 'secrets', 'gateway-client.secret'));
  });

  it('keep the session key before as one that opens, and not the one before that', async () => {
    const folder = made('sessions', ...CONTAINERS);
    const first = read(folder, 'secrets', 'session.key');
    await rotate(folder, 'session-key');
    await rotate(folder, 'session-key');
    const keys = read(folder, 'secrets', 'session.key').split(',');
    expect([keys.length, keys.includes(first)]).toEqual([2, false]);
    expect(read(folder, 'generated', 'gateway.env')).toContain(`SESSION_KEY=${keys.join(',')}`);
  });

  it('leave no key of before when sessions end, also after a rotation that was interrupted', async () => {
    const folder = made('interrupted', ...CONTAINERS);
    const first = read(folder, 'secrets', 'session.key');
    writeFileSync(join(folder, 'secrets', 'session.key.next'), `${first},${first}\n`);
    expect((await rotate(folder, 'session-key', '--end-sessions')).code).toBe(0);
    const now = read(folder, 'secrets', 'session.key');
    expect([now.split(',').length, now.includes(first)]).toEqual([1, false]);
  });

  it('are left alone by a word that goes with another secret, and while somebody else rotates', async () => {
    const folder = made('left-alone');
    const before = read(folder, 'secrets', 'payments-app.password');
    expect(await rotate(folder, 'database', '--end-sessions')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--end-sessions goes with session-key'),
    });
    const [one, other] = await Promise.all([rotate(folder, 'database'), rotate(folder, 'database')]);
    expect([one.code, other.code].sort()).toEqual([0, 2]);
    expect(one.err + other.err).toContain('another rotation is at work');
    expect((await rotate(folder, 'session-key')).code).toBe(0);
    expect(read(folder, 'secrets', 'payments-app.password')).not.toBe(before);
  });

  it('are taken up by the next start, and told to programs by name alone', async () => {
    const folder = made('plain');
    const before = read(folder, 'secrets', 'outcomes-app.password');
    const { code, out } = await rotate(folder, 'database', '--json');
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { format: 'ringvirkning-rotation/1', secret: 'database', takenUp: 'at-start' },
    ]);
    const now = read(folder, 'secrets', 'outcomes-app.password');
    expect(now).not.toBe(before);
    expect(out).toContain('outcomes-app.password');
    for (const value of [before, now]) expect(out).not.toContain(value);
  });
});
