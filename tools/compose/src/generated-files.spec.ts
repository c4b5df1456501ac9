import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { HOSTED, SERVICES, urlVariable } from '@ringvirkning/catalogue';
import { localDate } from '@ringvirkning/kernel';
import { instanceSecrets } from '@ringvirkning/embedded';
import { parse } from 'yaml';
import { generatedFiles } from './generated-files.js';
import { withServices } from './services.js';

const folder = mkdtempSync(join(tmpdir(), 'compose-'));
afterAll(() => rmSync(folder, { recursive: true }));

const secrets = { ...instanceSecrets(folder), postgres: 'pg', keycloakDatabase: 'kc', keycloakAdmin: 'admin' };
const files = generatedFiles(
  { instance: 'aarhus', origin: 'https://r.example.dk', identity: 'https://login.example.dk', closedDays: [] },
  secrets,
);
const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../docker/${path}`, import.meta.url)), 'utf8');

interface Compose {
  readonly services: Readonly<Record<string, { readonly env_file?: readonly string[] }>>;
}

describe('the services of the compose file', () => {
  it('are those of the catalogue', () => {
    const text = read('compose.yaml');
    expect(withServices(text, SERVICES)).toBe(text);
    expect(Object.keys((parse(text, { merge: true }) as Compose).services)).toEqual(
      expect.arrayContaining([...HOSTED]),
    );
  });
  it('would not be, were one missing or too many', () => {
    const text = read('compose.yaml');
    expect(withServices(text, [...SERVICES, 'knowledge'])).not.toBe(text);
    expect(withServices(text, SERVICES.slice(1))).not.toBe(text);
    expect(() => withServices('services: {}', SERVICES)).toThrow(RangeError);
  });
});

describe('the files of the compose file', () => {
  it('are exactly those it refers to', () => {
    const compose = parse(read('compose.yaml'), { merge: true }) as Compose;
    const referred = Object.values(compose.services)
      .flatMap((service) => service.env_file ?? [])
      .map((file) => file.replace('generated/', ''));
    expect([...new Set([...referred, 'nats/nats.conf'])].sort()).toEqual(Object.keys(files).sort());
  });
  it('give each service its own database and key, and no other one', () => {
    expect(files['payments.env']).toContain('@postgres:5432/rv_payments');
    expect(files['payments.env']).not.toMatch(/rv_(contracts|outcomes|benefits)|PSEUDONYM_KEY|_owner/);
    expect(files['outcomes.env']).toContain(`PSEUDONYM_KEY=${secrets.given.outcomes['PSEUDONYM_KEY']}`);
    expect(files['gateway.env']).not.toContain('postgres');
    for (const name of SERVICES) expect(files['gateway.env']).toContain(`${urlVariable(name)}=http://${name}:8080\n`);
  });
  it('let each service publish its own events only', () => {
    const conf = JSON.parse(files['nats/nats.conf']!) as {
      accounts: { RINGVIRKNING: { users: { nkey: string; permissions: { publish: { allow: string[] } } }[] } };
    };
    const user = conf.accounts.RINGVIRKNING.users.find(({ nkey }) => nkey === secrets.of.payments.nats.publicKey);
    expect(user?.permissions.publish.allow).toContain('evt.payments.payment-authorised.v1');
    expect(
      user?.permissions.publish.allow.filter(
        (subject) => subject.startsWith('evt.') && !subject.startsWith('evt.payments.'),
      ),
    ).toEqual([]);
  });
  it('lead to a hub where there is one, and to nobody where there is none', () => {
    const between = { url: 'tls://hub.example.dk:7422', ca: 'hub-ca.pem' };
    const joined = generatedFiles(
      {
        instance: 'aarhus',
        origin: 'https://r',
        identity: 'https://l',
        closedDays: [localDate('2027-05-07')],
        hub: between,
      },
      secrets,
    );
    const remotes = (text: string): unknown =>
      (JSON.parse(text) as { leafnodes?: { remotes: unknown } }).leafnodes?.remotes;
    expect(remotes(joined['nats/nats.conf']!)).toEqual([
      expect.objectContaining({ url: between.url, tls: { ca_file: '/etc/nats/hub-ca.pem' } }),
    ]);
    expect(joined['partnership.env']).toContain('PARTNERSHIP_CARRIER=nats://nats:4222\n');
    expect(joined['outcomes.env']).toContain('CLOSED_DAYS=2027-05-07\n');
    expect(remotes(files['nats/nats.conf']!)).toBeUndefined();
    expect(files['partnership.env']).not.toContain('PARTNERSHIP_CARRIER');
  });
  it('give Keycloak the secret that its realm file leaves open', () => {
    const open = [...read('keycloak/realm.json').matchAll(/\$\{([A-Z_]+)\}/g)].map(([, name]) => name!);
    for (const name of open) expect(files['keycloak.env']).toContain(`${name}=`);
  });
});
