import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { make } from '../src/make/make.js';
import { runSupport } from '../src/support/command.js';
import { silent } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'rv-support-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function bundle(env: Readonly<Record<string, string>>, ...args: string[]) {
  let [out, err] = ['', ''];
  const io = { ...silent, out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
  const code = await runSupport(['support-bundle', ...args], { ...io, now: () => Date.now() }, env);
  return { code, out, err };
}

describe('ringvirkning support-bundle', () => {
  it('has the last log lines, and none of the secrets or personal numbers that stand in them', async () => {
    const made = join(folder, 'herning');
    make(['instance', 'new', '--kommune', '0657', '--to', made], silent);
    const secrets = readdirSync(join(made, 'secrets')).map((name) =>
      readFileSync(join(made, 'secrets', name), 'utf8').trim(),
    );
    const cpr = ['010190-1234', '0101901234', '01 01 90 12 34'];
    const lines = [...secrets, ...cpr].map((seeded) =>
      JSON.stringify({
        time: '2026-07-01T00:00:00Z',
        level: 'warn',
        service: 'payments',
        msg: `seeded ${seeded}`,
        body: seeded,
      }),
    );
    mkdirSync(join(made, 'data', 'logs'), { recursive: true });
    writeFileSync(join(made, 'data', 'logs', 'services.log'), [...lines, 'no line of ours 010190-1234'].join('\n'));
    const { code, out } = await bundle({}, '--instance', made);
    expect(code).toBe(0);
    const told = JSON.parse(out) as { logs: Record<string, { msg: string }[]>; doctor: { code: string }[] };
    expect(told.logs['services.log']).toHaveLength(lines.length);
    expect(told.doctor.map((finding) => finding.code)).toContain('nothing-runs');
    expect(secrets.length).toBeGreaterThan(15);
    for (const seeded of [...secrets, ...cpr]) expect(out).not.toContain(seeded);
  });

  it('names settings and says no value, is shown before it is written, and replaces nothing', async () => {
    const env = {
      ...{ SERVICES: 'payments', INSTANCE_ID: 'aarhus', OIDC_CLIENT_SECRET: 'of-the-operator', OTHER: 'of-the-shell' },
      PAYMENTS__DATABASE_URL: 'postgres://rv:pa55%2Fword@127.0.0.1:1/rv_payments',
    };
    const { code, out } = await bundle(env);
    expect(code).toBe(0);
    const { settings } = JSON.parse(out) as { settings: object };
    expect(settings).toEqual({ payments: ['INSTANCE_ID', 'DATABASE_URL'] });
    for (const value of ['pa55', 'of-the-operator', 'of-the-shell']) expect(out).not.toContain(value);
    const file = join(folder, 'bundle.json');
    expect((await bundle(env, '--out', file, '--lang', 'en')).out).toContain('Read it before');
    expect(readFileSync(file, 'utf8')).not.toContain('pa55');
    expect(await bundle(env, '--out', file)).toMatchObject({ code: 2, err: expect.stringContaining('EEXIST') });
  });
});
