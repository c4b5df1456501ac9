import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, nkeyAuthenticator, type NatsConnection } from '@nats-io/transport-node';
import { findNatsServer, natsKeyFile, startNats, type NatsUser, type RunningNats } from '@ringvirkning/embedded';

const folder = mkdtempSync(join(tmpdir(), 'embedded-nats-'));
const dataDir = join(folder, 'nats');
const responder = natsKeyFile(join(folder, 'responder.nk'));
const asker = natsKeyFile(join(folder, 'asker.nk'));
const users: NatsUser[] = [
  {
    name: 'responder',
    publicKey: responder.publicKey,
    permissions: { publish: ['_INBOX.>'], subscribe: ['rpc.a'] },
  },
  { name: 'asker', publicKey: asker.publicKey, permissions: { publish: ['rpc.a'], subscribe: ['_INBOX.>'] } },
];
let server: RunningNats | undefined;
const connections: NatsConnection[] = [];

const start = async () => (server = await startNats({ dataDir, users }));
async function as(seed: string): Promise<NatsConnection> {
  const connection = await connect({
    servers: server!.url,
    authenticator: nkeyAuthenticator(new TextEncoder().encode(seed)),
    reconnect: false,
  });
  connections.push(connection);
  return connection;
}
const stored = async () =>
  (await (await jetstreamManager(await as(server!.adminSeed))).streams.info('KEPT')).state.messages;

afterEach(async () => {
  await Promise.all(connections.splice(0).map((connection) => connection.close()));
  await server?.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('embedded NATS', () => {
  it('keeps its streams over a stop, a SIGKILL and a killed parent', async () => {
    const first = await start();
    const admin = await as(first.adminSeed);
    await (await jetstreamManager(admin)).streams.add({ name: 'KEPT', subjects: ['kept.>'] });
    await jetstream(admin).publish('kept.one');
    await first.stop();

    const second = await start();
    expect(await stored()).toBe(1);
    process.kill(second.pid, 'SIGKILL');
    await second.ended;

    const left = await start();
    expect(await stored()).toBe(1);
    await start();
    await left.ended;
    expect(await stored()).toBe(1);
  });

  it('lets nobody in without a key it knows', async () => {
    await start();
    await expect(connect({ servers: server!.url, reconnect: false })).rejects.toThrow(/Authorization/i);
    await expect(as(natsKeyFile(join(folder, 'stranger.nk')).seed)).rejects.toThrow(/Authorization/i);
    expect(statSync(join(dataDir, 'admin.nk')).mode & 0o777).toBe(0o600);
  });

  it('lets a user do what its permissions say and no more', async () => {
    await start();
    const [answering, asking] = [await as(responder.seed), await as(asker.seed)];
    answering.subscribe('rpc.a', { callback: (_error, message) => void message.respond('yes') });
    await answering.flush();
    expect((await asking.request('rpc.a', '?', { timeout: 20_000 })).string()).toBe('yes');
    answering.publish('rpc.a', 'unasked');
    for await (const status of answering.status()) {
      expect(status).toMatchObject({ type: 'error' });
      break;
    }
    await expect(asking.request('rpc.b', '?', { timeout: 20_000 })).rejects.toThrow(/permission/i);
  });
});

describe('finding nats-server', () => {
  const program = (content: string): string => {
    const path = join(mkdtempSync(join(folder, 'bin-')), 'nats-server');
    writeFileSync(path, `#!/bin/sh\n${content}\n`);
    chmodSync(path, 0o755);
    return path;
  };

  it('takes the one NATS_SERVER_BIN names', async () => {
    const named = program('echo nats-server: v2.10.27');
    expect(await findNatsServer({ NATS_SERVER_BIN: named })).toBe(named);
  });
  it.each([
    ['echo nats-server: v2.10.9', 'at least 2.10.27'],
    ['exit 1', 'is not a nats-server'],
  ])('refuses a named one with "%s"', async (content, reason) =>
    expect(findNatsServer({ NATS_SERVER_BIN: program(content) })).rejects.toThrow(reason),
  );
});
