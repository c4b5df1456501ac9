import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createUser } from '@nats-io/nkeys';
import type { LinkedManifest, ServiceName } from '@ringvirkning/message';
import {
  brokerUsers,
  eventStreams,
  nkeyOf,
  publishersOf,
  SET_UP,
  StreamKeeper,
  type BrokerUser,
} from '@ringvirkning/nats';

export interface TestNats {
  readonly url: string;
  /** Seed of a user who may do everything: the other side of a test. */
  readonly adminSeed: string;
  /** Seed of a service's own user, who may do exactly what the messages say. */
  seedOf(service: ServiceName): string;
  /** Every service's public key, as `NATS_PUBLIC_KEYS` names them. */
  readonly publicKeys: string;
  stop(): Promise<void>;
}

/** What of the embedded tool is used here. It is loaded at run time, since libraries do not depend on tools. */
interface Embedded {
  readonly startNats: (options: {
    dataDir: string;
    users: readonly BrokerUser[];
    maxPayload?: number | undefined;
  }) => Promise<{ url: string; adminSeed: string; stop(): Promise<unknown> }>;
}
const EMBEDDED: string = '@ringvirkning/embedded';

/**
 * A NATS server of its own for one spec file: streams have fixed names, so specs that shared one would take each other's events.
 * @param manifests Who gets a user, with the permissions that follow from its messages.
 * @param maxPayload Bytes of the largest message that it takes; the usual ones when absent.
 */
export async function testNats(manifests: readonly LinkedManifest[], maxPayload?: number): Promise<TestNats> {
  const { startNats } = (await import(EMBEDDED)) as Embedded;
  const folder = await mkdtemp(join(tmpdir(), 'rv-test-nats-'));
  const seeds = new Map(
    [...manifests.map(({ name }) => name), SET_UP].map((user) => [
      user,
      new TextDecoder().decode(createUser().getSeed()),
    ]),
  );
  const seedOf = (user: string): string => {
    const seed = seeds.get(user);
    if (!seed) throw new Error(`no NATS user for ${user}`);
    return seed;
  };
  const { url, adminSeed, ...server } = await startNats({
    dataDir: folder,
    users: brokerUsers(manifests, (user) => nkeyOf(seedOf(user))),
    maxPayload,
  });
  const streams = StreamKeeper.start({ url, seed: seedOf(SET_UP), streams: eventStreams(publishersOf(manifests)) });
  await streams.ready();
  return {
    url,
    adminSeed,
    publicKeys: manifests.map(({ name }) => `${name}=${nkeyOf(seedOf(name))}`).join(','),
    seedOf,
    async stop() {
      await streams.stop();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
