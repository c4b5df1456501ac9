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

/** @param keep how secrets are kept: as files by default, or another way to look at what would be made. */
export function instanceSecrets(folder: string, keep: KeepSecret = secretFile): InstanceSecrets {
  const file = (name: string, generate: () => string = randomSecret) => keep(join(folder, name), generate);
  const natsKey = (name: string) => natsKeyFile(join(folder, name), keep);
  const generate: Record<Generated, () => string> = {
    key: () => randomBytes(32).toString('base64'),
    secret: randomSecret,
  };
  const given = (environment: Readonly<Record<string, Generated>>) =>
    Object.fromEntries(
      Object.entries(environment).map(([variable, kind]) => [variable, file(fileOf(variable), generate[kind])]),
    );
  return {
    of: forEachService((service) => ({
      owner: file(`${service}-owner.password`),
      app: file(`${service}-app.password`),
      nats: natsKey(`${service}.nk`),
    })),
    given: Object.fromEntries(HOSTED.map((name) => [name, given(catalogue[name].environment)])) as Record<
      Hosted,
      Record<string, string>
    >,
    setUp: natsKey('set-up.nk'),
    hub: natsKey('hub.nk'),
    gatewayClient: file('gateway-client.secret'),
    seedClient: file('seed-client.secret'),
  };
}

/** `PSEUDONYM_KEY` is kept in `pseudonym.key`. */
const fileOf = (variable: string): string =>
  variable
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/-(?=(key|secret)$)/, '.');
