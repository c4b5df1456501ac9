import { decodeJwt } from 'jose';
import { PERMISSIONS, may, organisationScope, type Permission } from '@ringvirkning/auth';

/** Who is signed in, as the portal shows it. Permissions decide what is offered; the services decide what is allowed. */
export interface Person {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly organisation: string;
  readonly departments: readonly string[];
  readonly permissions: readonly Permission[];
}

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** Reads an access token we got from the provider ourselves. `home` is the instance's own organisation. */
export function personOf(accessToken: string, home: string): Person {
  const claims = decodeJwt(accessToken);
  const rv = (claims['rv'] ?? {}) as Record<string, unknown>;
  const roles = strings(rv['roles']);
  const memberOf = typeof rv['organisation'] === 'string' ? rv['organisation'] : '';
  const scoped = { roles, organisation: organisationScope({ roles, memberOf }, home) };
  return {
    subject: claims.sub ?? '',
    name: typeof claims['name'] === 'string' ? claims['name'] : (claims.sub ?? ''),
    roles,
    organisation: memberOf,
    departments: strings(rv['departments']),
    permissions: PERMISSIONS.filter((permission) => may(scoped, permission)),
  };
}
