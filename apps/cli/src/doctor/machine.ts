import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import type { Site } from '../site/site.js';
import { fault, warning, well, type Finding } from './finding.js';

const LEAST_NODE = 24;
const GIB = 1024 ** 3;
/** Below the first an operator has days, below the second perhaps hours. */
const [LOW, FULL] = [5 * GIB, 1 * GIB];

/** The machine that the command runs on. @param node `process.versions.node`. */
export function nodeFinding(node: string): Finding {
  const at = { check: 'versions', of: null } as const;
  return Number.parseInt(node, 10) < LEAST_NODE ? fault(at, 'node-old', node) : well(at, `Node.js ${node}`);
}

/** Folders that are written to: they are there, may be written, and have room. */
export function diskFindings(folders: readonly string[]): Finding[] {
  return [...new Set(folders)].map((folder) => {
    const at = { check: 'disk', of: folder } as const;
    if (!existsSync(folder) || !isWritable(folder)) return fault(at, 'folder-missing', folder);
    const { bavail, bsize } = statfsSync(folder);
    return roomFinding(folder, bavail * bsize);
  });
}

/** @param free bytes. */
export function roomFinding(folder: string, free: number): Finding {
  const at = { check: 'disk', of: folder } as const;
  const seen = `${(free / GIB).toFixed(1)} GiB`;
  if (free < FULL) return fault(at, 'disk-full', seen);
  return free < LOW ? warning(at, 'disk-low', seen) : well(at, seen);
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Files of secrets: all there, and nobody else's to read. */
export function secretFindings({ secrets }: Site): Finding[] {
  const amiss = secrets.flatMap(({ path, state }) => {
    const at = { check: 'secrets', of: path } as const;
    if (state === 'missing') return [fault(at, 'secret-missing', path)];
    return state === 'open' ? [fault(at, 'secret-open', path)] : [];
  });
  if (amiss.length > 0 || secrets.length === 0) return amiss;
  return [well({ check: 'secrets', of: null }, String(secrets.length))];
}
