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
 * `any`: everything in the instance, for people of the instance's own organisation; `own-departments`: of that, contracts that name one of their
 * departments, or none (ADR 97); `department`: figures of their own departments in full, of others as agreed (benefits, ADR 86);
 * `party-to-contract`: contracts that give their organisation the role; `own-organisation`: only in the name of their own organisation, on contracts it
 * is party to.
 */
export type Constraint = 'any' | 'own-departments' | 'department' | 'party-to-contract' | 'own-organisation';

type Grants = Readonly<Partial<Record<Role, Constraint>>>;

const authority = {
  'case-worker': 'own-departments',
  'department-head': 'own-departments',
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
  // What is paid is told to those who see the books; the council sees what it has set aside and what may come.
  'contracts.read-budget': { ...authority },
  'contracts.create': { 'case-worker': 'own-departments', 'department-head': 'own-departments', controller: 'any' },
  // What is said of a draft while it is negotiated: by those who write it, and by the parties it names.
  'contracts.negotiate': {
    'case-worker': 'own-departments',
    'department-head': 'own-departments',
    controller: 'any',
    'municipal-director': 'any',
    supplier: 'own-organisation',
    investor: 'own-organisation',
    verifier: 'own-organisation',
  },
  'contracts.simulate': { ...authority, supplier: 'party-to-contract', investor: 'party-to-contract' },
  'contracts.sign': {
    'department-head': 'own-departments',
    'municipal-director': 'any',
    'council-member': 'any',
    supplier: 'own-organisation',
    investor: 'own-organisation',
  },
  // Who signs what in this municipality: read by its people, set by whoever administers for the whole of it.
  'contracts.read-chains': { ...authority, 'case-worker': 'any', 'department-head': 'any' },
  // Only for an office that one holds oneself: the domain asks.
  'contracts.give-mandates': { 'department-head': 'any', 'municipal-director': 'any', 'council-member': 'any' },
  'contracts.set-chains': { controller: 'any', 'municipal-director': 'any' },
  'contracts.activate': { 'department-head': 'own-departments', controller: 'any', 'municipal-director': 'any' },

  'outcomes.read': { ...authority, ...partners },
  'outcomes.enrol': { 'case-worker': 'own-departments', supplier: 'party-to-contract' },
  'outcomes.record': { 'case-worker': 'own-departments', supplier: 'party-to-contract' },
  'outcomes.claim': { 'case-worker': 'own-departments', supplier: 'party-to-contract' },
  'outcomes.import': { 'case-worker': 'own-departments', supplier: 'party-to-contract' },
  'outcomes.attest': { 'case-worker': 'own-departments', 'department-head': 'own-departments' },
  'outcomes.verify': { verifier: 'party-to-contract' },
  // Who verifies draws the sample; the authority looks on, and can do it again.
  'outcomes.sample': { verifier: 'party-to-contract' },
  'outcomes.read-samples': {
    'case-worker': 'own-departments',
    'department-head': 'own-departments',
    controller: 'any',
    'municipal-director': 'any',
    verifier: 'party-to-contract',
  },
  // The whole story of a claim, for who audits: with who looked at it.
  'outcomes.export-audit': { controller: 'any', 'municipal-director': 'any', verifier: 'party-to-contract' },
  // Evidence is opened by those who made it, those who attest and verify, and those who audit.
  'outcomes.open-evidence': {
    'case-worker': 'own-departments',
    'department-head': 'own-departments',
    controller: 'any',
    supplier: 'own-organisation',
    verifier: 'party-to-contract',
  },
  'outcomes.object': {
    'case-worker': 'own-departments',
    'department-head': 'own-departments',
    supplier: 'own-organisation',
    investor: 'own-organisation',
  },
  'outcomes.decide-objection': { 'department-head': 'own-departments', 'municipal-director': 'any' },

  // The dialogue with a citizen belongs to those who work with them; it is no business of those who verify, control or pay.
  'progression.read': { 'case-worker': 'own-departments', supplier: 'party-to-contract' },
  'progression.record': { 'case-worker': 'own-departments', supplier: 'party-to-contract' },

  'payments.read': { ...authority, supplier: 'party-to-contract', investor: 'party-to-contract' },
  // What partners claim, as it stands in the claim: published it is at home alone, with the run.
  'payments.read-due': {
    'case-worker': 'own-departments',
    'department-head': 'own-departments',
    controller: 'any',
    'municipal-director': 'any',
  },
  // What investors put up, and what came of it.
  'payments.read-capital': {
    'department-head': 'own-departments',
    controller: 'any',
    'municipal-director': 'any',
    'council-member': 'any',
    supplier: 'party-to-contract',
    investor: 'party-to-contract',
  },
  'payments.run': { 'department-head': 'own-departments', controller: 'any' },
  'payments.certify': { controller: 'any' },
  // What the bank did with the money. Whoever authorised it is refused, whatever their roles.
  'payments.record': { controller: 'any' },
  'payments.authorise': { 'department-head': 'own-departments', 'municipal-director': 'any' },

  'benefits.read': {
    ...authority,
    'case-worker': 'department',
    'department-head': 'department',
    supplier: 'party-to-contract',
    investor: 'party-to-contract',
  },
  'benefits.manage-models': { 'department-head': 'any', controller: 'any' },
  // What the law asks of a person when a gain is split: known to who works with them.
  'benefits.tell-facts': { 'case-worker': 'own-departments', 'department-head': 'own-departments', controller: 'any' },
  // Under which agreements departments read each other's figures, and who read by them. The head of a department agrees for it, the director for purses without one.
  'benefits.read-sharing': { 'department-head': 'any', controller: 'any', 'municipal-director': 'any' },
  'benefits.agree-sharing': { 'department-head': 'department', 'municipal-director': 'any' },

  // How departments share what is gained. Who proposes and posts is not who approves; each side is signed and approved by the head of its department.
  'benefits.read-agreements': { 'department-head': 'department', controller: 'any', 'municipal-director': 'any' },
  'benefits.draft-agreements': { 'department-head': 'department', controller: 'any' },
  'benefits.sign-agreements': { 'department-head': 'department', 'municipal-director': 'any' },
  'benefits.propose-settlements': { 'department-head': 'department', controller: 'any' },
  'benefits.approve-settlements': { 'department-head': 'department', 'municipal-director': 'any' },
  'benefits.post-settlements': { controller: 'any' },

  'people.read': {
    'case-worker': 'own-departments',
    'department-head': 'own-departments',
    'municipal-director': 'any',
    controller: 'any',
    supplier: 'party-to-contract',
    verifier: 'party-to-contract',
  },
  // Citizens of our own by contracts that partners lead. Who delivers or verifies there sees them there.
  'people.read-moved': {
    'case-worker': 'own-departments',
    'department-head': 'own-departments',
    'municipal-director': 'any',
    controller: 'any',
  },

  // Who belongs to the partnership, what is agreed with whom, and how the links are. Agreements are the authority's; whoever operates the instance joins and mends.
  'partnership.read': { ...authority, 'case-worker': 'any', 'department-head': 'any', operator: 'any' },
  'partnership.manage': { 'municipal-director': 'any', operator: 'any' },
  'partnership.agree': { 'municipal-director': 'any' },
  // The whole of one message, and what proves it. It may tell figures that outsiders are not told; whoever operates the instance tries links by it.
  'partnership.export-evidence': { controller: 'any', 'municipal-director': 'any', operator: 'any' },

  'access-log.read': { controller: 'any', 'municipal-director': 'any' },

  'operations.read': { operator: 'any', controller: 'any', 'municipal-director': 'any' },
  'operations.operate': { operator: 'any' },
} as const satisfies Record<string, Grants>;

