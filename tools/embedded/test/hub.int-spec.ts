import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { createUser } from '@nats-io/nkeys';
import { Logger } from '@nestjs/common';
import { connect, nkeyAuthenticator, type NatsConnection } from '@nats-io/transport-node';
import { natsKeyFile, startHub, startNats, type RunningHub, type RunningNats } from '@ringvirkning/embedded';
import { carrierOf, NotCarried, type Carrier } from '@ringvirkning/partnership-carrier';
import { eventually } from '@ringvirkning/testing';

Logger.overrideLogger(false);

/** Two have a server of their own with a line to the hub, as instances have; the third speaks with the hub itself. */
const WITH_SERVER = ['aarhus', 'herning'] as const;
const MEMBERS = [...WITH_SERVER, 'aarhus-nord'];

const folder = mkdtempSync(join(tmpdir(), 'hub-'));
const keyOf = (member: string) => natsKeyFile(join(folder, `${member}.nk`));
const memberOf = (name: string) => ({ name, publicKey: keyOf(name).publicKey });
let hub: RunningHub;
/** A certificate of its own, as of an authority that the machine does not know. */
const [certFile, keyFile] = ['hub.crt', 'hub.key'].map((name) => join(folder, name)) as [string, string];
const makeCertificate = () =>
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ed25519', '-nodes', '-days', '2', '-subj', '/CN=hub'],
      ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', certFile],
    ],
    { stdio: 'ignore' },
  );
const servers = new Map<string, RunningNats>();
const undo: (() => Promise<unknown>)[] = [];

const startTheHub = async () =>
  (hub = await startHub({
    dataDir: join(folder, 'hub'),
    members: MEMBERS.map(memberOf),
    port: hub?.port,
    linePort: hub?.linePort,
    tls: { certFile, keyFile },
  }));
const startServerOf = async (member: string) =>
  servers.set(
    member,
    await startNats({
      dataDir: join(folder, member),
      name: member,
      users: [],
      port: servers.get(member)?.port,
      hub: { url: hub.lineUrl, key: keyOf(member), caFile: certFile },
    }),
  );
const urlOf = (member: string): string => servers.get(member)?.url ?? hub.url;
const startAnew = async () => {
  await hub.stop();
  rmSync(join(folder, 'hub', 'store'), { recursive: true });
  await startTheHub();
};
const signedIn = async (seed: string, url: string, name?: string): Promise<NatsConnection> => {
  const connection = await connect({
    servers: url,
    authenticator: nkeyAuthenticator(new TextEncoder().encode(seed)),
    ...(name && { inboxPrefix: `_INBOX_${name}` }),
  });
  undo.push(() => connection.close());
  return connection;
};
const carrierFor = (member: string): Carrier => {
  const carrier = carrierOf({ PARTNERSHIP_CARRIER: urlOf(member), PARTNERSHIP_NKEY_SEED: keyOf(member).seed }, member);
  undo.push(() => carrier.close());
  return carrier;
};

