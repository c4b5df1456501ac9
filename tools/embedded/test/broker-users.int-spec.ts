import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { createUser } from '@nats-io/nkeys';
import { connect, nkeyAuthenticator, PermissionViolationError, type NatsConnection } from '@nats-io/transport-node';
import { serviceManifests, SERVICES } from '@ringvirkning/catalogue';
import { brokerUsers, instanceSecrets, startNats, type RunningNats } from '@ringvirkning/embedded';
import { streamOf } from '@ringvirkning/message';
import { eventStreams, publishersOf, StreamKeeper } from '@ringvirkning/nats';
import { eventually } from '@ringvirkning/testing';

/** What a user may do, said again in other words than the code that makes the rights: patterns of whole subjects. */
interface Rights {
  readonly publish: readonly RegExp[];
  readonly subscribe: readonly RegExp[];
}
type Deed = keyof Rights;

const SET_UP = 'set-up';
const USERS = [...SERVICES, SET_UP];
const NAME = /^evt\.([a-z]+)\.(.+)$/;
const escape = (subject: string): RegExp => new RegExp(`^${subject.replaceAll(/[.$]/g, String.raw`\$&`)}$`);
const durable = (consumer: string, subject: string): string =>
  `${consumer}-${NAME.exec(subject)![2]!.replaceAll('.', '-')}`;

