import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { DuePage, DueSummary } from '@ringvirkning/outcomes-api';
import { get, query } from '../api/http.js';

export type Band = DueSummary['bands'][number];

export const useDueSummary = (contractId: string | undefined, enabled = true) =>
  useQuery({
    queryKey: ['due-summary', contractId],
    queryFn: ({ signal }) => get<DueSummary>(`/api/outcomes/due/summary${query({ contractId })}`, signal),
    enabled,
  });

export const useDueList = (band: Band['band'], contractId: string | undefined) =>
  useInfiniteQuery({
    queryKey: ['due', band, contractId],
    queryFn: ({ pageParam, signal }) =>
      get<DuePage>(`/api/outcomes/due${query({ band, contractId, limit: 10, after: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
