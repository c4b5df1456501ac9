import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { BehindPage, Breakdown } from '@ringvirkning/benefits-api';
import { get, query } from '../api/http.js';

export interface Asked {
  readonly silo: string;
  readonly currency: string | undefined;
  readonly contractId: string | undefined;
  readonly budgetYear: number | undefined;
}

export function useBreakdown(asked: Asked) {
  const path = `/api/benefits/breakdown${query({ ...asked })}`;
  return useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Breakdown>(path, signal) });
}

/** The outcomes behind a line, a page at a time: asked for by hand, since each reading is logged. */
export const useBehind = (
  asked: Pick<Asked, 'silo' | 'budgetYear'> & { contractId: string; outcome: string; consequence: string },
) =>
  useInfiniteQuery({
    queryKey: ['breakdown outcomes', asked],
    queryFn: ({ pageParam, signal }) =>
      get<BehindPage>(`/api/benefits/breakdown/outcomes${query({ ...asked, after: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