beforeAll(async () => {
  makeCertificate();
  await startTheHub();
  for (const member of WITH_SERVER) await startServerOf(member);
});
afterAll(async () => {
  for (const step of undo) await step();
  for (const server of servers.values()) await server.stop();
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the hub lets a member', () => {
  const STRANGER = 'skive';
  const streamOf = (member: string): string => `TO_${member.toUpperCase()}`;
  const someone = [...MEMBERS, STRANGER];
  const apis = ['$JS.API', '$JS.hub.API'];
  const SUBJECTS: readonly string[] = [
    ...someone.flatMap((to) => someone.map((from) => `ptn.to.${to}.from.${from}`)),
    ...['ptn.next', '_INBOX.x', '$SYS.REQ.SERVER.PING', '$SRV.PING', '$KV.x.y'],
    ...apis.flatMap((api) => [
      ...['INFO', 'STREAM.NAMES', 'STREAM.LIST', 'ACCOUNT.PURGE.HUB'].map((verb) => `${api}.${verb}`),
      ...someone.flatMap((member) => [
        ...['CREATE', 'UPDATE', 'INFO', 'DELETE', 'PURGE', 'SNAPSHOT', 'RESTORE', 'MSG.GET', 'MSG.DELETE']
          .concat(['LEADER.STEPDOWN', 'PEER.REMOVE'])
          .map((verb) => `${api}.STREAM.${verb}.${streamOf(member)}`),
        `${api}.DIRECT.GET.${streamOf(member)}`,
        ...['CREATE', 'NAMES', 'LIST'].map((verb) => `${api}.CONSUMER.${verb}.${streamOf(member)}`),
        `${api}.CONSUMER.CREATE.${streamOf(member)}.spy`,
        ...['CREATE', 'DURABLE.CREATE', 'INFO', 'DELETE', 'PAUSE', 'RESET', 'UNPIN', 'MSG.NEXT'].map(
          (verb) => `${api}.CONSUMER.${verb}.${streamOf(member)}.${member}`,
        ),
      ]),
    ]),
    ...someone.flatMap((member) => [1, 2, 3].map((n) => `$JS.ACK.${streamOf(member)}.${member}.1.${n}.${n}.1.0`)),
  ];
  /** What each member has heard: under which subject, and what. */
  const heard = new Map<string, { readonly subject: string; readonly text: string }[]>();
  const connections: [string, NatsConnection][] = [];
  let manager: JetStreamManager;

  // What was asked for here and is answered later would be missed by others.
  afterAll(async () => {
    for (const [, connection] of connections) await connection.close();
    await startAnew();
  });
  beforeAll(async () => {
    const setUp = natsKeyFile(join(folder, 'hub', 'set-up.nk'));
    manager = await jetstreamManager(await signedIn(setUp.seed, hub.url, 'set-up'), { checkAPI: false });
    const ways = MEMBERS.flatMap((member) =>
      [...new Set([urlOf(member), hub.url])].map((url) => [member, url] as const),
    );
    for (const [member, url] of ways) connections.push([member, await signedIn(keyOf(member).seed, url)]);
    // Once more with an answer wished for where it would do harm.
    const REPLIES = MEMBERS.flatMap((to) => MEMBERS.map((from) => `ptn.to.${to}.from.${from}`));
    for (const [member, connection] of connections) {
      const all = heard.get(member) ?? [];
      heard.set(member, all);
      connection.subscribe('>', {
        callback: (_, message) => void all.push({ subject: message.subject, text: message.string() }),
      });
      await connection.flush();
    }
    // A line must be known on both sides before what is heard over it says anything.
    for (const carrier of MEMBERS.map(carrierFor)) await eventually(() => carrier.carry('aarhus', ['begin']));
    for (const [member, connection] of connections)
      for (const subject of SUBJECTS) {
        connection.publish(subject, `${member} says ${subject}`);
        // Without a word it is a question that is understood.
        if (!subject.startsWith('ptn.to.')) connection.publish(subject, '', { reply: 'answer' });
        for (const reply of subject.startsWith('ptn.to.') ? REPLIES : [])
          connection.publish(subject, `${member} says ${subject}`, { reply });
      }
    for (const [member, connection] of connections) {
      // All that is for it is brought to it, on whichever of its ways.
      for (let n = 0; n < 200; n += 1) connection.publish('ptn.next', '', { reply: 'answer' });
      await connection.flush();
      // Comes after everything that was tried before on the same way.
      await eventually(async () =>
        expect((await connection.request(`ptn.to.${member}.from.${member}`, 'end')).json()).toHaveProperty('seq'),
      );
    }
  });

  it.each(MEMBERS)('give away in its own name alone: for %s', async (to) => {
    const { state } = await manager.streams.info(streamOf(to), { subjects_filter: '>' });
    expect(Object.keys(state.subjects ?? {}).sort()).toEqual(MEMBERS.map((from) => `ptn.to.${to}.from.${from}`).sort());
    expect(state.num_deleted ?? 0).toBe(0);
  });

  it.each(MEMBERS)('hear and take nothing that is for another: %s', (member) => {
    const said = heard
      .get(member)!
      .map(({ subject, text }) => ({ subject, text, by: /([a-z-]+) says /.exec(text)?.[1] ?? member }));
    const ofOthers = said.filter(({ by }) => by !== member);
    expect(ofOthers.filter(({ subject, by }) => subject !== `ptn.to.${member}.from.${by}`)).toEqual([]);
    expect(ofOthers.filter(({ text, by }) => text.trim() !== `${by} says ptn.to.${member}.from.${by}`)).toEqual([]);
    expect(ofOthers.length).toBeGreaterThan(0);
    expect(said.length).toBeGreaterThan(ofOthers.length);
  });

  it.each(MEMBERS)('change nothing of the hub: %s', async (member) => {
    const info = await manager.streams.info(streamOf(member));
    expect(info.config.subjects).toEqual([`ptn.to.${member}.from.*`]);
    expect(info.state.consumer_count).toBe(1);
    expect(await manager.consumers.info(streamOf(member), member)).toMatchObject({ name: member });
  });

  it('in only with its key', async () => {
    for (const stranger of [{}, { user: 'aarhus' }, { authenticator: nkeyAuthenticator(createUser().getSeed()) }])
      await expect(connect({ servers: hub.url, reconnect: false, ...stranger })).rejects.toThrow(/authorization/i);
  });
});

