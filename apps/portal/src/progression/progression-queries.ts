import { useQuery } from '@tanstack/react-query';
import type { PersonProgression, Progression } from '@ringvirkning/outcomes-api';
import { get } from '../api/http.js';

const read = <T>(path: string) => ({
  queryKey: [path],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<T>(path, signal),
});

export const usePath = (participantId: string) =>
  useQuery(read<PersonProgression>(`/api/outcomes/participants/${participantId}/progression`));
export const useProgression = (contractId: string) =>
  useQuery(read<Progression>(`/api/outcomes/contracts/${contractId}/progression`));
