import { useCallback, useEffect, useRef, useState } from 'react';
import { upload } from '../api/http.js';

/** What a service says of a file that it keeps; size in bytes. */
export interface KeptFile {
  readonly digest: string;
  readonly size: number;
  /** Worth a second look, not errors. */
  readonly warnings: readonly { readonly code: string; readonly da: string; readonly en: string }[];
}

export interface UploadedFile<Kept extends KeptFile = KeptFile> {
  readonly id: string;
  readonly file: File;
  readonly state: 'sending' | 'kept' | 'refused';
  /** How much has been sent, 0–1. */
  readonly share: number;
  readonly kept?: Kept;
  readonly error?: unknown;
}

export interface Uploads<Kept extends KeptFile = KeptFile> {
  readonly files: readonly UploadedFile<Kept>[];
  add(files: Iterable<File>): void;
  remove(id: string): void;
  retry(id: string): void;
  clear(): void;
}

/** Files go out to this path as soon as they are chosen, each on its own, so that the form itself is sent at once. */
export function useUploads<Kept extends KeptFile>(path: string, before: readonly Kept[] = []): Uploads<Kept> {
  const [files, setFiles] = useState<readonly UploadedFile<Kept>[]>(() => before.map(arrived));
  const running = useRef(new Map<string, AbortController>());
  const change = useCallback(
    (id: string, to: Partial<UploadedFile<Kept>>) =>
      setFiles((now) => now.map((one) => (one.id === id ? { ...one, ...to } : one))),
    [],
  );
  const send = useCallback(
    (id: string, file: File) => {
      const stop = new AbortController();
      running.current.set(id, stop);
      upload<Kept>({
        path,
        file,
        signal: stop.signal,
        progress: (share) => change(id, { share }),
      })
        .then(
          (kept) => change(id, { state: 'kept', kept }),
          (error: unknown) => change(id, { state: 'refused', error }),
        )
        .finally(() => running.current.delete(id));
    },
    [path, change],
  );
  const stop = (id: string): void => running.current.get(id)?.abort();
  useEffect(() => {
    const all = running.current;
    return () => all.forEach((controller) => controller.abort());
  }, []);
  return {
    files,
    add: (chosen) => {
      const added = [...chosen].map((file) => ({ id: crypto.randomUUID(), file, state: 'sending' as const, share: 0 }));
      setFiles((now) => [...now, ...added]);
      added.forEach(({ id, file }) => send(id, file));
    },
    remove: (id) => {
      stop(id);
      setFiles((now) => now.filter((one) => one.id !== id));
    },
    retry: (id) => {
      const again = files.find((one) => one.id === id);
      if (!again) return;
      change(id, { state: 'sending', share: 0, error: undefined });
      send(id, again.file);
    },
    clear: () => {
      files.forEach(({ id }) => stop(id));
      setFiles([]);
    },
  };
}

/** A file that arrived earlier; the browser has it no more. */
const arrived = <Kept extends KeptFile>(kept: Kept): UploadedFile<Kept> => ({
  id: crypto.randomUUID(),
  file: new File([], ''),
  state: 'kept',
  share: 1,
  kept,
});

/** The digests of what has arrived, each once. */
export const keptFiles = (files: readonly UploadedFile[]): string[] => [
  ...new Set(files.flatMap(({ kept }) => (kept ? [kept.digest] : []))),
];
