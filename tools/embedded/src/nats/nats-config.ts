import { HUB_DOMAIN, hubAccounts, type HubMember } from '@ringvirkning/partnership-carrier';

/** Subjects a user may publish and subscribe. */
export interface NatsPermissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

export interface NatsUser {
  readonly name: string;
  /** Public nkey (`U…`). */
  readonly publicKey: string;
  /** Absent: everything inside the account. */
  readonly permissions?: NatsPermissions;
}

/** The way from an instance to the other members of its partnership. */
export interface HubLine {
  /** Where the hub takes lines: `tls://host:port`; `nats-leaf://host:port`, not encrypted, on one machine. */
  readonly url: string;
  /** File of the certificates (PEM) by which the hub's is recognised; absent: those that the machine trusts. */
  readonly caFile?: string | undefined;
  /** The member's nkey at the hub; its partnership service has the same one here. */
  readonly key: { readonly seed: string; readonly publicKey: string };
}

export interface NatsConfig {
  /** What the server is called where it meets others. */
  readonly name?: string;
  /** Address to listen on; the loopback interface when absent. */
  readonly host?: string;
  /** -1 lets the server choose a free one. */
  readonly port: number;
  /** HTTP port of `/healthz` and statistics; none when absent. */
  readonly monitoringPort?: number;
  readonly storeDir: string;
  /** Folder in which the server writes which addresses it listens on. */
  readonly portsDir?: string;
  readonly users: readonly NatsUser[];
  /** Bytes of the largest message, headers included. */
  readonly maxPayload?: number | undefined;
  /** Absent: the instance is in no partnership that a hub carries for. */
  readonly hub?: HubLine | undefined;
}

/** The server's configuration file. JSON is a subset of its format; strings in quotes keep `$JS` from being read as a variable. */
export const natsConfig = ({ users, hub, name = 'ringvirkning', ...server }: NatsConfig): string =>
  written(name, server, {
    jetstream: {},
    leafnodes: hub && {
      remotes: [
        {
          url: hub.url,
          account: 'PARTNERSHIP',
          nkey: hub.key.seed,
          ...(hub.caFile !== undefined && { tls: { ca_file: hub.caFile } }),
        },
      ],
    },
    accounts: {
      RINGVIRKNING: { jetstream: 'enabled', users: users.map(userEntry) },
      // Between the partnership service and the hub, and apart from all the services say to each other.
      ...(hub && { PARTNERSHIP: { users: [{ nkey: hub.key.publicKey }] } }),
      SYS: {},
    },
  });

export interface HubConfig extends Omit<NatsConfig, 'users' | 'hub' | 'name'> {
  /** Port on which members' servers come in. */
  readonly linePort: number;
  /** Files (PEM) of the certificate that is shown to them and its key: lines are encrypted, and others refused. Absent on one machine only. */
  readonly tls?: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly members: readonly HubMember[];
  /** Public nkey of the user that makes the streams. */
  readonly setUpKey: string;
}

/** The configuration of the server through which members' instances reach each other. A member more or less: write it again, and SIGHUP. */
export const hubConfig = ({ members, setUpKey, linePort, tls, ...server }: HubConfig): string =>
  written('hub', server, {
    jetstream: { domain: HUB_DOMAIN },
    leafnodes: {
      host: server.host ?? LOOPBACK,
      port: linePort,
      // Members come in where they were told to, which may be another address than the hub's own.
      no_advertise: true,
      ...(tls && { tls: { cert_file: tls.certFile, key_file: tls.keyFile } }),
    },
    accounts: { ...hubAccounts(members, setUpKey), SYS: {} },
  });

const LOOPBACK = '127.0.0.1';

function written(
  name: string,
  {
    host = LOOPBACK,
    port,
    monitoringPort,
    storeDir,
    portsDir,
    maxPayload = 4 * 1024 * 1024,
  }: Omit<NatsConfig, 'users'>,
  {
    jetstream,
    ...rest
  }: { readonly jetstream: object; readonly accounts: object; readonly leafnodes?: object | undefined },
): string {
  const config = {
    server_name: name,
    host,
    port,
    http_port: monitoringPort,
    ports_file_dir: portsDir,
    max_payload: maxPayload,
    jetstream: { store_dir: storeDir, max_memory_store: 64 * 1024 * 1024, max_file_store: 4 * 1024 ** 3, ...jetstream },
    ...rest,
    system_account: 'SYS',
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

function userEntry({ publicKey, permissions }: NatsUser): object {
  if (!permissions) return { nkey: publicKey };
  const { publish, subscribe } = permissions;
  return { nkey: publicKey, permissions: { publish: rule(publish), subscribe: rule(subscribe) } };
}

/** An empty allow list would mean "everything" to the server. */
const rule = (subjects: readonly string[]) => (subjects.length > 0 ? { allow: subjects } : { deny: ['>'] });
