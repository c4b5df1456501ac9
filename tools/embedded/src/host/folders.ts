import { accessSync, chmodSync, chownSync, constants, lstatSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The operating-system user a server runs as when we are root (PostgreSQL refuses to run as root). */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The unprivileged account `nobody` when we are root, else undefined (then servers run as ourselves). */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [, , uid, gid] =
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((line) => line.startsWith('nobody:'))
      ?.split(':') ?? [];
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
}

/** Makes a folder that `account` (or ourselves) owns and nobody else reads. */
export function privateFolder(path: string, account?: Account): string {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o700);
  if (account) chownSync(path, account.uid, account.gid);
  return path;
}

/** True when every folder above `path` lets other users pass, so that an unprivileged server can reach it. */
export function othersCanReach(path: string): boolean {
  const parent = dirname(path);
  return parent === path || ((statSync(parent).mode & 0o001) !== 0 && othersCanReach(parent));
}

/**
 * Where binaries are kept between starts: `$RINGVIRKNING_CACHE`, else /var/cache/ringvirkning for root (readable by the
 * unprivileged server account), else the user's cache folder, else the temporary folder.
 */
export function cacheFolder(): string {
  const own = process.env['RINGVIRKNING_CACHE'];
  const uid = process.getuid?.() ?? 0;
  const places = own
    ? [own]
    : [
        uid === 0 && process.platform !== 'win32'
          ? '/var/cache/ringvirkning'
          : join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ringvirkning'),
        join(tmpdir(), `ringvirkning-cache-${uid}`),
      ];
  const usable = places.find(isOwnFolder);
  if (!usable)
    throw new Error(
      `No folder for cached binaries: ${places.join(', ')} cannot be written or belong to somebody else. Set RINGVIRKNING_CACHE.`,
    );
  return usable;
}

/** The cache holds what we execute: it must be a real folder of ours that nobody else can write. */
function isOwnFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 });
    accessSync(path, constants.W_OK);
    const stat = lstatSync(path);
    return (
      stat.isDirectory() &&
      (process.getuid === undefined || (stat.uid === process.getuid() && (stat.mode & 0o022) === 0))
    );
  } catch {
    return false;
  }
}
