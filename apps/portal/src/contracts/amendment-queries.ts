import { useQuery } from '@tanstack/react-query';
import type { Amendments } from '@ringvirkning/contracts-api';
import { get } from '../api/http.js';

export function useAmendments(contractId: string, { enabled = true } = {}) {
  const path = `/api/contracts/${contractId}/amendments`;
  return useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Amendments>(path, signal), enabled });
}
