import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { guestsIn, hubConfig, natsKeyFile } from '@ringvirkning/embedded';
import { z } from 'zod';
import { CHECKOUT, fromDocker } from './docker.js';
import { GENERATED, planFor, SECRETS, secretsOf, type Plan, type PlannedFiles } from './folder.js';
import { environmentFile } from './generated-files.js';

export interface HubOptions {
  readonly to: string;
  /** TCP port on which members' servers come in. */
  readonly port?: number | undefined;
}
export interface HubPlan extends Plan {
  /** Names of those for whom it carries. */
  readonly members: readonly string[];
  /** What the operator has to put into the folder before the hub can run. */
  readonly missing: readonly string[];
}

const HUB_FILE = 'hub.json';
/** A file for each member, as `ringvirkning instance new` writes it: its name is the member's, what stands in it is the member's public key. */
export const MEMBERS = 'members';
/** Certificate and key (PEM) by which members' servers recognise the hub. */
const CERTIFICATE = ['tls/hub.crt', 'tls/hub.key'] as const;
const USUAL_PORT = 7422;

const HubFileSchema = z.strictObject({
  format: z.literal('ringvirkning-hub/1'),
  port: z.int().min(1).max(65_535),
});

/** What `ringvirkning hub new` would do: a folder from which the hub of a partnership runs. @throws Error in words for an operator. */
export function planHub({ to, port }: HubOptions): HubPlan {
  const folder = resolve(to);
  const { keep, made } = secretsOf(folder, HUB_FILE);
  const setUp = natsKeyFile(join(folder, SECRETS, 'set-up.nk'), keep);
  const file = { format: 'ringvirkning-hub/1', port: port ?? portIn(folder) ?? USUAL_PORT } as const;
  const members = existsSync(join(folder, MEMBERS)) ? guestsIn(join(folder, MEMBERS)) : [];
  const names = members.map(({ name }) => name);
  const open = {
    [HUB_FILE]: `${JSON.stringify(file, null, 2)}\n`,
    'compose.yaml': fromDocker('hub/compose.yaml'),
    '.env': environmentFile({ HUB_PORT: String(file.port), RINGVIRKNING_SOURCE: CHECKOUT }),
  };
  const config = hubConfig({
    ...{ host: '0.0.0.0', port: 4222, linePort: USUAL_PORT, monitoringPort: 8222, storeDir: '/data' },
    tls: { certFile: '/etc/tls/hub.crt', keyFile: '/etc/tls/hub.key' },
    ...{ members, setUpKey: setUp.publicKey },
  });
  const streams = { NATS_URL: 'nats://nats:4222', NATS_NKEY_SEED: setUp.seed, HUB_MEMBERS: names.join(',') };
  const files: PlannedFiles = {
    ...Object.fromEntries(Object.entries(open).map(([path, content]) => [path, { content, isSecret: false }])),
    [`${GENERATED}/nats/nats.conf`]: { content: config, isSecret: true },
    [`${GENERATED}/streams.env`]: { content: environmentFile(streams), isSecret: true },
  };
  const missing = CERTIFICATE.filter((path) => !existsSync(join(folder, path)));
  return { ...planFor(folder, files, made), members: names, missing };
}

function portIn(folder: string): number | undefined {
  const path = join(folder, HUB_FILE);
  if (!existsSync(path)) return undefined;
  const { data } = HubFileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!data) throw new Error(`${path} is no hub file`);
  return data.port;
}