export type Permission = keyof typeof TABLE;
export const POLICY: Readonly<Record<Permission, Grants>> = TABLE;
export const PERMISSIONS = Object.keys(TABLE) as readonly Permission[];

/** Roles of the authority itself and of its operator: people of the instance's own organisation who hold one see every row. */
export const AUTHORITY_ROLES: readonly Role[] = [...(Object.keys(authority) as Role[]), 'operator'];

/** Constraints that are a grant in the instance's own organisation only. */
const AT_HOME: readonly Constraint[] = ['any', 'own-departments', 'department'];

const isOfAuthority = (role: string): boolean => (AUTHORITY_ROLES as readonly string[]).includes(role);

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** The constraints under which these roles hold a permission; empty when they do not. */
export const constraintsOf = (roles: readonly string[], permission: Permission): readonly Constraint[] =>
  roles.filter(isRole).flatMap((role) => POLICY[permission][role] ?? []);

/**
 * May this person use the permission at all? Which rows it reaches is decided by their `organisation` (see `organisationScope`);
 * `any`, `own-departments` and `department` are no grant outside the instance's own organisation.
 */
export const may = (
  person: { readonly roles: readonly string[]; readonly organisation: string },
  permission: Permission,
): boolean =>
  constraintsOf(person.roles, permission).some(
    (constraint) => !AT_HOME.includes(constraint) || person.organisation === '*',
  );

