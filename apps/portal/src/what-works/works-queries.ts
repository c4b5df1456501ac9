import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { WhatWorks, WorksCurve, WorksIntake } from '@ringvirkning/outcomes-api';
import { get, query } from '../api/http.js';

const read = <T>(path: string) => ({
  queryKey: [path],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<T>(path, signal),
  placeholderData: keepPreviousData,
});

export const useWorks = (contractId: string | undefined) =>
  useQuery(read<WhatWorks>(`/api/outcomes/what-works${query({ contractId })}`));
export const useCurve = (outcomeId: string, contractId: string | undefined) =>
  useQuery(read<WorksCurve>(`/api/outcomes/what-works/curve${query({ outcomeId, contractId })}`));
export const useIntake = (contractId: string | undefined, enabled = true) =>
  useQuery({ ...read<WorksIntake>(`/api/outcomes/what-works/intake${query({ contractId })}`), enabled });
