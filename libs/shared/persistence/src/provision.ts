import { Client, escapeIdentifier, escapeLiteral } from 'pg';

export interface ProvisionOptions {
  /** A superuser's connection URL; its database is used to log in only. */
  readonly superUrl: string;
  readonly service: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
  /** Other names than `rv_<service>`, `rv_<service>_owner`, `rv_<service>_app`. */
  readonly names?: Partial<ProvisionedNames>;
}

interface ProvisionedNames {
  readonly database: string;
  readonly owner: string;
  readonly app: string;
}

export interface Provisioned {
  readonly database: string;
  readonly appRole: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
}

/** Creates a service's two roles and its database, or brings existing ones up to date (passwords, grants). */
export async function provisionDatabase(options: ProvisionOptions): Promise<Provisioned> {
  const { superUrl, service, ownerPassword, appPassword } = options;
  const names = { database: `rv_${service}`, owner: `rv_${service}_owner`, app: `rv_${service}_app`, ...options.names };
  const [database, owner, app] = [names.database, names.owner, names.app].map(escapeIdentifier);
  await withClient(superUrl, async (client) => {
    await ensureRole(client, names.owner, ownerPassword);
    await ensureRole(client, names.app, appPassword);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [names.database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${database} OWNER ${owner}`);
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${app}`);
  });
  await withClient(urlFor(superUrl, names.database), async (client) => {
    await client.query(`ALTER SCHEMA public OWNER TO ${owner}`);
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await client.query(`GRANT USAGE ON SCHEMA public TO ${app}`);
  });
  return {
    database: names.database,
    appRole: names.app,
    ownerUrl: urlFor(superUrl, names.database, names.owner, ownerPassword),
    appUrl: urlFor(superUrl, names.database, names.app, appPassword),
  };
}

async function ensureRole(client: Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const verb = rowCount ? 'ALTER' : 'CREATE';
  await client.query(
    `${verb} ROLE ${escapeIdentifier(role)} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD ${escapeLiteral(password)}`,
  );
}

async function withClient(connectionString: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlFor(superUrl: string, database: string, user?: string, password?: string): string {
  const url = new URL(superUrl);
  url.pathname = `/${database}`;
  if (user !== undefined) url.username = encodeURIComponent(user);
  if (password !== undefined) url.password = encodeURIComponent(password);
  return url.href;
}
