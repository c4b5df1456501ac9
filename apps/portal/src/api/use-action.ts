import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { goOnFrom, placeOfFocus, type Place } from './focus.js';
import { write } from './http.js';
import { intentFor, type Intent } from './intent.js';
import { ProblemError } from './problem.js';
import { tell, type Told } from './told.js';

/** `T` is what the service answers. */
export interface Act<T = unknown> {
  readonly method?: 'PUT' | 'DELETE' | undefined;
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
  /** What is said when it is done. */
  readonly told?: Told | undefined;
  /** What follows at once, before the page is read again. A callback given to `mutate` would not be called once the form is gone; this one is. */
  readonly done?: ((answer: T) => void) | undefined;
  /** Where the person goes on, once the page is read again; what they used may be gone by then. */
  readonly goOn?: ((answer: T) => void) | undefined;
}

/** What a body of its own type is; a file is told apart without reading it. */
const contentOf = (body: unknown): string =>
  body instanceof File ? `${body.name} ${body.size} ${body.lastModified}` : String(body);

/** What no write changes: who one is, where, and what was computed from a text. */
const LASTING = new Set<unknown>(['portal-config', 'session', 'simulation', 'pdf']);

/** What is read again after a write. */
export const AFFECTED = {
  predicate: ({ queryKey }: { readonly queryKey: readonly unknown[] }) => !LASTING.has(queryKey[0]),
};

/**
 * One write that a person triggers. Sending the same thing again after a lost answer has one effect; after an answer, good or
 * bad, the next attempt is a new intent. Everything on the page that may have changed is read again; then what was done is `said`, and the person goes on where
 * they were, or at the next heading when that is gone.
 */
export function useAction<T>(said?: Told) {
  const queries = useQueryClient();
  const last = useRef<Intent | undefined>(undefined);
  return useMutation<T, Error, Act<T>, Place>({
    onMutate: placeOfFocus,
    mutationFn: async ({ method, path, body, contentType }) => {
      const intent = intentFor(
        `${method ?? ''}${path} ${contentType === undefined ? JSON.stringify(body ?? {}) : contentOf(body)}`,
        last.current,
        () => crypto.randomUUID(),
      );
      last.current = intent;
      return write<T>({ method, path, body, contentType, idempotencyKey: intent.key });
    },
    onSettled: (_answer, error) => {
      if (!(error instanceof ProblemError) || error.problem.status !== 0) last.current = undefined;
    },
    onSuccess: async (answer, { told = said, done, goOn }, place) => {
      done?.(answer);
      if (told) tell(told);
      await queries.invalidateQueries(AFFECTED);
      goOn?.(answer);
      goOnFrom(place);
    },
  });
}
