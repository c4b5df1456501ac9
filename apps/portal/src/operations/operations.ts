import { useQueries, useQuery } from '@tanstack/react-query';
import { get } from '../api/http.js';

/** `GET /api/operations` of the gateway: each service's own report, or that it does not answer. */
export interface Operations {
  readonly services: readonly ServiceOperations[];
}
export interface ServiceOperations {
  readonly service: string;
  readonly status: 'up' | 'refused' | 'down';
  readonly httpStatus: number | null;
  readonly answeredInMs: number | null;
  readonly report: ServiceReport | null;
}

/** What a service tells of itself; members it does not have (a ledger, messages) are absent. */
export interface ServiceReport {
  readonly messaging?: {
    readonly outbox: {
      readonly unsent: number;
      readonly oldestAgeSeconds: number;
      readonly lastSeqBySubject: Readonly<Record<string, number>>;
    };
    readonly receipts: readonly {
      readonly subject: string;
      readonly consumer: string;
      readonly upto: number;
      readonly behind: number;
    }[];
    readonly deadLetters: number;
    readonly faults?: readonly Fault[];
  };
  readonly jobs?: readonly {
    readonly name: string;
    readonly failures: readonly {
      readonly key: string | null;
      readonly reason: string;
      readonly attempts: number;
      readonly since: string;
    }[];
  }[];
  readonly ledger?: { readonly ok: boolean; readonly checkedAt: string | null } | null;
  readonly seal?: Seal | null;
  readonly comparison?: ByTheClock | null;
}

/** What the service itself compares, contract by contract and over and over, with what the others told. */
export interface ByTheClock {
  readonly checkedAt: string | null;
  readonly contracts: number;
  readonly findings: readonly (Pick<Comparison, 'kind' | 'told' | 'held' | 'state'> & {
    readonly level: 'amber' | 'red';
    readonly contractId: string;
    readonly since: string;
  })[];
  readonly silent: readonly { readonly service: string; readonly since: string }[];
}

/** The sealed log of what never changes, and what of it is not as it was sealed. */
export interface Seal {
  readonly ok: boolean;
  readonly checkpoint: { readonly size: number; readonly at: string } | null;
  readonly checkedAt: string | null;
  readonly findings: readonly {
    readonly code: string;
    readonly source: string;
    readonly count: number;
    readonly first: string | null;
  }[];
}

/** `GET /api/operations/reconciliation`: who says what, who must say the same, and where they do not. */
export interface Reconciliation {
  readonly comparisons: readonly Comparison[];
  readonly unanswered: readonly string[];
}
export interface Comparison {
  readonly kind: string;
  readonly told: string;
  readonly held: string;
  readonly state: 'agrees' | 'on-its-way' | 'put-aside' | 'restored' | 'differs';
  readonly waiting: number;
  readonly contracts: number;
  readonly differing: readonly {
    readonly contractId: string;
    readonly told: number;
    readonly held: number;
    readonly aside: number;
  }[];
}

export interface GivenBackEvent {
  readonly subject: string;
  readonly key: string;
  readonly seq: number;
  readonly eventId: string;
  readonly occurredAt: string;
  readonly givenBackBy: string;
}

/** What is wrong with a service's messages, in a sentence that says what to do. `mend`: this service's own log is to be mended. */
export interface Fault {
  readonly code: string;
  readonly level: 'amber' | 'red';
  readonly da: string;
  readonly en: string;
  readonly mend: boolean;
}

export interface DeadLetter {
  readonly id: string;
  readonly subject: string;
  readonly seq: number;
  readonly reason: string;
  readonly attempts: number;
  readonly failedAt: string;
}

export interface DeadLetterPage {
  readonly items: readonly DeadLetter[];
}

const EVERY_MS = 5_000;
const SELDOM_MS = 60_000;
/** All that was ever recorded is read each time. */
const RARELY_MS = 10 * 60_000;

export const useOperations = () =>
  useQuery({
    queryKey: ['operations'],
    queryFn: ({ signal }) => get<Operations>('/api/operations', signal),
    refetchInterval: EVERY_MS,
  });
export const useDeadLetters = (service: string) =>
  useQuery({
    queryKey: ['dead-letters', service],
    queryFn: ({ signal }) => get<DeadLetterPage>(`/api/${service}/operations/dead-letters`, signal),
    refetchInterval: EVERY_MS,
  });
export const useReconciliation = () =>
  useQuery({
    queryKey: ['reconciliation'],
    queryFn: ({ signal }) => get<Reconciliation>('/api/operations/reconciliation', signal),
    refetchInterval: RARELY_MS,
  });
/** Of all services together; one that does not answer has none. */
export const useGivenBack = (services: readonly string[]): readonly GivenBackEvent[] =>
  useQueries({
    queries: services.map((service) => ({
      queryKey: ['given-back', service],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        get<{ readonly items: readonly GivenBackEvent[] }>(`/api/${service}/operations/messaging/given-back`, signal),
      refetchInterval: SELDOM_MS,
    })),
    combine: (results) => results.flatMap(({ data }) => data?.items ?? []),
  });
