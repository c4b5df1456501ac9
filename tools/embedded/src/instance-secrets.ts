import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { catalogue, forEachService, HOSTED, type Hosted, type Service } from '@ringvirkning/catalogue';
import type { Generated } from '@ringvirkning/message';
import { randomSecret, secretFile, type KeepSecret } from './host/secret-files.js';
import { natsKeyFile, type NatsKey } from './nats/nats.js';

/** Everything secret of an instance, one file each (0600), generated at first use. */
export interface InstanceSecrets {
  readonly of: Readonly<Record<Service, { readonly owner: string; readonly app: string; readonly nats: NatsKey }>>;
  /** What each manifest's `environment` asks for: the key of the CPR digests, without which people cannot be recognised again, among it. */
  readonly given: Readonly<Record<Hosted, Readonly<Record<string, string>>>>;
  /** Key of the broker user that makes streams. */
  readonly setUp: NatsKey;
  /** The member's key at the hub of its partnership. */
  readonly hub: NatsKey;
  readonly gatewayClient: string;
  readonly seedClient: string;
}

const FILE_KEYS = HOSTED.flatMap((name) => {
  const given: readonly (readonly [string, Generated])[] = Object.entries(catalogue[name].environment);
  return given.flatMap(([variable, kind]) => (kind === 'file-key' ? [variable] : []));
});

/** Files of the secrets that may change while an instance runs: its programs read them there again. */
export const changingSecrets = (folder: string) => ({
  of: forEachService((service) => ({
    owner: join(folder, `${service}-owner.password`),
    app: join(folder, `${service}-app.password`),
  })),
  sessionKey: join(folder, fileOf('SESSION_KEY')),
  /** By the variable that holds them: keys under which the keys of files lie. */
  fileKeys: Object.fromEntries(FILE_KEYS.map((variable) => [variable, join(folder, fileOf(variable))])),
  gatewayClient: join(folder, 'gateway-client.secret'),
});

/** @param keep how secrets are kept: as files by default, or another way to look at what would be made. */
export function instanceSecrets(folder: string, keep: KeepSecret = secretFile): InstanceSecrets {
  const file = (name: string, generate: () => string = randomSecret) => keep(join(folder, name), generate);
  const changing = changingSecrets(folder);
  const natsKey = (name: string) => natsKeyFile(join(folder, name), keep);
  const generate: Record<Generated, () => string> = {
    key: newKey,
    'file-key': newKey,
    secret: randomSecret,
  };
  const given = (environment: Readonly<Record<string, Generated>>) =>
    Object.fromEntries(
      Object.entries(environment).map(([variable, kind]) => [variable, file(fileOf(variable), generate[kind])]),
    );
  return {
    of: forEachService((service) => ({
      owner: keep(changing.of[service].owner, randomSecret),
      app: keep(changing.of[service].app, randomSecret),
      nats: natsKey(`${service}.nk`),
    })),
    given: Object.fromEntries(HOSTED.map((name) => [name, given(catalogue[name].environment)])) as Record<
      Hosted,
      Record<string, string>
    >,
    setUp: natsKey('set-up.nk'),
    hub: natsKey('hub.nk'),
    gatewayClient: keep(changing.gatewayClient, randomSecret),
    seedClient: file('seed-client.secret'),
  };
}

const newKey = (): string => randomBytes(32).toString('base64');

/** `PSEUDONYM_KEY` is kept in `pseudonym.key`. */
const fileOf = (variable: string): string =>
  variable
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/-(?=(key|secret)$)/, '.');
