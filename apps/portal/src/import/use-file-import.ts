import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { cprIn } from '@ringvirkning/reading';
import { sendFile } from '../api/send-file.js';
import { AFFECTED } from '../api/use-action.js';
import { packed, type Packed } from './packed.js';

interface State<Looked, Taken> {
  readonly files: readonly File[];
  /** What is under way, and on how many rows so far. */
  readonly working?: { readonly what: 'look' | 'take'; readonly rows: number } | undefined;
  readonly looked?: Looked | undefined;
  readonly taken?: Taken | undefined;
  readonly error?: unknown;
  /** Files that were not chosen after all: their names hold a personal number. */
  readonly named: boolean;
}

/** Files are chosen, looked through, and then taken exactly as they were looked through. */
export function useFileImport<Looked, Taken>(paths: { readonly look: string; take(looked: Looked): string }) {
  const queries = useQueryClient();
  const sent = useRef<Packed | undefined>(undefined);
  const [state, setState] = useState<State<Looked, Taken>>({ files: [], named: false });

  const add = (chosen: Iterable<File>): void => {
    const files = Array.from(chosen);
    const fit = files.filter(({ name }) => !cprIn(name));
    sent.current = undefined;
    setState((now) => ({
      files: [...now.files.filter(({ name }) => fit.every((file) => file.name !== name)), ...fit],
      named: fit.length < files.length,
    }));
  };
  const remove = (file: File): void => {
    sent.current = undefined;
    setState((now) => ({ files: now.files.filter((each) => each !== file), named: false }));
  };
  const send = async <T>(what: 'look' | 'take', path: string): Promise<T> => {
    setState((now) => ({ ...now, working: { what, rows: 0 }, error: undefined }));
    sent.current ??= await packed(state.files);
    const signal = new AbortController().signal;
    const progress = (rows: number): void => setState((now) => ({ ...now, working: { what, rows } }));
    return sendFile<T>({ path, ...sent.current, signal, progress });
  };
  const settle = (change: Partial<State<Looked, Taken>>): void =>
    setState((now) => ({ ...now, working: undefined, ...change }));
  return {
    ...state,
    add,
    remove,
    look: () =>
      send<Looked>('look', paths.look).then(
        (looked) => settle({ looked, taken: undefined }),
        (error: unknown) => settle({ error, looked: undefined }),
      ),
    take: (looked: Looked) =>
      send<Taken>('take', paths.take(looked)).then(
        (taken) => {
          sent.current = undefined;
          settle({ taken, looked: undefined, files: [] });
          return queries.invalidateQueries(AFFECTED);
        },
        (error: unknown) => settle({ error }),
      ),
  };
}
export type FileImport = Pick<
  ReturnType<typeof useFileImport<unknown, unknown>>,
  'files' | 'named' | 'working' | 'error' | 'add' | 'remove' | 'look'
>;
