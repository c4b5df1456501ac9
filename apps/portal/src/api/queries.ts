import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type {
  Across,
  BusinessCase,
  Flows,
  Matrix,
  Overview,
  Valuation,
  ValuationModelPage,
} from '@ringvirkning/benefits-api';
import type { ContractDetails, ContractPage, ContractWorkList } from '@ringvirkning/contracts-api';
import type {
  Claim,
  ClaimAudit,
  ClaimDetails,
  ClaimPage,
  Progress,
  SampleDetails,
  SampleList,
  WorkList,
} from '@ringvirkning/outcomes-api';
import type {
  Budget,
  Due,
  DuePage,
  MovedCitizenPage,
  PaymentSummary,
  PaymentWorkList,
  Run,
  RunCalendar,
  RunClaimPage,
  RunDifference,
  RunPage,
  Transfers,
} from '@ringvirkning/payments-api';
import { get, query } from './http.js';

const read = <T>(path: string, enabled = true) => ({
  queryKey: [path],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<T>(path, signal),
  enabled,
});

export interface BenefitsFilter {
  readonly contractId?: string | undefined;
  readonly currency?: string | undefined;
  readonly year?: number | undefined;
}

/** Figures change with the filter; the last ones stay until the new ones are here, so that the page does not jump. */
export const useFlows = (filter: BenefitsFilter) =>
  useQuery({ ...read<Flows>(`/api/benefits/flows${query({ ...filter })}`), placeholderData: keepPreviousData });
export const useOverview = ({ contractId, currency, year }: BenefitsFilter) =>
  useQuery({
    ...read<Overview>(`/api/benefits/overview${query({ contractId, currency, budgetYear: year })}`),
    placeholderData: keepPreviousData,
  });
export const useMatrix = ({ contractId, currency, year }: BenefitsFilter) =>
  useQuery({
    ...read<Matrix>(`/api/benefits/matrix${query({ contractId, currency, budgetYear: year })}`),
    placeholderData: keepPreviousData,
  });
export const useAcross = (contractId: string) => useQuery(read<Across>(`/api/benefits/across${query({ contractId })}`));
export const useBusinessCase = (contractId: string) =>
  useQuery(read<BusinessCase>(`/api/benefits/contracts/${contractId}/business-case`));
export const useValuation = (contractId: string) =>
  useQuery(read<Valuation>(`/api/benefits/contracts/${contractId}/valuation`));
export const useValuationModels = (enabled: boolean) =>
  useQuery(read<ValuationModelPage>('/api/benefits/valuation-models?limit=100', enabled));

export const useContracts = () => useQuery(read<ContractPage>('/api/contracts?limit=200'));
export const useContract = (id: string) => useQuery(read<ContractDetails>(`/api/contracts/${id}`));
export const useContractTasks = (enabled: boolean) =>
  useQuery(read<ContractWorkList>('/api/contracts/work-list', enabled));

export const useProgress = (contractId: string) =>
  useQuery(read<Progress>(`/api/outcomes/contracts/${contractId}/progress`));
export const useClaim = (claimId: string) => useQuery(read<ClaimDetails>(`/api/outcomes/claims/${claimId}`));
export const useSamples = (contractId: string) =>
  useQuery(read<SampleList>(`/api/outcomes/contracts/${contractId}/samples`));
export const useSample = (sampleId: string) => useQuery(read<SampleDetails>(`/api/outcomes/samples/${sampleId}`));
/** Taken once a visit: each is logged. */
export const useClaimAudit = (claimId: string) =>
  useQuery({ ...read<ClaimAudit>(`/api/outcomes/claims/${claimId}/audit`), staleTime: Infinity });
/** What is claimed for one person. */
export const useClaimsOf = (contractId: string, participantId: string) =>
  useQuery(read<ClaimPage>(`/api/outcomes/contracts/${contractId}/claims${query({ participantId, limit: 100 })}`));
/** What a service gives page by page, whole. */
async function allOf<T>(path: (after: string | undefined) => string, signal?: AbortSignal): Promise<T[]> {
  const all: T[] = [];
  for (let after: string | undefined; ;) {
    const { items, next } = await get<{ items: T[]; next: string | null }>(path(after), signal);
    all.push(...items);
    if (next === null) return all;
    after = next;
  }
}

export const useOutcomeTasks = (enabled: boolean) =>
  useQuery(read<WorkList>('/api/outcomes/work-list?limit=100', enabled));
export const useClaims = (
  contractId: string,
  status: string | undefined,
  participantId: string | undefined,
  enabled: boolean,
) =>
  useInfiniteQuery({
    queryKey: ['claims', contractId, status, participantId],
    enabled,
    queryFn: ({ pageParam, signal }) =>
      get<ClaimPage>(
        `/api/outcomes/contracts/${contractId}/claims${query({ status, participantId, limit: 50, after: pageParam })}`,
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** All claims of a status and a person, where they are chosen, page by page: what a file of them holds. */
export const allClaims = (
  contractId: string,
  status: string | undefined,
  participantId: string | undefined,
): Promise<Claim[]> =>
  allOf<Claim>(
    (after) => `/api/outcomes/contracts/${contractId}/claims${query({ status, participantId, limit: 200, after })}`,
  );

export const usePaymentSummary = (contractId: string) =>
  useQuery(read<PaymentSummary>(`/api/payments/contracts/${contractId}/summary`));
export const useRuns = (contractId: string) =>
  useQuery(read<RunPage>(`/api/payments/contracts/${contractId}/runs?limit=100`));
export const useRun = (runId: string) => useQuery(read<Run>(`/api/payments/runs/${runId}`));
export const useRunDifference = (runId: string) =>
  useQuery(read<RunDifference>(`/api/payments/runs/${runId}/difference`));
export const useRunClaims = (runId: string) =>
  useInfiniteQuery({
    queryKey: ['run-claims', runId],
    queryFn: ({ pageParam, signal }) =>
      get<RunClaimPage>(`/api/payments/runs/${runId}/claims${query({ limit: 50, after: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
export const useRunCalendar = (contractId: string) =>
  useQuery(read<RunCalendar>(`/api/payments/contracts/${contractId}/calendar`));
/** `of`: a run, or a contract. */
export const useTransfers = (of: `runs/${string}` | `contracts/${string}`) =>
  useQuery(read<Transfers>(`/api/payments/${of}/payments`));
/** `at`: the run, or what is due. */
export const useBudget = (at: string) => useQuery(read<Budget>(`${at}/appropriations`));
export const usePaymentsDue = () =>
  useInfiniteQuery({
    queryKey: ['payments-due'],
    queryFn: ({ pageParam, signal }) =>
      get<DuePage>(`/api/payments/due${query({ limit: 50, after: pageParam })}`, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
export const useMovedCitizens = (contractId: string | undefined) =>
  useInfiniteQuery({
    queryKey: ['moved-citizens', contractId],
    queryFn: ({ pageParam, signal }) =>
      get<MovedCitizenPage>(
        `/api/payments/moved-citizens${query({ contractId, limit: 50, after: pageParam })}`,
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
export const usePaymentDue = (dueId: string) => useQuery(read<Due>(`/api/payments/due/${dueId}`));
export const usePaymentTasks = (enabled: boolean) =>
  useQuery(read<PaymentWorkList>('/api/payments/work-list', enabled));
