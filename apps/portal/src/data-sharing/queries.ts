import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { DataSharingPage, SharingPurses, SharingReadingPage } from '@ringvirkning/benefits-api';
import { get, query } from '../api/http.js';

export const SHARING = '/api/benefits/data-sharing';

const pages = <Page extends { readonly next: string | null }>(path: string) => ({
  queryKey: [path, 'pages'],
  queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | undefined }) =>
    get<Page>(`${path}${query({ after: pageParam })}`, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: Page) => next ?? undefined,
});

export const useSharings = () =>
  useInfiniteQuery({ ...pages<DataSharingPage>(SHARING), select: ({ pages }) => pages.flatMap(({ items }) => items) });
export const useReadings = (sharingId: string) =>
  useInfiniteQuery({
    ...pages<SharingReadingPage>(`${SHARING}/${sharingId}/readings`),
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
export const useSharingPurses = (enabled: boolean) =>
  useQuery({
    queryKey: [`${SHARING}/purses`],
    queryFn: ({ signal }) => get<SharingPurses>(`${SHARING}/purses`, signal),
    enabled,
  });
