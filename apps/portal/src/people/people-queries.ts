import { useQuery } from '@tanstack/react-query';
import type { PersonDetails } from '@ringvirkning/outcomes-api';
import { get } from '../api/http.js';

export const usePerson = (participantId: string) =>
  useQuery({
    queryKey: ['person', participantId],
    queryFn: ({ signal }) => get<PersonDetails>(`/api/outcomes/participants/${participantId}`, signal),
  });
