import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { ConfigError, loadConfig, type Env } from './load-config.js';

const Schema = z.object({
  PORT: z.coerce.number().int().max(65_535).default(0),
  URL: z.url(),
  SEED: z.string().min(8),
  NOTE: z.string().optional(),
});
const good = { URL: 'nats://127.0.0.1:4222', SEED: 'long-enough' };
const problemsOf = (env: Env): readonly string[] => {
  try {
    loadConfig(Schema, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
  }
  return [];
};
const file = (content: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'config-')), 'secret');
  writeFileSync(path, content);
  return path;
};

describe('loadConfig', () => {
  it('reads, converts and defaults', () =>
    expect(loadConfig(Schema, { ...good, PORT: '8080', OTHER: 'ignored' })).toEqual({ ...good, PORT: 8080 }));
  it('lists every wrong variable', () => {
    const problems = problemsOf({ PORT: '70000', SEED: 'short' });
    expect(problems.map((problem) => problem.split(' ')[0]).sort()).toEqual(['PORT', 'SEED', 'URL']);
    expect(problems).toContain('URL is missing');
  });
  it('treats an empty value as absent', () => expect(problemsOf({ ...good, URL: '' })).toEqual(['URL is missing']));
  it('reads a secret from its file without the final line break', () =>
    expect(loadConfig(Schema, { URL: good.URL, SEED_FILE: file('from-a-file\n') }).SEED).toBe('from-a-file'));
  it('names the variable whose file cannot be read', () =>
    expect(problemsOf({ URL: good.URL, SEED_FILE: '/nowhere/at-all' })).toEqual([
      'SEED cannot be read from its file (ENOENT)',
    ]));
  it('refuses a value given both ways', () =>
    expect(problemsOf({ ...good, SEED_FILE: file('another-seed') })).toEqual([
      'SEED is given twice, also as SEED_FILE',
    ]));
  it('never prints a value', () => {
    const Quoting = z.object({
      SECRET: z.string().superRefine((value, ctx) => ctx.addIssue({ code: 'custom', message: `wrong: ${value}` })),
    });
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (secret) => {
        expect(() => loadConfig(Quoting, { SECRET: secret })).toThrow(new ConfigError(['SECRET is not valid']));
      }),
    );
  });
});
