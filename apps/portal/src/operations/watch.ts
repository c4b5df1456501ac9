import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../api/http.js';

export const HOURS = [1, 6, 24, 72] as const;
export type Hours = (typeof HOURS)[number];

/** What happened to a program in one step of time. */
export interface Stretch {
  readonly isUp: boolean;
  readonly requests: number;
  readonly errors: number;
  /** Seconds that nineteen of twenty answers stayed below; null without a request. */
  readonly slow: number | null;
  readonly oldestSeconds: number | null;
  readonly putAside: number | null;
}
export interface ProgramSteps {
  readonly program: string;
  /** Null where nobody looked. */
  readonly steps: readonly (Stretch | null)[];
}

/** `GET /api/operations/history?hours=` of the gateway; ages in seconds, null where nobody has told. */
export interface Watch {
  readonly since: string;
  readonly stepSeconds: number;
  readonly steps: readonly string[];
  readonly programs: readonly ProgramSteps[];
  readonly now: Standing;
}
export interface Standing {
  readonly sealFindings: number | null;
  readonly ledgerFindings: number | null;
  readonly disagreements: number | null;
  readonly probeSeconds: number | null;
  readonly claimsWait: { readonly attest: number; readonly verify: number } | null;
  readonly runsWait: { readonly certify: number; readonly authorise: number } | null;
  readonly partners: readonly {
    readonly member: string;
    readonly behind: number | null;
    readonly heardSeconds: number | null;
    readonly keyDays: number | null;
  }[];
  readonly certificates: readonly { readonly address: string; readonly days: number }[];
  readonly backup: { readonly verifiedAt: string; readonly takenAt: string; readonly isWell: boolean } | null;
}

/** It is looked at once a minute. */
const EVERY_MS = 60_000;

export const useWatch = (hours: Hours) =>
  useQuery({
    queryKey: ['watch', hours],
    queryFn: ({ signal }) => get<Watch>(`/api/operations/history?hours=${hours}`, signal),
    refetchInterval: EVERY_MS,
    placeholderData: keepPreviousData,
  });
