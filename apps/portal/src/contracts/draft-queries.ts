import { useQuery } from '@tanstack/react-query';
import type { Differences, VersionDocument } from '@ringvirkning/contracts-api';
import { get, query } from '../api/http.js';

const read = <T>(path: string) => ({
  queryKey: [path],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => get<T>(path, signal),
});

export const useVersionDocument = (contractId: string, version: number) =>
  useQuery(read<VersionDocument>(`/api/contracts/${contractId}/versions/${version}`));

/** Of two versions, or of a proposal and the version it is for. */
export const useDifferences = (
  contractId: string,
  of: { readonly from: string; readonly to: string } | { readonly proposal: string },
) =>
  useQuery(
    read<Differences>(
      'proposal' in of
        ? `/api/contracts/${contractId}/remarks/${encodeURIComponent(of.proposal)}/differences`
        : `/api/contracts/${contractId}/differences${query(of)}`,
    ),
  );
