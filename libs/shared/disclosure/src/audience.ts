/** Who reads: `organisation` is `*` for people of the instance's own organisation (see row-level security), `memberOf` always their own. */
export interface Reader {
  readonly organisation: string;
  readonly memberOf: string;
  readonly roles: readonly string[];
}

export interface ContractParty {
  readonly organisation?: string | undefined;
  readonly roles: readonly string[];
}

/**
 * `authority`: works with the cases in the authority itself. `delivery`: delivers or verifies in this contract, and knows the people anyway.
 * `outside`: everybody else — investors, council, operators; they get what is published, and nothing else.
 */
export type Audience = 'authority' | 'delivery' | 'outside';

const AUTHORITY = ['case-worker', 'department-head', 'controller', 'municipal-director'];
const DELIVERY = ['supplier', 'verifier'];

/** The one decision who sees figures about few people: a role counts only in the authority itself, or where the contract gives it to the organisation. */
export function audienceOf({ organisation, memberOf, roles }: Reader, parties: readonly ContractParty[]): Audience {
  if (organisation === '*' && roles.some((role) => AUTHORITY.includes(role))) return 'authority';
  const held = parties.filter((party) => party.organisation === memberOf).flatMap((party) => party.roles);
  return roles.some((role) => DELIVERY.includes(role) && held.includes(role)) ? 'delivery' : 'outside';
}
