import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { POLICY, type Permission } from '@ringvirkning/auth';
import { SERVICES } from '@ringvirkning/catalogue';
import type { RunningInstance } from '@ringvirkning/embedded';
import { otherNames, type Language } from '../support/names-of-things.js';
import type { BrowsedInstance } from '../support/browsed-instance.js';

const REDOCLY = join(createRequire(import.meta.url).resolve('@redocly/cli/package.json'), '..', 'bin', 'cli.js');
const RULES = fileURLToPath(new URL('../../redocly.yaml', import.meta.url));

const PERMISSIONS_PAGE = fileURLToPath(new URL('../../../../docs/permissions.md', import.meta.url));

/** Who may use which route, as the running services declare it and the policy grants it. */
function permissionsPage({ paths }: OpenApi): string {
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { 'x-permission': permission }]) => {
      const grants = permission === undefined ? {} : POLICY[permission as Permission];
      const roles = Object.entries(grants).map(([role, constraint]) => `${role}: ${constraint}`);
      return `| \`${method.toUpperCase()} ${path}\` | ${permission ?? '–'} | ${roles.join(', ') || 'everybody'} |`;
    }),
  );
  return [
    '# Who may use which route',
    '',
    'Written from the running services and the policy table (`libs/shared/auth`), and compared with them by a spec: a changed grant or a changed route is a changed line here.',
    'What the constraints mean stands in the table; roles count only where the contract gives them to the organisation.',
    '',
    '| route | permission | roles and their constraint |',
    '| --- | --- | --- |',
    ...rows.sort(),
    '',
  ].join('\n');
}

interface Operation {
  readonly security?: readonly object[];
  readonly 'x-permission'?: string;
}
interface OpenApi extends Language {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation & Language['paths'][string][string]>>>>;
}

export const openapi = (arrive: () => BrowsedInstance): void =>
  describe('the merged OpenAPI document', () => {
    const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
    let instance: RunningInstance;
    let document: OpenApi;
    beforeAll(async () => {
      instance = arrive().instance;
      document = (await (await fetch(`${instance.overview.url}/api/openapi.json`)).json()) as OpenApi;
    });
    afterAll(async () => {
      rmSync(folder, { recursive: true });
    });

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
      for (const service of SERVICES)
        expect(operations.some(({ name }) => name.includes(`/api/${service}`))).toBe(true);
      const undeclared = operations.filter(
        ({ operation }) => operation['x-permission'] === undefined && operation.security?.length !== 0,
      );
      expect(undeclared.map(({ name }) => name)).toEqual([]);
    });
    it('calls a thing by one name, and a follow-up that is not there null in every answer and in no request', () =>
      expect(otherNames(document)).toEqual([]));
    it.each([
      ['personId', 'participantId'],
      ['achievedOn', 'on'],
    ])('would be told of a member %s', (name, own) => {
      const answer = { content: { 'application/json': { schema: { items: { properties: { [name]: {} } } } } } };
      const strange: Language = { paths: { '/api/x': { get: { responses: { 200: answer } } } } };
      expect(otherNames(strange)).toEqual([`get /api/x, answer: ${name} is ${own}`]);
    });
    it('lets those in that the committed table names, and nobody else (UPDATE_DOCS=1 writes the table anew)', () => {
      const page = permissionsPage(document);
      if (process.env['UPDATE_DOCS']) writeFileSync(PERMISSIONS_PAGE, page);
      expect(readFileSync(PERMISSIONS_PAGE, 'utf8')).toBe(page);
    });
  });
