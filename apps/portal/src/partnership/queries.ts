import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type {
  Direction,
  PartnerAgreements,
  PartnerMessage,
  PartnershipHistoryEntry,
  PartnershipInvitation,
  PartnershipState,
  Quarantined,
  WaitingMessage,
} from '@ringvirkning/partnership-api';
import { get, query } from '../api/http.js';

export const PARTNERSHIP = '/api/partnership';
/** Links change by themselves. */
const EVERY_MS = 5_000;

const read = <T>(path: string, refetchInterval?: number) => ({
  queryKey: [`${PARTNERSHIP}${path}`],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<T>(`${PARTNERSHIP}${path}`, signal),
  ...(refetchInterval !== undefined && { refetchInterval }),
});
const pages = <T>(path: (cursor: string | undefined) => string) => ({
  queryKey: [`${PARTNERSHIP}${path(undefined)}`, 'pages'],
  queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | undefined }) =>
    get<{ readonly items: T[]; readonly next: string | null }>(`${PARTNERSHIP}${path(pageParam)}`, signal),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { readonly next: string | null }) => next ?? undefined,
});

export const usePartnership = (enabled = true) => useQuery({ ...read<PartnershipState>('', EVERY_MS), enabled });
export const useAgreements = () => useQuery(read<PartnerAgreements>('/agreements', EVERY_MS));
export const useWaiting = () =>
  useQuery(read<{ readonly items: readonly WaitingMessage[]; readonly total: number }>('/waiting', EVERY_MS));
export const useMessageTypes = () =>
  useQuery(
    read<{ readonly items: readonly { readonly name: string; readonly fields: readonly string[] }[] }>(
      '/message-types',
    ),
  );
export const useInvitation = (member: string, enabled: boolean) =>
  useQuery({ ...read<PartnershipInvitation>(`/invitations/${member}`, EVERY_MS), enabled });

export const useHistory = () =>
  useInfiniteQuery(pages<PartnershipHistoryEntry>((cursor) => `/history${query({ cursor, limit: 50 })}`));
export const useMessages = (member: string, direction: Direction) =>
  useInfiniteQuery(
    pages<PartnerMessage>((cursor) => `/members/${member}/messages${query({ direction, cursor, limit: 50 })}`),
  );
export const useQuarantine = (enabled: boolean) =>
  useInfiniteQuery({ ...pages<Quarantined>((cursor) => `/quarantine${query({ cursor, limit: 50 })}`), enabled });
