import { join, resolve } from 'node:path';
import { StreamKeeper } from '@ringvirkning/nats';
import { hubStreams, type HubMember } from '@ringvirkning/partnership-carrier';
import { privateFolder } from '../host/folders.js';
import { freePort } from '../host/ports.js';
import type { RunningServer } from '../postgres/postgres.js';
import { hubConfig, type HubConfig } from './nats-config.js';
import { natsKeyFile, startServer, type Places } from './nats.js';

export interface HubOptions {
  /** Folder of the store, the configuration and the key of the user that makes the streams. */
  readonly dataDir: string;
  readonly members: readonly HubMember[];
  /** TCP ports on the loopback interface, for clients and for members' servers; free ones when absent. */
  readonly port?: number | undefined;
  readonly linePort?: number | undefined;
  readonly tls?: HubConfig['tls'];
  /** Hears that the streams cannot be looked after. */
  readonly trouble?: (error: Error) => void;
}

export interface RunningHub extends RunningServer {
  readonly linePort: number;
  /** Where members' servers come in. */
  readonly lineUrl: string;
  /** Whom it carries for from now on. Resolves when it does. */
  readonly carryFor: (members: readonly HubMember[]) => Promise<void>;
}

/** Starts the server between the members of a partnership, and looks after its streams. Resolves when there is one for each member. */
export async function startHub({ dataDir, members, port, linePort, tls, trouble }: HubOptions): Promise<RunningHub> {
  const setUp = natsKeyFile(join(privateFolder(resolve(dataDir)), 'set-up.nk'));
  const chosen = linePort ?? (await freePort());
  const configuration = (all: readonly HubMember[], clientPort: number) => (places: Places) =>
    hubConfig({ ...places, port: clientPort, linePort: chosen, members: all, setUpKey: setUp.publicKey, tls });
  const server = await startServer(dataDir, configuration(members, port ?? -1));
  const keep = (all: readonly HubMember[]) =>
    StreamKeeper.start({
      url: server.url,
      seed: setUp.seed,
      streams: hubStreams(all.map(({ name }) => name)),
      trouble,
    });
  let keeper = keep(members);
  // Killed, it is started anew by whoever keeps it, with a keeper of its own.
  void server.ended.then(() => keeper.stop());
  const stop = async () => {
    await keeper.stop();
    await server.stop();
  };
  try {
    await keeper.ready();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ...server,
    stop,
    linePort: chosen,
    lineUrl: `${tls ? 'tls' : 'nats-leaf'}://127.0.0.1:${chosen}`,
    async carryFor(all) {
      await keeper.stop();
      // With the port it has, lest it be asked to move.
      const next = configuration(all, server.port);
      server.reconfigure(next);
      keeper = keep(all);
      await keeper.ready();
      // What a new account reaches of another is looked for among the accounts there were before: it is known when read once more.
      server.reconfigure(next);
    },
  };
}
