import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where Debian keeps its archive keys; older apt does not tell which keyring a source names. */
const KEYRINGS = ['/usr/share/keyrings/debian-archive-keyring.pgp', '/usr/share/keyrings/debian-archive-keyring.gpg'];

/** Where this machine gets Debian from; mirror and keyring are those of its own apt configuration. */
interface DebianSource {
  readonly uri: string;
  readonly signedBy: string;
}

/**
 * Fetches a package of a Debian suite into `folder` without root and without touching the machine's apt state: apt works in
 * a private state below `folder`, verifies signatures with the machine's keyring, and the package is only unpacked, not installed.
 * @param withDependencies also what the package needs and the machine does not have.
 * @throws Error when this is no Debian or the suite has no such package.
 */
export async function unpackDebianPackage(
  name: string,
  suite: string,
  folder: string,
  withDependencies = false,
): Promise<void> {
  const { uri, signedBy } = await debianSource();
  const state = join(folder, 'apt-state');
  for (const part of ['lists/partial', 'cache/archives/partial', 'sources', 'preferences'])
    mkdirSync(join(state, part), { recursive: true });
  writeFileSync(
    join(state, 'sources', 'one.sources'),
    `Types: deb\nURIs: ${uri}\nSuites: ${suite}\nComponents: main\nSigned-By: ${signedBy}\n`,
  );
  writeFileSync(join(state, 'status'), '');
  const options = Object.entries({
    'Dir::State': state,
    'Dir::State::lists': join(state, 'lists'),
    'Dir::Cache': join(state, 'cache'),
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::State::status': withDependencies ? '/var/lib/dpkg/status' : join(state, 'status'),
    'Dir::Etc::sourceparts': join(state, 'sources'),
    'Dir::Etc::preferencesparts': join(state, 'preferences'),
    // apt would otherwise switch to its own user, who cannot write here.
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Debug::NoLocking': 'true',
    'Acquire::Retries': '2',
    'Acquire::http::Timeout': '20',
  }).flatMap(([option, value]) => ['-o', `${option}=${value}`]);
  const packages = join(state, 'cache', 'archives');
  const apt = (...args: string[]) =>
    run('apt-get', ['-qq', ...options, ...args], {
      cwd: packages,
      timeout: 300_000,
      env: { ...process.env, LC_ALL: 'C' },
    });
  await apt('update', '--error-on=any');
  await apt(
    ...(withDependencies ? ['install', '--yes', '--download-only', '--no-install-recommends'] : ['download']),
    name,
  );
  for (const file of readdirSync(packages).filter((entry) => entry.endsWith('.deb')))
    await run('dpkg', ['-x', join(packages, file), folder]);
  await rm(state, { recursive: true });
}

/** The first source on this machine that carries Debian's main archive. */
async function debianSource(): Promise<DebianSource> {
  const format = '$(ORIGIN)|$(REPO_URI)|$(SIGNED_BY)';
  const { stdout } = await run('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']).catch(() => ({
    stdout: '',
  }));
  const sources = stdout
    .split('\n')
    .map((line) => line.split('|'))
    .filter(([origin, uri]) => origin === 'Debian' && uri !== undefined && !uri.includes('security'));
  const [, uri, signedBy] = sources[0] ?? [];
  const keyring = [signedBy, ...KEYRINGS].find((file) => file && existsSync(file));
  if (!uri || !keyring) throw new Error('this machine has no Debian package source');
  return { uri, signedBy: keyring };
}
