import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { unpackDebianPackage } from '../host/debian-packages.js';
import { cacheFolder } from '../host/folders.js';

const run = promisify(execFile);

/** Older servers silently ignore what we rely on, such as consumer create permissions per stream. */
export const MINIMUM_NATS = '2.10.27';

/** The official release we download, with the checksums its publisher pins in the official container image. */
const RELEASE = {
  version: '2.14.5',
  sha256: {
    'linux-x64': '5e3b603d47c447bda1f77f9ac16dbf91c90aac4ff3681f8fbbc7201e4ed99355',
    'linux-arm64': '673a98d3faa79dde3f9ebf16d6dfac36a5f694e7ad2015e4954dd7939c85cd4c',
  } as Readonly<Record<string, string>>,
};
const DEBIAN_SUITES = ['forky', 'sid', 'trixie'];
const CONNECT_PATIENCE_MS = 5_000;
const DOWNLOAD_PATIENCE_MS = 60_000;

/** Version of the program, e.g. "2.14.5"; undefined when it is not a nats-server that runs here. */
export async function natsVersion(binary: string): Promise<string | undefined> {
  const { stdout } = await run(binary, ['--version']).catch(() => ({ stdout: '' }));
  return /^nats-server: v(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
}

/** True when `version` is at least `minimum`; both `x.y.z`. */
export function atLeast(version: string, minimum: string): boolean {
  return version.localeCompare(minimum, 'en', { numeric: true }) >= 0;
}

/**
 * Path of a nats-server of at least MINIMUM_NATS: `$NATS_SERVER_BIN`, our cache, PATH, the official release, Debian's package.
 * What had to be fetched is kept in the cache.
 * @throws Error that says what was tried and names the variable to set.
 */
export async function findNatsServer(environment: NodeJS.ProcessEnv = process.env): Promise<string> {
  const named = environment['NATS_SERVER_BIN'];
  if (named) return checked(named, 'NATS_SERVER_BIN');
  const cached = join(cacheFolder(), 'nats-server');
  const onPath = (environment['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, 'nats-server'));
  for (const candidate of [cached, ...onPath].filter((file) => existsSync(file))) {
    const version = await natsVersion(candidate);
    if (version && atLeast(version, MINIMUM_NATS)) return candidate;
  }
  const failures: string[] = [];
  for (const [source, fetchInto] of sources()) {
    const folder = await mkdtemp(`${cached}-`);
    try {
      return await keep(await fetchInto(folder), cached);
    } catch (error) {
      failures.push(`${source}: ${(error as Error).message.split('\n')[0]}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new Error(
    `No nats-server ${MINIMUM_NATS} or newer on this machine, and none could be fetched. Install one and set NATS_SERVER_BIN to its path.\n  ${failures.join('\n  ')}`,
  );
}

async function checked(binary: string, origin: string): Promise<string> {
  const version = await natsVersion(binary);
  if (!version) throw new Error(`${origin}=${binary} is not a nats-server that runs on this machine.`);
  if (!atLeast(version, MINIMUM_NATS))
    throw new Error(`${origin}=${binary} is version ${version}; at least ${MINIMUM_NATS} is needed.`);
  return binary;
}

async function keep(fetched: string, cached: string): Promise<string> {
  await checked(fetched, 'downloaded');
  await chmod(fetched, 0o755);
  // A copy beside the goal and a rename: the goal is whole or absent, also with two first starts at once.
  const beside = `${cached}.${process.pid}`;
  await copyFile(fetched, beside);
  await rename(beside, cached);
  return cached;
}

type FetchInto = (folder: string) => Promise<string>;

function sources(): readonly (readonly [string, FetchInto])[] {
  return [
    ['official release', downloadRelease],
    ...DEBIAN_SUITES.map((suite) => [`Debian ${suite}`, (folder: string) => debianPackage(suite, folder)] as const),
  ];
}

async function downloadRelease(folder: string): Promise<string> {
  const { version, sha256 } = RELEASE;
  const expected = sha256[`${process.platform}-${process.arch}`];
  if (!expected) throw new Error(`no pinned checksum for ${process.platform}-${process.arch}`);
  const stem = `nats-server-v${version}-linux-${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const abort = new AbortController();
  const connect = setTimeout(() => abort.abort(new Error('no connection')), CONNECT_PATIENCE_MS);
  const response = await fetch(`https://github.com/nats-io/nats-server/releases/download/v${version}/${stem}.tar.gz`, {
    signal: AbortSignal.any([abort.signal, AbortSignal.timeout(DOWNLOAD_PATIENCE_MS)]),
  }).finally(() => clearTimeout(connect));
  if (!response.ok) throw new Error(`answered ${response.status}`);
  const archive = Buffer.from(await response.arrayBuffer());
  const actual = createHash('sha256').update(archive).digest('hex');
  if (actual !== expected) throw new Error(`checksum is ${actual}, expected ${expected}`);
  await writeFile(join(folder, 'release.tar.gz'), archive);
  await run('tar', ['-xzf', 'release.tar.gz', '--strip-components=1', `${stem}/nats-server`], { cwd: folder });
  return join(folder, 'nats-server');
}

async function debianPackage(suite: string, folder: string): Promise<string> {
  await unpackDebianPackage('nats-server', suite, folder);
  return join(folder, 'usr', 'sbin', 'nats-server');
}
