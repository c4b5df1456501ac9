import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { evidencePlace, filesBelow } from './evidence.js';
import { readManifest, type Manifest } from './manifest.js';
import { keptOf, type Retention } from './retention.js';
import { MANIFEST } from './take.js';

export interface Pruned {
  readonly kept: readonly string[];
  readonly removed: readonly string[];
  /** Files of evidence that no backup has any more. */
  readonly files: number;
}

/** Backups of a place, oldest first; what is half-way or no backup is not among them. */
export function backupsIn(root: string): Manifest[] {
  const names = existsSync(root) ? readdirSync(root) : [];
  return names
    .filter((name) => existsSync(join(root, name, MANIFEST)) && !name.endsWith('.half'))
    .map((name) => readManifest(readFileSync(join(root, name, MANIFEST), 'utf8')))
    .sort((one, other) => one.takenAt.localeCompare(other.takenAt));
}

/** Removes backups that are not to be kept, and evidence that none of the others has: what was erased from the instance goes with them. */
export function prune(root: string, retention: Retention, isTrial: boolean): Pruned {
  const all = backupsIn(root);
  const moments = keptOf(
    all.map(({ takenAt }) => takenAt),
    retention,
  );
  const [kept, removed] = [true, false].map((isKept) =>
    all.filter(({ takenAt }) => moments.includes(takenAt) === isKept),
  ) as [Manifest[], Manifest[]];
  const unneeded = all.length === 0 ? [] : evidenceBeyond(root, kept);
  if (!isTrial) {
    for (const { id } of removed) rmSync(join(root, id), { recursive: true });
    for (const path of unneeded) rmSync(path, { force: true });
  }
  return { kept: kept.map(({ id }) => id), removed: removed.map(({ id }) => id), files: unneeded.length };
}

function evidenceBeyond(root: string, kept: readonly Manifest[]): string[] {
  const services = existsSync(join(root, 'evidence')) ? readdirSync(join(root, 'evidence')) : [];
  return services.flatMap((service) => {
    const needed = new Set(kept.flatMap(({ evidence }) => (evidence[service] ?? []).map(({ name }) => name)));
    const place = evidencePlace(root, service);
    return filesBelow(place)
      .filter((name) => !needed.has(name))
      .map((name) => join(place, name));
  });
}