const rightsOf = (name: string): Rights => {
  if (name === SET_UP)
    return {
      publish: [/^\$JS\.API\.STREAM\.(CREATE|UPDATE|INFO)\.EVT_(BENEFITS|CONTRACTS|OUTCOMES|PARTNERSHIP|PAYMENTS)$/],
      subscribe: [/^_INBOX_set-up\./],
    };
  const { publishes, consumes, answers, asks } = serviceManifests.find((manifest) => manifest.name === name)!;
  const asked = asks.map(({ subject }) => subject);
  const answered = answers.map(({ subject }) => subject);
  const producers = consumes.map(({ producer }) => producer);
  const hearers = SERVICES.filter((other) =>
    serviceManifests.some(
      (manifest) => manifest.name === other && manifest.consumes.some(({ producer }) => producer === name),
    ),
  );
  const own = consumes.map(
    ({ subject, producer }) => [`EVT_${producer.toUpperCase()}`, durable(name, subject), subject] as const,
  );
  return {
    publish: [
      ...[...publishes.map(({ subject }) => subject), ...asked].map(escape),
      ...(publishes.length > 0 ? [escape(`$JS.API.STREAM.INFO.EVT_${name.toUpperCase()}`)] : []),
      ...producers.flatMap((producer) => [escape(`rcpt.${producer}.${name}`), escape(`told.${producer}.${name}`)]),
      ...hearers.map((consumer) => escape(`back.${consumer}.${name}`)),
      ...own.flatMap(([stream, consumer, subject]) => [
        escape(`$JS.API.CONSUMER.CREATE.${stream}.${consumer}.${subject}`),
        escape(`$JS.API.CONSUMER.DELETE.${stream}.${consumer}`),
        escape(`$JS.API.CONSUMER.INFO.${stream}.${consumer}`),
        escape(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer}`),
        new RegExp(String.raw`^\$JS\.ACK\.${stream}\.${consumer}\.`),
      ]),
      ...serviceManifests
        .filter(
          (other) =>
            other.asks.some(({ subject }) => answered.includes(subject)) ||
            [...producers, ...hearers].includes(other.name),
        )
        .map((caller) => new RegExp(String.raw`^_INBOX_${caller.name}_${name}\.[^.*>]+$`)),
    ],
    subscribe: [
      new RegExp(String.raw`^_INBOX_${name}\.`),
      ...[...asks.map(({ responder }) => responder), ...hearers, ...producers].map(
        (responder) => new RegExp(String.raw`^_INBOX_${name}_${responder}\.[^.>]+$`),
      ),
      ...answered.map(escape),
      ...(publishes.length > 0 ? [new RegExp(String.raw`^(rcpt|told)\.${name}\.[^.>]+$`)] : []),
      ...(consumes.length > 0 ? [new RegExp(String.raw`^back\.${name}\.[^.>]+$`)] : []),
    ],
  };
};

const EVENTS = serviceManifests.flatMap(({ publishes }) => publishes);
const REQUESTS = serviceManifests.flatMap(({ answers }) => answers);
const STREAMS = [...SERVICES.map(streamOf), 'EVT_STRANGER'];
const DURABLES = EVENTS.flatMap(({ subject, producer }) =>
  SERVICES.map((consumer) => [streamOf(producer), durable(consumer, subject), subject] as const),
);
const pairs = SERVICES.flatMap((one) => SERVICES.map((other) => [one, other] as const));

/** Every subject of the house, its neighbours, and the whole JetStream API on each stream and consumer. */
const SUBJECTS: readonly string[] = [
  ...EVENTS.map(({ subject }) => subject),
  ...REQUESTS.map(({ subject }) => subject),
  ...SERVICES.flatMap((name) => [
    `evt.${name}.thing-invented.v1`,
    `rpc.${name}.get-invented.v1`,
    `rcpt.${name}.stranger`,
  ]),
  ...pairs.flatMap(([one, other]) => [
    `rcpt.${one}.${other}`,
    `back.${one}.${other}`,
    `told.${one}.${other}`,
    `_INBOX_${one}_${other}.x`,
    `_INBOX_${one}_${other}.x.y`,
  ]),
  ...USERS.map((name) => `_INBOX_${name}.x`),
  ...['_INBOX.x', 'evt', 'rpc', '$SYS.REQ.SERVER.PING', '$SRV.PING', '$KV.x.y', '$O.x.C.y', '$MQTT.msgs.x', '$JS.FC.x'],
  ...['INFO', 'STREAM.NAMES', 'STREAM.LIST', 'SERVER.REMOVE', 'META.LEADER.STEPDOWN'].map((verb) => `$JS.API.${verb}`),
  ...STREAMS.flatMap((stream) => [
    ...[
      'CREATE',
      'UPDATE',
      'INFO',
      'DELETE',
      'PURGE',
      'SNAPSHOT',
      'RESTORE',
      'MSG.GET',
      'MSG.DELETE',
      'LEADER.STEPDOWN',
    ]
      .concat(['PEER.REMOVE'])
      .map((verb) => `$JS.API.STREAM.${verb}.${stream}`),
    `$JS.API.DIRECT.GET.${stream}`,
    `$JS.API.DIRECT.GET.${stream}.evt.contracts.contract-activated.v1`,
    ...['CREATE', 'NAMES', 'LIST'].map((verb) => `$JS.API.CONSUMER.${verb}.${stream}`),
    `$JS.API.CONSUMER.CREATE.${stream}.stranger`,
  ]),
  ...DURABLES.flatMap(([stream, consumer, subject]) => [
    ...['CREATE', 'DURABLE.CREATE', 'INFO', 'DELETE', 'PAUSE', 'RESET', 'UNPIN', 'LEADER.STEPDOWN', 'MSG.NEXT'].map(
      (verb) => `$JS.API.CONSUMER.${verb}.${stream}.${consumer}`,
    ),
    `$JS.API.CONSUMER.CREATE.${stream}.${consumer}.${subject}`,
    `$JS.API.CONSUMER.CREATE.${stream}.${consumer}.evt.${stream.slice(4).toLowerCase()}.>`,
    `$JS.API.CONSUMER.CREATE.${stream}.stranger.${subject}`,
    `$JS.ACK.${stream}.${consumer}.1.1.1.1.1`,
  ]),
];
/** Wider than any one subject: nobody may listen to these. */
const WILDCARDS: readonly string[] = [
  ...[
    '>',
    '*.>',
    'evt.>',
    'rpc.>',
    'rcpt.>',
    'back.>',
    'told.>',
    '$JS.>',
    '$JS.API.>',
    '$JS.EVENT.ADVISORY.>',
    '$JS.ACK.>',
    '$SYS.>',
  ],
  ...['_INBOX.>', '_INBOX_*.>', '*', '*.*', '*.*.*', '*.*.*.*'],
  ...SERVICES.flatMap((name) => [
    `evt.${name}.>`,
    `evt.${name}.*.v1`,
    `rpc.${name}.>`,
    `rcpt.*.${name}`,
    `told.*.${name}`,
  ]),
];

const folder = mkdtempSync(join(tmpdir(), 'broker-users-'));
const secrets = instanceSecrets(join(folder, 'secrets'));
let server: RunningNats;
let streams: StreamKeeper;
const connections = new Map<string, NatsConnection>();
/** Subjects that the server refused each user, by deed. */
const refused = new Map<string, Record<Deed, Set<string>>>();

async function signIn(name: string, seed: string): Promise<void> {
  const connection = await connect({
    servers: server.url,
    authenticator: nkeyAuthenticator(new TextEncoder().encode(seed)),
    inboxPrefix: `_INBOX_${name}`,
  });
  connections.set(name, connection);
  const violations = { publish: new Set<string>(), subscribe: new Set<string>() };
  refused.set(name, violations);
  void (async () => {
    for await (const status of connection.status())
      if (status.type === 'error' && status.error instanceof PermissionViolationError)
        violations[status.error.operation === 'publish' ? 'publish' : 'subscribe'].add(status.error.subject);
  })();
}

beforeAll(async () => {
  server = await startNats({ dataDir: join(folder, 'nats'), users: brokerUsers(secrets) });
  streams = StreamKeeper.start({
    url: server.url,
    seed: secrets.setUp.seed,
    streams: eventStreams(publishersOf(serviceManifests)),
  });
  await streams.ready();
  for (const name of SERVICES) await signIn(name, secrets.of[name].nats.seed);
  await signIn(SET_UP, secrets.setUp.seed);
});
afterAll(async () => {
  for (const connection of connections.values()) await connection.close();
  await streams?.stop();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Tries all of them and returns those that were not refused. Refusals come in order: that of the last one, which nobody may, ends the wait. */
async function tried(user: string, deed: Deed, subjects: readonly string[]): Promise<string[]> {
  const connection = connections.get(user)!;
  const refusals = refused.get(user)![deed];
  for (const subject of [...subjects, LAST])
    if (deed === 'publish') connection.publish(subject, '');
    else connection.subscribe(subject, { callback: () => undefined });
  await eventually(() => expect(refusals).toContain(LAST));
  return [...new Set(subjects)].filter((subject) => !refusals.has(subject)).sort();
}
const LAST = 'nobody.may.this';

describe.each(USERS)('the broker lets %s', (user) => {
  const may = (deed: Deed): string[] =>
    [...new Set(SUBJECTS)].filter((subject) => rightsOf(user)[deed].some((right) => right.test(subject))).sort();

  it('listen to what is meant for it, and to nothing else', async () =>
    expect(await tried(user, 'subscribe', [...SUBJECTS, ...WILDCARDS])).toEqual(may('subscribe')));
  it('send what it has to say, and nothing else', async () =>
    expect(await tried(user, 'publish', SUBJECTS)).toEqual(may('publish')));
});

it('is asked about everything the services say', () => {
  for (const { publishes, consumes, answers, asks } of serviceManifests)
    for (const { subject } of [...publishes, ...consumes, ...answers, ...asks]) expect(SUBJECTS).toContain(subject);
  expect(rightsOf('payments').publish.length).toBeGreaterThan(10);
});

it('the broker knows nobody else: not without a key, with a name or with a key of its own, nor in another account', async () => {
  const strangers = [
    {},
    { user: 'payments', pass: 'payments' },
    { token: secrets.of.payments.nats.seed },
    { authenticator: nkeyAuthenticator(createUser().getSeed()) },
  ];
  for (const stranger of strangers)
    await expect(connect({ servers: server.url, reconnect: false, ...stranger })).rejects.toThrow(/authorization/i);
  const { users, accounts } = JSON.parse(readFileSync(join(folder, 'nats', 'nats.json'), 'utf8')) as {
    users?: unknown;
    accounts: Record<string, object>;
  };
  expect([users, Object.keys(accounts).sort(), accounts['SYS']]).toEqual([undefined, ['RINGVIRKNING', 'SYS'], {}]);
});

describe('a consumer', () => {
  const create = async (as: string, subject: string, config: object): Promise<unknown> => {
    const message = await connections
      .get(as)!
      .request(subject, JSON.stringify({ stream_name: 'EVT_OUTCOMES', config, action: '' }), { timeout: 20_000 });
    return message.json();
  };
  const [name, subject] = ['payments-outcomes-finalised-v1', 'evt.outcomes.outcomes-finalised.v1'];
  const own = `$JS.API.CONSUMER.CREATE.EVT_OUTCOMES.${name}.${subject}`;
  const config = { name, durable_name: name, ack_policy: 'all', deliver_policy: 'all' };

  it('is made by the service for what it consumes', async () =>
    expect(await create('payments', own, { ...config, filter_subject: subject })).toMatchObject({ name }));
  it.each([
    ['no filter', {}, 10131],
    ['another filter', { filter_subject: 'evt.outcomes.outcomes-reversed.v1' }, 10131],
    ['a wider filter', { filter_subject: 'evt.outcomes.>' }, 10131],
    ['several filters', { filter_subjects: [subject, 'evt.outcomes.outcomes-reversed.v1'] }, 10137],
  ])('is refused with %s', async (_, filter, code) =>
    expect(await create('payments', own, { ...config, ...filter })).toHaveProperty('error.err_code', code),
  );
});

it('a stream that somebody deleted is made again, and what services did to it changed nothing', async () => {
  const admin = await connect({
    servers: server.url,
    authenticator: nkeyAuthenticator(new TextEncoder().encode(server.adminSeed)),
  });
  const manager = await jetstreamManager(admin);
  const names = async () => (await manager.streams.names().next()).sort();
  const expected = publishersOf(serviceManifests).map(streamOf).sort();
  expect(await names()).toEqual(expected);
  const { config } = await manager.streams.info('EVT_OUTCOMES');
  expect(config.subjects).toEqual(['evt.outcomes.>']);
  await manager.streams.delete('EVT_OUTCOMES');
  await eventually(async () => expect(await names()).toEqual(expected));
  expect((await manager.streams.info('EVT_OUTCOMES')).config).toMatchObject({
    subjects: config.subjects,
    max_age: config.max_age,
  });
  await admin.close();
});
