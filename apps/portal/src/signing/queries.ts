import { useQuery } from '@tanstack/react-query';
import type { SigningPage } from '@ringvirkning/contracts-api';
import { get } from '../api/http.js';

/** What a contract is signed on: as it stands, or as it was shown to somebody who has signed. */
export function useSigning(
  contractId: string,
  { digest, enabled = true }: { digest?: string; enabled?: boolean } = {},
) {
  const path = `/api/contracts/${contractId}/signing${digest ? `/${digest}` : ''}`;
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => get<SigningPage>(path, signal),
    enabled,
  });
}
