import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { HubMember } from '@ringvirkning/partnership-carrier';
import { startHub, type RunningHub } from '../nats/hub.js';
import type { Stops } from './bring-up.js';
import type { DataFolder } from './data-folder.js';
import type { Observer } from './programs.js';
import { keepRunning } from './servers.js';

const LOOK_MS = 1_000;

/** Starts the hub between the instances of this start and those that came beside it since, and lets more of them in as they come. */
export async function bringUpHub(
  folder: DataFolder,
  own: readonly HubMember[],
  stops: Stops,
  observer: Observer,
): Promise<() => RunningHub> {
  mkdirSync(folder.guests, { recursive: true, mode: 0o700 });
  const members = (): HubMember[] => [...own, ...guestsIn(folder.guests)];
  const trouble = (error: Error) =>
    observer.say(`The streams of the hub cannot be looked after, trying on: ${error.message}`);
  const first = await startHub({ dataDir: folder.hub, members: members(), trouble });
  const start = (port: number) =>
    startHub({ dataDir: folder.hub, members: members(), port, linePort: first.linePort, trouble });
  const hub = keepRunning('The hub', first, start, observer);
  const stopping = new AbortController();
  const watching = watch(members, hub.current, observer, stopping.signal);
  stops.push(async () => {
    stopping.abort();
    await watching;
    await hub.stop();
  });
  return hub.current;
}

async function watch(
  members: () => HubMember[],
  hub: () => RunningHub,
  observer: Observer,
  signal: AbortSignal,
): Promise<void> {
  let known = members();
  while (!signal.aborted) {
    await delay(LOOK_MS, undefined, { signal }).catch(() => undefined);
    const now = members();
    if (signal.aborted || JSON.stringify(now) === JSON.stringify(known)) continue;
    try {
      // Lines of an account that is gone would live on through a change of the configuration; it is started again at once.
      if (known.some((member) => !now.some(({ publicKey }) => publicKey === member.publicKey))) await hub().stop();
      else await hub().carryFor(now);
      known = now;
      observer.say(`The hub carries for ${now.map(({ name }) => name).join(', ')}`);
    } catch (error) {
      observer.say(`The hub does not take up a new member: ${(error as Error).message}`);
    }
  }
}

const NAME = /^([a-z0-9-]{1,40})\.nkey$/;

/** One file for each guest: its name is the member's, what stands in it is the member's public key at the hub. */
export function guestsIn(folder: string): HubMember[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => {
      const name = NAME.exec(file)?.[1];
      const publicKey = name && readFileSync(join(folder, file), 'utf8').trim();
      return name && publicKey && /^U[A-Z2-7]{55}$/.test(publicKey) ? [{ name, publicKey }] : [];
    });
}

/** Has the hub of the start that runs from a data folder carry for one more. @returns where it takes lines. @throws Error when nothing runs there, or no hub. */
export function beGuest(data: string, { name, publicKey }: HubMember): string {
  const running = join(data, 'running.json');
  const { hub } = existsSync(running)
    ? (JSON.parse(readFileSync(running, 'utf8')) as { hub?: { lineUrl: string } })
    : {};
  if (!hub) throw new Error(`No Ringvirkning with a hub runs from ${data}. Start one: npm start`);
  writeFileSync(join(data, 'guests', `${name}.nkey`), `${publicKey}\n`, { mode: 0o600 });
  return hub.lineUrl;
}
