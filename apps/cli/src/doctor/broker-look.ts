import {
  AuthorizationError,
  connect,
  headers,
  PermissionViolationError,
  type NatsConnection,
} from '@nats-io/transport-node';
import { streamOf, type LinkedManifest } from '@ringvirkning/message';
import {
  consumerNameOf,
  eventStreams,
  inboxPrefixOf,
  natsPermissions,
  signIn,
  streamOfEvent,
} from '@ringvirkning/nats';

const WITHIN_MS = 5_000;
/** Which no user of the broker may use. */
const NOBODYS = 'doctor.nobody';
/** What JetStream answers: no such stream, no such consumer, not the stream that the message asks for. */
const [STREAM_NOT_FOUND, CONSUMER_NOT_FOUND, OTHER_STREAM] = [10059, 10014, 10060];

/** The broker as one service sees it. */
export interface BrokerSeen {
  readonly version: string;
  /** What the service must be allowed and is not. */
  readonly denied: readonly string[];
  /** What it must not be allowed and is. */
  readonly allowed: readonly string[];
  /** Its own stream; null where it has none. */
  readonly stream: { readonly name: string; readonly state: 'well' | 'missing' | 'altered' } | null;
  /** Consumers of what it hears that are not there; a running service makes them. */
  readonly consumersMissing: readonly string[];
}
export interface BrokerUnseen {
  readonly failed: 'away' | 'refuses' | 'unknown-host';
  readonly code: string;
}

/** Signs in as the service and tries what it may and may not do. Nothing is stored, and no stream or consumer is changed. */
export async function lookAtBroker(
  manifest: LinkedManifest,
  { url, seed }: { readonly url: string; readonly seed: string | undefined },
): Promise<BrokerSeen | BrokerUnseen> {
  try {
    const connection = await connect({
      servers: url.split(','),
      name: `doctor of ${manifest.name}`,
      inboxPrefix: inboxPrefixOf(manifest.name),
      reconnect: false,
      timeout: WITHIN_MS,
      ...(seed && { authenticator: signIn(seed) }),
    });
    try {
      return await seen(connection, manifest);
    } finally {
      await connection.close();
    }
  } catch (error) {
    return unseen(error);
  }
}

async function seen(connection: NatsConnection, manifest: LinkedManifest): Promise<BrokerSeen> {
  const { subscribe } = natsPermissions(manifest);
  const stream = manifest.publishes.length > 0 ? await streamSeen(connection, manifest) : null;
  const unheard = await refusedToHear(connection, subscribe);
  const consumers = await Promise.all(manifest.consumes.map((event) => consumerSeen(connection, manifest, event)));
  const isKept = stream !== null && stream !== 'denied' && stream.state !== 'missing';
  const unsaid = isKept
    ? await refusedToSay(
        connection,
        manifest.publishes.map(({ subject }) => subject),
      )
    : [];
  return {
    version: connection.info?.version ?? '',
    denied: [
      ...unheard,
      ...unsaid,
      ...(stream === 'denied' ? [`$JS.API.STREAM.INFO.${streamOf(manifest.name)}`] : []),
      ...consumers.filter(({ state }) => state === 'denied').map(({ name }) => `$JS.API.CONSUMER.INFO.${name}`),
    ],
    allowed: await mayTooMuch(connection),
    stream: stream === 'denied' ? null : stream,
    consumersMissing: consumers.filter(({ state }) => state === 'missing').map(({ name }) => name),
  };
}

/** Which of these it may not listen to. What is heard meanwhile is let go. */
async function refusedToHear(connection: NatsConnection, subjects: readonly string[]): Promise<string[]> {
  const refused: string[] = [];
  const listening = subjects.map((subject) =>
    connection.subscribe(subject, { callback: (error) => void (error && refused.push(subject)) }),
  );
  // The broker answers in order: by its answer to this, it has refused what it refuses.
  await connection.flush();
  for (const one of listening) one.unsubscribe();
  return refused;
}

/** Which of its own events it may not publish: sent to another stream than there is, they are stored nowhere. */
async function refusedToSay(connection: NatsConnection, subjects: readonly string[]): Promise<string[]> {
  const elsewhere = headers();
  elsewhere.set('Nats-Expected-Stream', NOBODYS.replace('.', '-'));
  const said = subjects.map(async (subject) => {
    const answer = await asked(connection, subject, elsewhere);
    return answer === 'denied' || answer.code !== OTHER_STREAM ? [subject] : [];
  });
  return (await Promise.all(said)).flat();
}

async function mayTooMuch(connection: NatsConnection): Promise<string[]> {
  const isDeaf = (await refusedToHear(connection, ['>'])).length > 0;
  const saying = connection.request(NOBODYS, '', { timeout: WITHIN_MS }).then(
    () => true,
    (error: unknown) => !isDenial(error),
  );
  return [...(isDeaf ? [] : ['>']), ...((await saying) ? [NOBODYS] : [])];
}

async function streamSeen(
  connection: NatsConnection,
  { name }: LinkedManifest,
): Promise<BrokerSeen['stream'] | 'denied'> {
  const [wanted] = eventStreams([name]);
  const answer = await asked(connection, `$JS.API.STREAM.INFO.${wanted!.name}`);
  if (answer === 'denied') return 'denied';
  if (answer.code === STREAM_NOT_FOUND) return { name: wanted!.name, state: 'missing' };
  const { config = {} } = answer.body as { config?: Record<string, unknown> };
  const isSo = Object.entries(wanted!.settings).every(
    ([setting, value]) => JSON.stringify(config[setting]) === JSON.stringify(value),
  );
  return { name: wanted!.name, state: isSo ? 'well' : 'altered' };
}

async function consumerSeen(
  connection: NatsConnection,
  { name: service }: LinkedManifest,
  event: LinkedManifest['consumes'][number],
): Promise<{ readonly name: string; readonly state: 'well' | 'missing' | 'denied' }> {
  const name = `${streamOfEvent(event)}.${consumerNameOf(service, event.subject)}`;
  const answer = await asked(connection, `$JS.API.CONSUMER.INFO.${name}`);
  if (answer === 'denied') return { name, state: 'denied' };
  // Without the stream there is no consumer either; that is told of the stream.
  return { name, state: answer.code === CONSUMER_NOT_FOUND ? 'missing' : 'well' };
}

interface Answer {
  /** Of a refusal; absent in an answer. */
  readonly code?: number | undefined;
  readonly body: unknown;
}

/** What JetStream answers. @throws Error when it does not. */
async function asked(
  connection: NatsConnection,
  subject: string,
  more?: ReturnType<typeof headers>,
): Promise<Answer | 'denied'> {
  try {
    const message = await connection.request(subject, '', { timeout: WITHIN_MS, ...(more && { headers: more }) });
    const body = message.json<{ error?: { err_code?: number } }>();
    return { code: body.error?.err_code, body };
  } catch (error) {
    if (isDenial(error)) return 'denied';
    throw error;
  }
}

const isDenial = (error: unknown): boolean =>
  error instanceof PermissionViolationError || (error as Error).cause instanceof PermissionViolationError;

function unseen(error: unknown): BrokerUnseen {
  const { message, cause } = error as Error;
  const { code = message } = (cause ?? error) as { code?: string };
  if (error instanceof AuthorizationError) return { failed: 'refuses', code: message };
  return { failed: /ENOTFOUND|EAI_AGAIN/.test(`${code} ${message}`) ? 'unknown-host' : 'away', code };
}
