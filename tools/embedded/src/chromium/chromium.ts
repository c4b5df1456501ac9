import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { unpackDebianPackage } from '../host/debian-packages.js';
import { cacheFolder } from '../host/folders.js';

const run = promisify(execFile);

/** What playwright-core's `chromium.launch` needs to start the browser that was found. */
export interface Chromium {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const PROBE_PATIENCE_MS = 120_000;
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * A Chromium that starts on this machine: `$CHROMIUM_BIN`, an installed one, the one in the npm package `@sparticuz/chromium`
 * (unpacked once to the cache), Debian's package (unpacked without root).
 * @throws Error that says what was tried and names the variable to set.
 */
export async function findChromium(environment: NodeJS.ProcessEnv = process.env): Promise<Chromium> {
  const named = environment['CHROMIUM_BIN'];
  if (named) {
    const chosen = browser(named);
    await starts(chosen).catch((error: Error) =>
      Promise.reject(new Error(`CHROMIUM_BIN=${named} does not start: ${firstLine(error)}`)),
    );
    return chosen;
  }
  const failures: string[] = [];
  const sources: [string, () => Promise<Chromium>][] = [
    ...USUAL_PLACES.filter((place) => existsSync(place)).map((place): [string, () => Promise<Chromium>] => [
      place,
      async () => browser(place),
    ]),
    ['npm package', fromNpm],
    ['Debian package', fromDebian],
  ];
  for (const [source, find] of sources) {
    try {
      const found = await find();
      await starts(found);
      return found;
    } catch (error) {
      failures.push(`${source}: ${firstLine(error as Error)}`);
    }
  }
  throw new Error(
    `No Chromium that starts on this machine. Install one and set CHROMIUM_BIN to its path.\n  ${failures.join('\n  ')}`,
  );
}

const firstLine = (error: Error) => error.message.split('\n').slice(0, 2).join(' ');

function browser(executablePath: string, env: Record<string, string> = {}, args: string[] = []): Chromium {
  // Chromium's own sandbox needs user namespaces, which root and most containers do not give; the pages under test are our own.
  return {
    executablePath,
    args: ['--no-sandbox', ...args],
    env: { ...(process.env as Record<string, string>), ...env },
  };
}

/** Starts it until it offers its debugging port, not just `--version`: a missing library shows only then. */
async function starts({ executablePath, args, env }: Chromium): Promise<void> {
  const profile = await mkdtemp(join(cacheFolder(), 'chromium-probe-'));
  const child = spawn(
    executablePath,
    [...args, '--headless', '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { env, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  try {
    await new Promise<void>((started, failed) => {
      const patience = setTimeout(() => failed(new Error('does not get ready')), PROBE_PATIENCE_MS);
      const end = (error?: Error) => {
        clearTimeout(patience);
        if (error) failed(error);
        else started();
      };
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('DevTools listening')) end();
      });
      child.once('error', end).once('close', (code) => end(new Error(`ended with ${code}: ${said}`)));
    });
  } finally {
    const gone = child.exitCode === null && child.pid !== undefined ? once(child, 'close') : undefined;
    child.kill('SIGTERM');
    await gone;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Runs `fill` on a folder beside `home` and renames it, so that `home` is whole or absent. */
async function fillOnce(home: string, fill: (folder: string) => Promise<void>): Promise<void> {
  if (existsSync(home)) return;
  const half = await mkdtemp(`${home}-`);
  try {
    await fill(half);
    await rename(half, home).catch((error) => {
      if (!existsSync(home)) throw error;
    });
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

async function fromNpm(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`holds no binary for ${process.platform}-${process.arch}`);
  const packageFolder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', '..');
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const home = join(cacheFolder(), `chromium-${version}`);
  await fillOnce(home, (folder) => unpackNpm(join(packageFolder, 'bin'), folder, home));
  return browser(join(home, 'chromium'), { LD_LIBRARY_PATH: join(home, 'lib'), FONTCONFIG_PATH: home }, [
    '--headless=shell',
  ]);
}

/** The program, the libraries a bare machine lacks, a font and a software renderer, each compressed by itself. */
async function unpackNpm(bin: string, folder: string, home: string): Promise<void> {
  const unpack = (name: string, to: string) =>
    pipeline(createReadStream(join(bin, name)), createBrotliDecompress(), createWriteStream(join(folder, to)));
  await unpack('chromium.br', 'chromium');
  await chmod(join(folder, 'chromium'), 0o755);
  for (const archive of ['al2023.tar', 'fonts.tar', 'swiftshader.tar']) {
    await unpack(`${archive}.br`, archive);
    await run('tar', ['-xf', archive, '--no-same-owner'], { cwd: folder });
    await rm(join(folder, archive));
  }
  // The package's own configuration names a fixed folder.
  await writeFile(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig><dir>${join(home, 'fonts')}</dir><cachedir>${join(home, 'font-cache')}</cachedir></fontconfig>\n`,
  );
}

async function fromDebian(): Promise<Chromium> {
  const home = join(cacheFolder(), 'chromium-debian');
  await fillOnce(home, async (folder) => unpackDebianPackage('chromium', await debianSuite(), folder, true));
  const libraries = join(home, 'usr', 'lib', `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`);
  return browser(join(home, 'usr', 'lib', 'chromium', 'chromium'), { LD_LIBRARY_PATH: libraries });
}

/** A browser must fit the machine's libraries, so it comes from the machine's own release. */
async function debianSuite(): Promise<string> {
  const suite = /^VERSION_CODENAME=(\w+)/m.exec(await readFile('/etc/os-release', 'utf8'))?.[1];
  if (!suite) throw new Error('this machine is no Debian');
  return suite;
}