/** Their `any` is of what is published (ADR 21), and lifts no one out of a department. */
const FROM_OUTSIDE: readonly string[] = ['council-member', 'operator'] satisfies Role[];

/** Whether somebody reaches their own departments only under a permission: by a role that is confined to them, and none that reaches all. */
export function isConfined(roles: readonly string[], permission: Permission): boolean {
  const inside = constraintsOf(
    roles.filter((role) => !FROM_OUTSIDE.includes(role)),
    permission,
  );
  return inside.includes('department') && !inside.includes('any');
}

/** The roles of a contract for which a role of a token acts. */
const ACTS_FOR: Readonly<Partial<Record<Role, readonly string[]>>> = {
  supplier: ['supplier'],
  investor: ['investor', 'guarantor', 'payer', 'partner'],
  verifier: ['verifier'],
};
const EVERYTHING = '*';
/** Of contracts that name no department: everybody of the authority sees those. */
const NO_DEPARTMENT = '/';
/** Scopes are told apart by blanks, and a department comes from a token. */
const PLAIN = /^[^\s:/*]+$/;

interface Acting {
  readonly organisation: string;
  readonly memberOf: string;
  readonly roles: readonly string[];
  readonly departments: readonly string[];
}

/** Case workers belong to their departments whatever they do; heads of departments where the permission says so. */
const isOfDepartment = (role: Role, permission: Permission | undefined): boolean =>
  role === 'case-worker' || (permission !== undefined && constraintsOf([role], permission).includes('own-departments'));

/**
 * Under which scopes somebody acts, by blanks. People of the authority see everything, except those whom the permission keeps to the contracts of their
 * departments. Others see the contracts that give their organisation a role for which one of theirs acts.
 */
export function scopesOf({ organisation, memberOf, roles, departments }: Acting, permission?: Permission): string {
  const held = roles.filter(isRole);
  const authority = organisation === EVERYTHING ? held.filter(isOfAuthority) : [];
  if (authority.some((role) => !isOfDepartment(role, permission))) return EVERYTHING;
  const own = departments
    .filter((department) => PLAIN.test(department))
    .map((department) => `${memberOf}/${department}`);
  return [
    ...(authority.length > 0 ? [NO_DEPARTMENT, ...own] : []),
    ...held.flatMap((role) => (ACTS_FOR[role] ?? []).map((part) => `${memberOf}:${part}`)),
  ].join(' ');
}

interface PartyOfContract {
  readonly organisation?: string | undefined;
  readonly department?: string | undefined;
  readonly roles: readonly string[];
}

/** The scopes to which a contract is open. */
export function openTo(parties: readonly PartyOfContract[]): string[] {
  const known = parties.flatMap(({ organisation, ...party }) => (organisation ? [{ ...party, organisation }] : []));
  return [
    ...known.flatMap(({ organisation, roles }) => roles.map((role) => `${organisation}:${role}`)),
    ...known.flatMap(({ organisation, department }) => (department ? [`${organisation}/${department}`] : [])),
    ...(known.some(({ department }) => department) ? [] : [NO_DEPARTMENT]),
  ];
}

/** Whether somebody has a part in a contract: under one of the scopes to which it is open. */
export function actsIn(
  { organisation, scopes = organisation }: { readonly organisation: string; readonly scopes?: string },
  parties: readonly PartyOfContract[],
): boolean {
  const own = scopes.split(' ');
  return own.includes(EVERYTHING) || openTo(parties).some((scope) => own.includes(scope));
}

/** Whether somebody sees all contracts of the instance, whoever is party to them. */
export const seesAll = ({
  organisation,
  scopes = organisation,
}: {
  readonly organisation: string;
  readonly scopes?: string;
}): boolean => scopes === EVERYTHING;

/** Somebody with those of their roles alone that grant a permission, and the scopes that follow: a role held elsewhere opens nothing here. */
export function actingFor<P extends Acting>(person: P, permission: Permission): P & { readonly scopes: string } {
  const roles = person.roles.filter((role) => constraintsOf([role], permission).length > 0);
  const isAuthority = roles.some(isOfAuthority);
  const acting = { ...person, roles, organisation: isAuthority ? person.organisation : person.memberOf };
  return { ...acting, scopes: scopesOf(acting, permission) };
}

/**
 * `*` for authority roles of the instance's own organisation, otherwise the person's own organisation. A role claimed by a stranger's token thus never
 * opens more than that stranger's contracts.
 */
export const organisationScope = (
  person: { readonly roles: readonly string[]; readonly memberOf: string },
  home: string,
): string => (person.memberOf === home && person.roles.some(isOfAuthority) ? '*' : person.memberOf);
