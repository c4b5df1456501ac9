import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { emptyDataFolder, takeDataFolder } from './data-folder.js';

const fresh = () => join(mkdtempSync(join(tmpdir(), 'data-folder-')), 'data');

describe('a data folder', () => {
  it('refuses a second start and says where the first one is', () => {
    const path = fresh();
    const folder = takeDataFolder(path);
    expect(() => takeDataFolder(path)).toThrow(`process ${process.pid}, still starting`);
    folder.announce({ url: 'http://127.0.0.1:8080' });
    expect(() => takeDataFolder(path)).toThrow('http://127.0.0.1:8080');
    folder.release();
    takeDataFolder(path).release();
  });

  it.each([
    ['of a process that is gone', { pid: spawnSync('true').pid, startedAt: '1' }],
    ['of a pid that another program has now', { pid: process.pid, startedAt: '1' }],
    ['half written', '{"pid":'],
  ])('takes over the lock %s', (_, holder) => {
    const path = fresh();
    takeDataFolder(path).release();
    writeFileSync(join(path, 'lock.json'), typeof holder === 'string' ? holder : JSON.stringify(holder));
    takeDataFolder(path).release();
  });

  it('keeps what is secret in folders of its owner', () => {
    const folder = takeDataFolder(fresh());
    for (const path of [folder.secrets, folder.logs]) expect(statSync(path).mode & 0o777).toBe(0o700);
    folder.announce({});
    expect(statSync(join(folder.path, 'running.json')).mode & 0o777).toBe(0o600);
  });

  it('tells what runs in one piece: who reads it while it changes reads what stood there before', () => {
    const folder = takeDataFolder(fresh());
    folder.announce({ url: 'http://127.0.0.1:8080' });
    const reading = openSync(join(folder.path, 'running.json'), 'r');
    folder.announce({ url: 'http://127.0.0.1:9090' });
    expect(JSON.parse(readFileSync(reading, 'utf8'))).toEqual({ url: 'http://127.0.0.1:8080' });
    closeSync(reading);
    folder.release();
  });

  it("refuses somebody else's folder, and leaves it alone", () => {
    const path = mkdtempSync(join(tmpdir(), 'somebody-'));
    writeFileSync(join(path, 'thesis.txt'), 'dear');
    expect(() => takeDataFolder(path)).toThrow('not a data folder');
    expect(readFileSync(join(path, 'thesis.txt'), 'utf8')).toBe('dear');
  });

  it('forgets everything on a reset, and is still held', async () => {
    const folder = takeDataFolder(fresh());
    folder.markSeeded();
    writeFileSync(join(folder.secrets, 'old'), 'x');
    const empty = await emptyDataFolder(folder);
    expect([empty.seeded, existsSync(join(empty.secrets, 'old'))]).toEqual([false, false]);
    expect(() => takeDataFolder(empty.path)).toThrow('already runs');
  });
});