describe('texts by way of the hub', () => {
  const taken = new Map<string, string[]>();
  const arrives = (at: string, texts: readonly string[]) =>
    eventually(() => {
      const came = taken.get(at)!;
      expect(texts.filter((text) => !came.includes(text))).toEqual([]);
    });
  const carriers = new Map<string, Carrier>();
  const carry = (from: string, to: string, texts: readonly string[]) => carriers.get(from)!.carry(to, texts);

  beforeAll(async () => {
    for (const member of MEMBERS) {
      const texts: string[] = [];
      taken.set(member, texts);
      carriers.set(member, carrierFor(member));
      await carriers.get(member)!.listen((some) => {
        texts.push(...some);
        return Promise.resolve();
      });
    }
  });

  it('come to whom they are for, as they are and in their order', async () => {
    const texts = [...Array.from({ length: 1_200 }, (_, n) => `{"n":${n}}`), '€'.repeat(900_000), '{"end":"æ"}'];
    await eventually(() => carry('aarhus', 'herning', ['{"begin":1}']));
    await carry('aarhus', 'herning', texts);
    await arrives('herning', ['{"end":"æ"}']);
    expect(taken.get('herning')!.filter((text) => texts.includes(text))).toEqual(texts);
    await carry('herning', 'aarhus-nord', ['a', 'b']);
    await carry('aarhus-nord', 'aarhus', ['c']);
    await arrives('aarhus-nord', ['a', 'b']);
    await arrives('aarhus', ['c']);
    expect(taken.get('aarhus')).not.toContain('a');
  });

  it('are kept for one whose line is cut', async () => {
    const server = servers.get('herning')!;
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
    await carry('aarhus', 'herning', ['while it was away']);
    await expect(carry('herning', 'aarhus', ['lost?'])).rejects.toThrow(NotCarried);
    await startServerOf('herning');
    await arrives('herning', ['while it was away']);
    await eventually(() => carry('herning', 'aarhus', ['again']));
    await arrives('aarhus', ['again']);
  });

  it('are refused while the hub is away, and go on when it is back', async () => {
    process.kill(hub.pid, 'SIGKILL');
    for (const from of MEMBERS) await expect(carry(from, 'herning', ['x'])).rejects.toThrow(NotCarried);
    await hub.stop();
    await startTheHub();
    for (const from of MEMBERS) await eventually(() => carry(from, 'herning', [`${from} after`]));
    await arrives(
      'herning',
      MEMBERS.map((from) => `${from} after`),
    );
  });

  it('go on after the hub has lost its store', async () => {
    await startAnew();
    await eventually(() => carry('aarhus', 'herning', ['a new beginning']));
    await arrives('herning', ['a new beginning']);
  });

  it('are brought again until they were taken', async () => {
    await carriers.get('aarhus-nord')!.close();
    const refusing = carrierFor('aarhus-nord');
    const tried: string[] = [];
    await refusing.listen((texts) => {
      tried.push(texts.join());
      return Promise.reject(new Error('no database'));
    });
    await carry('aarhus', 'aarhus-nord', ['1', '2']);
    await eventually(() => expect(tried.length).toBeGreaterThan(1));
    await refusing.close();
    const texts: string[] = [];
    const taking = carrierFor('aarhus-nord');
    await taking.listen((some) => {
      texts.push(...some);
      return Promise.resolve();
    });
    await eventually(() => expect(texts).toEqual(['1', '2']), { timeout: 60_000 });
    expect(new Set(tried)).toEqual(new Set(['1,2']));
    await taking.close();
  });

  it('that have gathered for one that was away are taken together, large ones alone', async () => {
    const member = 'aarhus-nord';
    const [large, small] = [['a', 'b'], Array.from({ length: 40 }, (_, n) => String(n))];
    const texts = [...large.map((text) => text.repeat(200_000)), ...small];
    for (const text of texts) await carry('aarhus', member, [text]);
    const takings: (readonly string[])[] = [];
    carriers.set(member, carrierFor(member));
    await carriers.get(member)!.listen((some) => Promise.resolve(void takings.push(some)));
    await eventually(() => expect(takings.flat()).toEqual(texts));
    expect(takings).toEqual([...large.map((_, n) => [texts[n]]), small]);
  });

  it('go to a new member as soon as the hub knows it, and on to the others', async () => {
    await expect(carry('aarhus', 'viborg', ['x'])).rejects.toThrow(NotCarried);
    await hub.carryFor([...MEMBERS, 'viborg'].map(memberOf));
    await eventually(() => carry('aarhus', 'viborg', ['welcome']));
    const texts: string[] = [];
    await carrierFor('viborg').listen((some) => {
      texts.push(...some);
      return Promise.resolve();
    });
    await eventually(() => expect(texts).toEqual(['welcome']));
    await eventually(() => carry('herning', 'aarhus', ['still here']));
    await arrives('aarhus', ['still here']);
  });
});

describe('a line to the hub', () => {
  it.each([
    ['is not opened to one whose certificate nobody vouches for', 'tls', /certificate/i],
    ['is refused without encryption', 'nats-leaf', /tls/i],
  ])('%s', async (_, scheme, says) => {
    const url = hub.lineUrl.replace('tls', scheme);
    const member = 'aarhus-nord';
    const dataDir = join(folder, `line-${scheme}`);
    const server = await startNats({ dataDir, name: member, users: [], hub: { url, key: keyOf(member) } });
    const carrier = carrierOf({ PARTNERSHIP_CARRIER: server.url, PARTNERSHIP_NKEY_SEED: keyOf(member).seed }, member);
    try {
      await eventually(() => expect(readFileSync(join(dataDir, 'nats.log'), 'utf8')).toMatch(says));
      await eventually(() => expect(carrier.carry('herning', ['?'])).rejects.toThrow('the hub does not answer'));
    } finally {
      await carrier.close();
      await server.stop();
    }
  });
});
