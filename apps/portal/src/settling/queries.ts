import { useQuery } from '@tanstack/react-query';
import type {
  AgreementDue,
  AgreementSimulation,
  BenefitAgreement,
  BenefitAgreementDetail,
  Departments,
  DepartmentSheet,
  Settlement,
} from '@ringvirkning/benefits-api';
import { get, query } from '../api/http.js';

const read = <T>(path: string, enabled = true) => ({
  queryKey: [path],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<T>(path, signal),
  enabled,
});

interface Items<T> {
  readonly items: readonly T[];
}

export const useAgreements = (contractId: string) =>
  useQuery(read<Items<BenefitAgreement>>(`/api/benefits/contracts/${contractId}/agreements`));
export const useAgreement = (id: string) => useQuery(read<BenefitAgreementDetail>(`/api/benefits/agreements/${id}`));
export const useDue = (id: string) => useQuery(read<AgreementDue>(`/api/benefits/agreements/${id}/due`));
export const useExpected = (id: string) =>
  useQuery(read<AgreementSimulation>(`/api/benefits/agreements/${id}/simulation`));
export const useSettlements = (contractId: string) =>
  useQuery(read<Items<Settlement>>(`/api/benefits/contracts/${contractId}/settlements`));
export const useSettlement = (id: string) => useQuery(read<Settlement>(`/api/benefits/settlements/${id}`));
export const useDepartments = () => useQuery(read<Departments>('/api/benefits/departments'));
export const useSheet = (silo: string | undefined) =>
  useQuery(read<DepartmentSheet>(`/api/benefits/sheet${query({ silo })}`, silo !== undefined));
