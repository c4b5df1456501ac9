import { useQuery } from '@tanstack/react-query';
import { forgetDrafts } from './drafts.js';
import { actAs, get } from './http.js';
import { ProblemError } from './problem.js';

/** `GET /auth/me` of the gateway. */
export interface Person {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly organisation: string;
  readonly departments: readonly string[];
  readonly permissions: readonly string[];
}

/** `GET /api/portal-config` of the gateway. */
export interface PortalConfig {
  readonly instance: string;
  readonly demo: boolean;
  /** The instance is being worked on since then: everything can be read, nothing written. `until`: when it is thought to be over. */
  readonly maintenance: { readonly since: string; readonly until: string | null } | null;
}

/** Who is signed in; `null` when nobody is. */
export const useSession = () =>
  useQuery({
    queryKey: ['session'],
    queryFn: ({ signal }) =>
      get<Person>('/auth/me', signal)
        .catch((error: unknown) => {
          if (error instanceof ProblemError && error.problem.status === 401) return null;
          throw error;
        })
        .then((person) => {
          actAs(person?.subject);
          if (person) forgetDrafts(localStorage, person.subject);
          return person;
        }),
    staleTime: 60_000,
  });

/** Who has a page open is told of maintenance, and of its end, within a minute. */
const LOOKED_AT_MS = 60_000;

export const usePortalConfig = () =>
  useQuery({
    queryKey: ['portal-config'],
    queryFn: ({ signal }) => get<PortalConfig>('/api/portal-config', signal),
    staleTime: LOOKED_AT_MS,
    refetchInterval: LOOKED_AT_MS,
  });

/** Whether the person may be offered something. The services decide whether it is allowed. */
export function useMay(): (permission: string) => boolean {
  const { data } = useSession();
  return (permission) => data?.permissions.includes(permission) ?? false;
}

/** Signing in leads back to where one was; from the front door, to what waits for one. */
export const afterSignIn = (place: string): string => (place === '/' ? '/start' : place);

export const signInAddress = (returnTo: string): string => `/auth/login?returnTo=${encodeURIComponent(returnTo)}`;
