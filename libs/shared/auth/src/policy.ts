/** Who may do what: role × permission × constraint, in one table. It drives the route guard and decides what row-level security lets a caller see. */

export const ROLES = [
  'case-worker',
  'department-head',
  'controller',
  'municipal-director',
  'council-member',
  'supplier',
  'investor',
  'verifier',
  'operator',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * `any`: everything in the instance, for people of the instance's own organisation; `party-to-contract`: contracts their organisation is party to;
 * `own-organisation`: only in the name of their own organisation, on contracts it is party to.
 */
export type Constraint = 'any' | 'party-to-contract' | 'own-organisation';

type Grants = Readonly<Partial<Record<Role, Constraint>>>;

const authority = {
  'case-worker': 'any',
  'department-head': 'any',
  controller: 'any',
  'municipal-director': 'any',
  'council-member': 'any',
} as const;
const partners = {
  supplier: 'party-to-contract',
  investor: 'party-to-contract',
  verifier: 'party-to-contract',
} as const;

const TABLE = {
  'contracts.read': { ...authority, ...partners },
  'contracts.create': { 'case-worker': 'any', 'department-head': 'any', controller: 'any' },
  'contracts.simulate': { ...authority, supplier: 'party-to-contract', investor: 'party-to-contract' },
  'contracts.sign': {
    'department-head': 'any',
    'municipal-director': 'any',
    'council-member': 'any',
    supplier: 'own-organisation',
    investor: 'own-organisation',
  },
  'contracts.activate': { 'department-head': 'any', controller: 'any', 'municipal-director': 'any' },

  'outcomes.read': { ...authority, ...partners },
  'outcomes.enrol': { 'case-worker': 'any', supplier: 'party-to-contract' },
  'outcomes.record': { 'case-worker': 'any', supplier: 'party-to-contract' },
  'outcomes.claim': { 'case-worker': 'any', supplier: 'party-to-contract' },
  'outcomes.import': { 'case-worker': 'any', supplier: 'party-to-contract' },
  'outcomes.attest': { 'case-worker': 'any', 'department-head': 'any' },
  'outcomes.verify': { verifier: 'party-to-contract' },
  // Evidence is opened by those who made it, those who attest and verify, and those who audit.
  'outcomes.open-evidence': {
    'case-worker': 'any',
    'department-head': 'any',
    controller: 'any',
    supplier: 'own-organisation',
    verifier: 'party-to-contract',
  },
  'outcomes.object': {
    'case-worker': 'any',
    'department-head': 'any',
    supplier: 'own-organisation',
    investor: 'own-organisation',
  },
  'outcomes.decide-objection': { 'department-head': 'any', 'municipal-director': 'any' },

  'payments.read': { ...authority, supplier: 'party-to-contract', investor: 'party-to-contract' },
  'payments.run': { 'department-head': 'any', controller: 'any' },
  'payments.certify': { controller: 'any' },
  'payments.authorise': { 'department-head': 'any', 'municipal-director': 'any' },

  'benefits.read': { ...authority, supplier: 'party-to-contract', investor: 'party-to-contract' },
  'benefits.manage-models': { 'department-head': 'any', controller: 'any' },

  'people.read': {
    'case-worker': 'any',
    'department-head': 'any',
    'municipal-director': 'any',
    controller: 'any',
    supplier: 'party-to-contract',
    verifier: 'party-to-contract',
  },

  'access-log.read': { controller: 'any', 'municipal-director': 'any' },

  'operations.read': { operator: 'any', controller: 'any', 'municipal-director': 'any' },
  'operations.operate': { operator: 'any' },
} as const satisfies Record<string, Grants>;

export type Permission = keyof typeof TABLE;
export const POLICY: Readonly<Record<Permission, Grants>> = TABLE;
export const PERMISSIONS = Object.keys(TABLE) as readonly Permission[];

/** Roles of the authority itself and of its operator: people of the instance's own organisation who hold one see every row. */
export const AUTHORITY_ROLES: readonly Role[] = [...(Object.keys(authority) as Role[]), 'operator'];

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** The constraints under which these roles hold a permission; empty when they do not. */
export const constraintsOf = (roles: readonly string[], permission: Permission): readonly Constraint[] =>
  roles.filter(isRole).flatMap((role) => POLICY[permission][role] ?? []);

/**
 * May this person use the permission at all? Which rows it reaches is decided by their `organisation` (see `organisationScope`);
 * `any` is no grant outside the instance's own organisation.
 */
export const may = (
  person: { readonly roles: readonly string[]; readonly organisation: string },
  permission: Permission,
): boolean =>
  constraintsOf(person.roles, permission).some((constraint) => constraint !== 'any' || person.organisation === '*');

/** The roles of a contract for which a role of a token acts. */
const ACTS_FOR: Readonly<Partial<Record<Role, readonly string[]>>> = {
  supplier: ['supplier'],
  investor: ['investor', 'guarantor', 'payer', 'partner'],
  verifier: ['verifier'],
};

/**
 * Whether somebody has a part in a contract: the authority always, others where the contract gives their organisation a role that one of theirs acts
 * for. The guard leaves a person only the roles that grant the permission of the route, so a role held elsewhere opens nothing here.
 */
export const actsIn = (
  person: { readonly roles: readonly string[]; readonly organisation: string },
  parties: readonly { readonly organisation?: string | undefined; readonly roles: readonly string[] }[],
): boolean =>
  person.organisation === '*' ||
  parties.some(
    ({ organisation, roles }) =>
      organisation === person.organisation &&
      person.roles.filter(isRole).some((role) => ACTS_FOR[role]?.some((held) => roles.includes(held))),
  );

/**
 * What row-level security is told: `*` (every row) for authority roles of the instance's own organisation, otherwise the person's own organisation.
 * A role claimed by a stranger's token thus never opens more than that stranger's contracts.
 */
export const organisationScope = (
  person: { readonly roles: readonly string[]; readonly memberOf: string },
  home: string,
): string =>
  person.memberOf === home && person.roles.some((role) => isRole(role) && AUTHORITY_ROLES.includes(role))
    ? '*'
    : person.memberOf;
