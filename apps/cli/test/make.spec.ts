import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { make } from '../src/make/make.js';

const root = mkdtempSync(join(tmpdir(), 'make-'));
afterAll(() => rmSync(root, { recursive: true }));

function run(...args: string[]) {
  const ran = { out: '', err: '' };
  const code = make(args, {
    ...{ out: (text) => void (ran.out += text), err: (text) => void (ran.err += text) },
    ...{ watched: false, read: () => '', now: () => 0 },
  });
  return { code, ...ran };
}
const instance = (folder: string, ...more: string[]) =>
  run('instance', 'new', '--kommune', '0657', '--to', join(root, folder), '--lang', 'en', ...more);
const CONTAINERS = ['--origin', 'https://rv.herning.example', '--identity', 'https://login.herning.example'];
const HUB = ['--hub', 'tls://hub.example.dk:7422'];

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(root, folder, path)).isFile())
    .sort();
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(filesIn(folder).map((path) => [path, readFileSync(join(root, folder, path), 'utf8')]));
const put = (folder: string, path: string, text: string): void => writeFileSync(join(root, folder, path), text);
const mode = (folder: string, path: string): number => statSync(join(root, folder, path)).mode & 0o777;

describe('instance new', () => {
  it('knows the municipality by its code', () => {
    const { code, out } = instance('known');
    expect(code).toBe(0);
    expect(out).toContain('Herning Kommune, CVR 29189919, Region Midtjylland\n');
    expect(out).toContain(`npm start -- --instance ${root}/known\n`);
    expect(out).toContain(`npm run start:built -- --instance ${root}/known --beside .data\n`);
    expect(out).toContain(`partnership invite herning --name 'Herning Kommune'\n`);
    expect(JSON.parse(contents('known')['instance.json']!)).toMatchObject({
      municipality: { code: '0657', instance: 'herning', organisationNumber: '29189919' },
    });
    expect(contents('known')['herning.nkey']).toMatch(/^U[A-Z2-7]{55}\n$/);
    const copenhagen = run('instance', 'new', '--kommune', '0101', '--to', join(root, 'k'), '--lang', 'en', '--diff');
    expect(copenhagen.code).toBe(1);
    expect(filesIn('.').some((path) => path.startsWith('k/'))).toBe(false);
  });

  it('gives containers all that their compose file asks for, and nothing secret to others', () => {
    expect(instance('whole', ...CONTAINERS, ...HUB).out).toContain('docker compose up');
    const files = contents('whole');
    const { services } = parse(files['compose.yaml']!, { merge: true }) as {
      services: Record<string, { env_file?: string[]; volumes?: string[] }>;
    };
    const asked = Object.values(services).flatMap(({ env_file = [], volumes = [] }) => [
      ...env_file,
      ...volumes.flatMap((volume) => /^\.\/([^:]+):/.exec(volume)?.[1] ?? []),
    ]);
    expect(asked).toEqual(expect.arrayContaining(['generated/payments.env', 'keycloak/realm.json', 'generated/nats']));
    for (const path of asked) expect(() => statSync(join(root, 'whole', path))).not.toThrow();
    const variables = [...files['compose.yaml']!.matchAll(/\$\{([A-Z_]+)(:?[-?])?/g)].filter(
      ([, , other]) => other !== ':-',
    );
    for (const [, name] of variables) expect(files['.env']).toContain(`${name}=`);
    const open = filesIn('whole').filter((path) => mode('whole', path) !== 0o600 && !path.startsWith('observability/'));
    expect(open).toEqual([
      '.env',
      'compose.yaml',
      'herning.nkey',
      'instance.json',
      'keycloak/realm.json',
      'postgres/keycloak.sh',
    ]);
    for (const path of ['prometheus.yaml', 'alerts.yaml', 'alertmanager.yaml', 'grafana/dashboards/red.json'])
      expect(mode('whole', `observability/${path}`)).toBe(0o644);
    expect(filesIn('whole').filter((path) => path.includes('.test.'))).toEqual([]);
    expect([mode('whole', 'secrets'), mode('whole', 'generated')]).toEqual([0o700, 0o700]);
  });

  it('run again changes nothing, and keeps what was said before', () => {
    const before = contents('whole');
    expect(instance('whole').out).toContain('is as it should be');
    expect(instance('whole', '--diff')).toMatchObject({ code: 0 });
    expect(contents('whole')).toEqual(before);
  });

  it('shows exactly what a new version changes, never a secret, and then changes it', () => {
    const before = contents('whole');
    put('whole', 'generated/payments.env', before['generated/payments.env']!.replace('NATS_PUBLIC_KEYS=', 'OLD_NAME='));
    put('whole', 'generated/knowledge.env', 'DATABASE_URL=postgres://rv_knowledge_app:hidden-password@postgres\n');
    put('whole', 'compose.yaml', before['compose.yaml']!.replace('image: docker.io/library/postgres:18', 'image: old'));
    put(
      'whole',
      'generated/nats/nats.conf',
      before['generated/nats/nats.conf']!.replace(/"nkey": "SU[^"]+"/, `"nkey": "SU${'A'.repeat(56)}"`),
    );
    rmSync(join(root, 'whole', 'secrets', 'hub.nk'));
    const changed = contents('whole');
    const { code, out } = instance('whole', '--diff');
    expect(code).toBe(1);
    expect(contents('whole')).toEqual(changed);
    for (const line of [
      '+ secrets/hub.nk (new)',
      '~ generated/payments.env (changed)\n      - OLD_NAME\n      + NATS_PUBLIC_KEYS\n',
      '- generated/knowledge.env (removed)',
      '-     image: old\n      +     image: docker.io/library/postgres:18',
      '"nkey": "(key)"',
    ])
      expect(out).toContain(line);
    const written = instance('whole');
    const secrets = Object.entries({ ...changed, ...contents('whole') }).filter(([path]) =>
      path.startsWith('secrets/'),
    );
    for (const [, secret] of [...secrets, ['', 'hidden-password'] as const]) {
      expect(out).not.toContain(secret.trim());
      expect(written.out).not.toContain(secret.trim());
    }
    expect(instance('whole', '--diff').code).toBe(0);
    const { 'secrets/hub.nk': hub, 'herning.nkey': key, ...kept } = before;
    expect(contents('whole')['secrets/hub.nk']).not.toBe(hub);
    expect(contents('whole')['herning.nkey']).not.toBe(key);
    expect(contents('whole')).toMatchObject(
      Object.fromEntries(Object.entries(kept).filter(([path]) => path.startsWith('secrets/'))),
    );
  });

  it('finishes what was stopped half-way', () => {
    mkdirSync(join(root, 'half'));
    put('half', 'instance.json.new', '{');
    expect(instance('half', ...CONTAINERS).code).toBe(0);
    rmSync(join(root, 'half', 'generated'), { recursive: true });
    const { out } = instance('half');
    expect(out).toContain('+ generated/payments.env (new)');
    expect(out).not.toContain('secrets/');
  });

  it.each([
    [['--kommune', '0999', '--to', 'x'], "no municipality's code"],
    [['--to', 'x'], '--kommune'],
    [['--kommune', '0657', '--to', 'x', '--origin', 'rv.example.dk'], 'Give an origin'],
    [['--kommune', '0657', '--to', 'x', '--origin', 'https://rv.example.dk'], 'both --origin and --identity'],
    [['--kommune', '0657', '--to', 'x', '--hub', 'https://hub'], 'Give an address'],
    [['--kommune', '0657', '--to', 'x', '--hub-ca', 'ca.pem'], 'say --hub'],
    [['--kommune', '0657', '--to', 'x', ...HUB, '--hub-ca', 'package.json'], 'no certificate'],
    [['--kommune', '0657', '--to', 'x', '--closed-days', '7. maj'], 'Give days'],
    [['--kommune', '0657', '--to', 'apps'], 'nothing of Ringvirkning'],
  ])('refuses %j in one line', (args, says) => {
    const { code, out, err } = run('instance', 'new', ...args);
    expect([code, out, err.split('\n').length]).toEqual([2, '', 2]);
    expect(err).toContain(says);
  });
  it('refuses the folder of another municipality', () =>
    expect(run('instance', 'new', '--kommune', '0751', '--to', join(root, 'known')).err).toContain('is of Herning'));
});

describe('hub new', () => {
  const hub = (...more: string[]) => run('hub', 'new', '--to', join(root, 'hub'), '--lang', 'en', ...more);

  it('carries for nobody until a member is put into its folder', () => {
    const { code, out } = hub();
    expect([code, out]).toEqual([0, expect.stringContaining('does not carry for anybody yet')]);
    expect(out).toContain('tls/hub.crt');
    expect(filesIn('hub').filter((path) => mode('hub', path) !== 0o600)).toEqual(['.env', 'compose.yaml', 'hub.json']);
  });
  it('takes a member as its instance was made, requires encryption, and shows the difference first', () => {
    mkdirSync(join(root, 'hub', 'members'));
    const key = contents('known')['herning.nkey']!;
    put('hub', 'members/herning.nkey', key);
    expect(hub('--diff').out).toContain('~ generated/streams.env (changed)\n      ~ HUB_MEMBERS');
    expect(hub().out).toContain('The hub carries for herning');
    const files = contents('hub');
    expect(files['generated/streams.env']).toContain('HUB_MEMBERS=herning\n');
    const conf = JSON.parse(files['generated/nats/nats.conf']!) as {
      leafnodes: object;
      accounts: { MEMBER_HERNING: { users: object[] } };
    };
    expect(conf.accounts.MEMBER_HERNING.users).toEqual([{ nkey: key.trim() }]);
    expect(conf.leafnodes).toMatchObject({ tls: { cert_file: '/etc/tls/hub.crt', key_file: '/etc/tls/hub.key' } });
    expect(hub('--diff').code).toBe(0);
  });
});
