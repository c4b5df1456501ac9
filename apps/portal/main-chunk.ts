import type { Plugin } from 'vite';

/** What everybody fetches before the first page, unpacked. Pages are fetched when somebody goes there, and libraries with them. */
export const MOST_BYTES = 460_000;

interface Chunk {
  readonly type: string;
  readonly fileName: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly code?: string;
}

/** The scripts that the first page waits for, together; undefined when they fit. */
export function tooMuch(bundle: Readonly<Record<string, Chunk>>): string | undefined {
  const waitedFor = new Set<string>();
  const follow = (name: string): void => {
    if (waitedFor.has(name) || !bundle[name]) return;
    waitedFor.add(name);
    bundle[name].imports?.forEach(follow);
  };
  for (const [name, { isEntry }] of Object.entries(bundle)) if (isEntry) follow(name);
  const bytes = [...waitedFor].reduce((sum, name) => sum + Buffer.byteLength(bundle[name]!.code ?? ''), 0);
  return bytes <= MOST_BYTES
    ? undefined
    : `The first page waits for ${bytes} bytes of script (${[...waitedFor].join(', ')}); it may be ${MOST_BYTES}. Fetch later what only some pages need.`;
}

/** A build whose first page waits for too much fails. */
export const mainChunkGuard: Plugin = {
  name: 'main-chunk-guard',
  generateBundle(_, bundle) {
    const fault = tooMuch(bundle);
    if (fault) this.error(fault);
  },
};
