import { chmodSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { secretFile } from './secret-files.js';

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
const mode = (path: string) => statSync(path).mode & 0o777;

describe('a secret file', () => {
  it('is generated once, kept, and readable by its owner alone', () => {
    const path = join(folder, 'deep', 'one');
    const secret = secretFile(path);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(secretFile(path)).toBe(secret);
    expect(mode(path)).toBe(0o600);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['one']);
  });
  it('is closed to others when somebody opened it', () => {
    const path = join(folder, 'open');
    writeFileSync(path, 'given\n');
    chmodSync(path, 0o644);
    expect(secretFile(path)).toBe('given');
    expect(mode(path)).toBe(0o600);
  });
});
