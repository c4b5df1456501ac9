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

export interface NatsConfig {
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
}

/** The server's configuration file. JSON is a subset of its format; strings in quotes keep `$JS` from being read as a variable. */
export function natsConfig({
  host = '127.0.0.1',
  port,
  monitoringPort,
  storeDir,
  portsDir,
  users,
  maxPayload = 4 * 1024 * 1024,
}: NatsConfig): string {
  return `${JSON.stringify(
    {
      server_name: 'ringvirkning',
      host,
      port,
      http_port: monitoringPort,
      ports_file_dir: portsDir,
      max_payload: maxPayload,
      jetstream: { store_dir: storeDir, max_memory_store: 64 * 1024 * 1024, max_file_store: 4 * 1024 ** 3 },
      accounts: { RINGVIRKNING: { jetstream: 'enabled', users: users.map(userEntry) }, SYS: {} },
      system_account: 'SYS',
    },
    undefined,
    2,
  )}\n`;
}

function userEntry({ publicKey, permissions }: NatsUser): object {
  if (!permissions) return { nkey: publicKey };
  const { publish, subscribe } = permissions;
  return { nkey: publicKey, permissions: { publish: rule(publish), subscribe: rule(subscribe) } };
}

/** An empty allow list would mean "everything" to the server. */
const rule = (subjects: readonly string[]) => (subjects.length > 0 ? { allow: subjects } : { deny: ['>'] });
