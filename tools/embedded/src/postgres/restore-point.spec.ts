import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { putBack, restorePointOf, settleRestorePoint, takeRestorePoint } from './restore-point.js';

const [FIRST, SECOND] = ['2026-07-01T08:00:00Z', '2026-08-01T08:00:00Z'];

describe('a restore point', () => {
  let dataDir: string;
  const at = (...path: readonly string[]): string => join(dataDir, 'cluster', ...path);
  const write = (content: string): void => writeFileSync(at('data', 'row'), content);
  const written = (): string => readFileSync(at('data', 'row'), 'utf8');
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'rv-point-'));
    mkdirSync(at('data'), { recursive: true });
    write('first');
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('leads back to when it was taken, and leaves beside it what was written since', async () => {
    await takeRestorePoint(dataDir, FIRST);
    expect(restorePointOf(dataDir)).toEqual({ at: FIRST, isUnderWay: true });
    write('since');
    expect(putBack(dataDir).at).toBe(FIRST);
    expect([written(), readFileSync(at('left', 'row'), 'utf8')]).toEqual(['first', 'since']);
    expect(restorePointOf(dataDir)).toBeUndefined();
    expect(() => putBack(dataDir)).toThrow('no restore point');
  });

  it('is settled by a start, so that another attempt takes one of its own', async () => {
    await takeRestorePoint(dataDir, FIRST);
    settleRestorePoint(dataDir);
    expect(restorePointOf(dataDir)).toEqual({ at: FIRST, isUnderWay: false });
    write('since');
    await takeRestorePoint(dataDir, SECOND);
    write('later');
    expect([putBack(dataDir).at, written()]).toEqual([SECOND, 'since']);
  });

  it('is none where there are no data, or where it was removed half-way', async () => {
    settleRestorePoint(join(dataDir, 'nowhere'));
    expect(restorePointOf(join(dataDir, 'nowhere'))).toBeUndefined();
    await takeRestorePoint(dataDir, FIRST);
    rmSync(at('restore-point.json'));
    expect(restorePointOf(dataDir)).toBeUndefined();
    expect(() => putBack(dataDir)).toThrow('no restore point');
    expect([existsSync(at('restore-point')), written()]).toEqual([true, 'first']);
  });
});
