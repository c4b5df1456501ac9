import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ProvisionDetail, ProvisionList } from '@ringvirkning/benefits-api';
import { get, query } from '../api/http.js';

const read = <T>(path: string) => ({
  queryKey: [path],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<T>(path, signal),
  placeholderData: keepPreviousData,
});

/** Two days, `YYYY-MM-DD`. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export const useProvisions = () => useQuery(read<ProvisionList>('/api/benefits/provisions'));
export const useProvision = (code: string, days?: Days) =>
  useQuery(read<ProvisionDetail>(`/api/benefits/provisions/${encodeURIComponent(code)}${query({ ...days })}`));
