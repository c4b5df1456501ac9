import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ServiceName } from '@ringvirkning/message';
import { randomSecret, secretFile } from './host/secret-files.js';
import { natsKeyFile, type NatsKey } from './nats/nats.js';

/** The services with a database and a broker user. */
export const SERVICES = ['contracts', 'outcomes', 'payments', 'benefits'] as const satisfies readonly ServiceName[];
export type Service = (typeof SERVICES)[number];

/** Everything secret of an instance, one file each (0600), generated at first use. */
export interface InstanceSecrets {
  readonly of: Readonly<Record<Service, { readonly owner: string; readonly app: string; readonly nats: NatsKey }>>;
  /** Seals the gateway's session cookies: 32 bytes, base64. */
  readonly sessionKey: string;
  /** Key of the CPR digests: 32 bytes, base64. Lost, people cannot be recognised again. */
  readonly pseudonymKey: string;
  readonly gatewayClient: string;
  readonly seedClient: string;
}

export function instanceSecrets(folder: string): InstanceSecrets {
  const file = (name: string, generate?: () => string) => secretFile(join(folder, name), generate);
  const key = () => randomBytes(32).toString('base64');
  const ofService = (service: Service) =>
    [
      service,
      {
        owner: file(`${service}-owner.password`),
        app: file(`${service}-app.password`),
        nats: natsKeyFile(join(folder, `${service}.nk`)),
      },
    ] as const;
  return {
    of: Object.fromEntries(SERVICES.map(ofService)) as InstanceSecrets['of'],
    sessionKey: file('session.key', key),
    pseudonymKey: file('pseudonym.key', key),
    gatewayClient: file('gateway-client.secret', randomSecret),
    seedClient: file('seed-client.secret', randomSecret),
  };
}
