import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICES } from '@ringvirkning/catalogue';
import { RunningInstance } from '@ringvirkning/embedded';

const REDOCLY = join(createRequire(import.meta.url).resolve('@redocly/cli/package.json'), '..', 'bin', 'cli.js');
const RULES = fileURLToPath(new URL('../redocly.yaml', import.meta.url));

interface Operation {
  readonly security?: readonly object[];
  readonly 'x-permission'?: string;
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

describe('the merged OpenAPI document', () => {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
  let instance: RunningInstance;
  let document: OpenApi;
  beforeAll(async () => {
    instance = await RunningInstance.start(['--no-seed']);
    document = (await (await fetch(`${instance.overview.url}/api/openapi.json`)).json()) as OpenApi;
  }, 180_000);
  afterAll(async () => {
    await instance?.stop();
    rmSync(folder, { recursive: true });
  }, 60_000);

  const lint = (content: unknown): { readonly status: number | null; readonly output: string } => {
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(content));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [REDOCLY, 'lint', file, '--config', RULES, '--format', 'stylish'],
      {
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      },
    );
    return { status, output: stdout + stderr };
  };

  it('keeps the rules of the linter', () => {
    const { status, output } = lint(document);
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
  });
  it('would not keep them without summaries', () => {
    const [path] = Object.keys(document.paths);
    const bare = { ...document, paths: { ...document.paths, [path!]: { get: { responses: {} } } } };
    expect(lint(bare).status).not.toBe(0);
  });
  it('covers every service and says for every operation who may use it', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
    );
    for (const service of SERVICES) expect(operations.some(({ name }) => name.includes(`/api/${service}`))).toBe(true);
    const undeclared = operations.filter(
      ({ operation }) => operation['x-permission'] === undefined && operation.security?.length !== 0,
    );
    expect(undeclared.map(({ name }) => name)).toEqual([]);
  });
});
