import { useQueries, useQuery } from '@tanstack/react-query';
import type { WhatIf, WhatIfRequest } from '@ringvirkning/benefits-api';
import { write } from '../api/http.js';
import { useKept } from '../try-model/use-kept.js';
import { areSaved, requestOf, withSaved, type Change, type Saved } from './what-if-change.js';

const question = (contractId: string, body: WhatIfRequest) => ({
  queryKey: [`/api/benefits/contracts/${contractId}/what-if`, body],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    write<WhatIf>({
      path: `/api/benefits/contracts/${contractId}/what-if`,
      body,
      idempotencyKey: crypto.randomUUID(),
      signal,
    }),
  retry: false,
});

/** The answer to what is tried now; the one before stays until it is there, so that the table does not jump. */
export const useWhatIf = (contractId: string, change: Change) =>
  useQuery({
    ...question(contractId, requestOf(change)),
    placeholderData: (before: WhatIf | undefined) => before,
  });

/** The answers to what was kept, in its order. */
export const useWhatIfs = (contractId: string, saved: readonly Saved[]) =>
  useQueries({ queries: saved.map(({ change }) => question(contractId, requestOf(change))) }).map(
    ({ data, error }, at) => ({ name: saved[at]!.name, data, error }),
  );

/** What was tried and named, per contract; it survives a reload of the page, in this window only. */
export function useSaved(contractId: string) {
  const [all, setAll] = useKept<readonly Saved[]>(`ringvirkning.what-if.${contractId}`, [], areSaved);
  return {
    all,
    add: (one: Saved) => setAll(withSaved(all, one)),
    forget: (name: string) => setAll(all.filter((each) => each.name !== name)),
  };
}
