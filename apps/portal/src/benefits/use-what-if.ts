import { useQueries, useQuery } from '@tanstack/react-query';
import type { KeptWhatIf, KeptWhatIfs, WhatIf, WhatIfRequest } from '@ringvirkning/benefits-api';
import { get, write } from '../api/http.js';
import { requestOf, type Change } from './what-if-change.js';

const pathOf = (contractId: string) => `/api/benefits/contracts/${contractId}/what-if`;
export const keptPathOf = (contractId: string) => `${pathOf(contractId)}/kept`;

const question = (contractId: string, body: WhatIfRequest) => ({
  queryKey: [pathOf(contractId), body],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    write<WhatIf>({ path: pathOf(contractId), body, idempotencyKey: crypto.randomUUID(), signal }),
  retry: false,
});

/** The answer to what is tried now; the one before stays until it is there, so that the table does not jump. */
export const useWhatIf = (contractId: string, change: Change) =>
  useQuery({
    ...question(contractId, requestOf(change)),
    placeholderData: (before: WhatIf | undefined) => before,
  });

/** The answers to what was kept, in its order. */
export const useWhatIfs = (contractId: string, kept: readonly KeptWhatIf[]) =>
  useQueries({ queries: kept.map(({ change }) => question(contractId, change)) }).map(({ data, error }, at) => ({
    ...{ id: kept[at]!.id, name: kept[at]!.name },
    data,
    error,
  }));

/** What people of the authority have kept of a contract, each under a name. */
export const useKeptWhatIfs = (contractId: string) =>
  useQuery({
    queryKey: [keptPathOf(contractId)],
    queryFn: ({ signal }) => get<KeptWhatIfs>(keptPathOf(contractId), signal),
  });
