import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

const ATTEMPTS = 20;
/** Longer than a consumer's transaction takes; shorter than anybody would notice that messages wait. */
const WAIT_MS = 2_000;
const LOCK_NOT_AVAILABLE = '55P03';

/** Databases as they were at one moment: what is read through these connections does not change any more. */
export interface Cut {
  readonly at: string;
  readonly readers: ReadonlyMap<string, Client>;
  end(): Promise<void>;
}

/**
 * Snapshots of several databases of which none has taken in what another has not told: while they are taken, nothing is consumed anywhere. A
 * message and its effect are one transaction with a row of `inbox`, so what was consumed before was told before, and stands in the later
 * snapshot of who told it. Everything else goes on meanwhile.
 * @param urls of roles that own the tables.
 * @throws Error when messages do not rest for a moment in {@link ATTEMPTS} attempts.
 */
export async function commonCut(urls: ReadonlyMap<string, string>, now: () => number): Promise<Cut> {
  const readers = new Map<string, Client>();
  const lockers: Client[] = [];
  try {
    for (const [service, url] of urls) {
      readers.set(service, await connected(url));
      lockers.push(await connected(url));
    }
    await holdMessages(lockers);
    const at = new Date(now()).toISOString();
    await Promise.all([...readers.values()].map(beginSnapshot));
    return { at, readers, end: () => endAll([...readers.values()]) };
  } catch (error) {
    await endAll([...readers.values()]);
    throw error;
  } finally {
    // With its connection a lock ends.
    await endAll(lockers);
  }
}

async function holdMessages(lockers: readonly Client[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const held = await Promise.allSettled(lockers.map(hold));
    const failed = held.find((result) => result.status === 'rejected');
    if (!failed) return;
    const { code } = failed.reason as { code?: string };
    if (code !== LOCK_NOT_AVAILABLE || attempt === ATTEMPTS) throw failed.reason;
    await Promise.all(lockers.map((client) => client.query('ROLLBACK')));
    await delay(attempt * 50);
  }
}

async function hold(client: Client): Promise<void> {
  await client.query(`BEGIN; SET LOCAL lock_timeout = ${WAIT_MS}`);
  // Whoever writes waits, whoever reads does not.
  await client.query('LOCK TABLE inbox IN SHARE MODE');
}

/** The moment is that of the first statement. */
async function beginSnapshot(client: Client): Promise<void> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await client.query('SELECT pg_current_snapshot()');
}

/** Sees all rows, and says values the same way on every server. */
async function connected(connectionString: string): Promise<Client> {
  const options =
    '-c app.organisation=* -c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c bytea_output=hex';
  const client = new Client({ connectionString, options, application_name: 'backup' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const endAll = async (clients: readonly Client[]): Promise<void> =>
  void (await Promise.allSettled(clients.map((client) => client.end())));
