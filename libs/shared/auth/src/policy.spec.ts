import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  actingFor,
  actsIn,
  AUTHORITY_ROLES,
  isConfined,
  may,
  organisationScope,
  PERMISSIONS,
  POLICY,
  ROLES,
  scopesOf,
  type Permission,
  type Role,
} from './policy.js';

const HOME = 'aarhus';
const permission = fc.constantFrom(...PERMISSIONS);
const roles = fc.uniqueArray(fc.constantFrom(...ROLES));
const mayAs = (memberOf: string, held: readonly Role[], wanted: Permission): boolean =>
  may({ roles: held, organisation: organisationScope({ roles: held, memberOf }, HOME) }, wanted);
const holdersOf = (wanted: Permission): string[] => Object.keys(POLICY[wanted]).sort();

describe('the policy table', () => {
  it('gives every permission to somebody, and every role something', () => {
    expect(PERMISSIONS.filter((wanted) => holdersOf(wanted).length === 0)).toEqual([]);
    expect(ROLES.filter((role) => !PERMISSIONS.some((wanted) => role in POLICY[wanted]))).toEqual([]);
  });
  it('grants what is of the authority to authority roles only', () =>
    expect(
      PERMISSIONS.flatMap((wanted) =>
        Object.entries(POLICY[wanted]).filter(
          ([role, constraint]) =>
            ['any', 'own-departments', 'department'].includes(constraint) && !AUTHORITY_ROLES.includes(role as Role),
        ),
      ),
    ).toEqual([]));
  it('keeps claiming and verifying apart', () =>
    expect(holdersOf('outcomes.verify').filter((role) => holdersOf('outcomes.claim').includes(role))).toEqual([]));
  it('keeps certifying and authorising apart', () =>
    expect(holdersOf('payments.certify').filter((role) => holdersOf('payments.authorise').includes(role))).toEqual([]));
  it('keeps approving a settlement and posting it apart', () =>
    expect(
      holdersOf('benefits.post-settlements').filter((role) => holdersOf('benefits.approve-settlements').includes(role)),
    ).toEqual([]));
  it.each(['investor', 'council-member', 'operator'])('does not show people to %s', (role) =>
    expect(holdersOf('people.read')).not.toContain(role),
  );
  it('shows what partners claim to nobody outside: no run of ours publishes it', () =>
    expect(holdersOf('payments.read-due')).toEqual([
      'case-worker',
      'controller',
      'department-head',
      'municipal-director',
    ]));
  it.each(['investor', 'council-member', 'operator', 'municipal-director'])('opens evidence to no %s', (role) =>
    expect(holdersOf('outcomes.open-evidence')).not.toContain(role),
  );
  it('keeps the dialogue with a citizen from those who verify, control, decide or pay', () => {
    for (const permission of ['progression.read', 'progression.record'] as const)
      expect(holdersOf(permission)).toEqual(['case-worker', 'supplier']);
  });
  it('keeps case workers and heads of departments to their departments wherever contracts, people and payments are', () => {
    const ofAll = ['contracts.read-chains', 'contracts.give-mandates'];
    const wanted = PERMISSIONS.filter((each) => /^(contracts|outcomes|progression|payments|people)\./.test(each));
    const beyond = wanted.filter((each) =>
      (['case-worker', 'department-head'] as const).some(
        (role) => (POLICY[each][role] ?? 'own-departments') !== 'own-departments',
      ),
    );
    expect(beyond.sort()).toEqual(ofAll.sort());
  });
  it('lets the operator operate and keep the partnership, and nothing else', () =>
    expect(PERMISSIONS.filter((wanted) => 'operator' in POLICY[wanted])).toEqual([
      'partnership.read',
      'partnership.manage',
      'partnership.export-evidence',
      'operations.read',
      'operations.operate',
    ]));
});

describe('somebody of the authority', () => {
  it.each<[string, Role[], boolean]>([
    ['a department head', ['department-head'], true],
    ['a case worker', ['case-worker'], true],
    ['a department head who sits in the council', ['department-head', 'council-member'], true],
    ['a department head who is controller', ['department-head', 'controller'], false],
    ['a council member', ['council-member'], false],
    ['an investor', ['investor'], false],
  ])('%s reads benefits by department: %p %p', (_who, held, confined) =>
    expect(isConfined(held, 'benefits.read')).toBe(confined),
  );
});

describe('may', () => {
  it('grants no more to a stranger than to one of the own organisation', () =>
    fc.assert(
      fc.property(roles, permission, (held, wanted) => !mayAs('stranger', held, wanted) || mayAs(HOME, held, wanted)),
    ));
  it('grants nothing to authority roles of strangers', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...AUTHORITY_ROLES)),
        permission,
        (held, wanted) => !mayAs('stranger', held, wanted),
      ),
    ));
  it('grants nothing for roles it does not know', () =>
    fc.assert(
      fc.property(
        fc.array(fc.string()),
        permission,
        (held, wanted) =>
          held.some((role) => (ROLES as readonly string[]).includes(role)) ||
          !may({ roles: held, organisation: '*' }, wanted),
      ),
    ));
});

describe('a permission', () => {
  it.each([
    ['any, for people of the own organisation', ['controller'], '*', 'payments.certify', true],
    ['not any, elsewhere', ['controller'], 'another', 'payments.certify', false],
    ['on contracts of their own, for partners', ['verifier'], 'verifier-org', 'outcomes.verify', true],
    ['through any one of several roles', ['operator', 'verifier'], 'verifier-org', 'outcomes.verify', true],
    ['not through roles without it', ['operator', 'council-member'], '*', 'outcomes.verify', false],
    ['not without a role', [], '*', 'outcomes.verify', false],
  ] as const)('is held: %s', (_how, held, organisation, wanted, holds) =>
    expect(may({ roles: held, organisation }, wanted)).toBe(holds),
  );
});

describe('the part in a contract that a role acts for', () => {
  const own = (roles: readonly string[]) => ({
    organisation: 'own',
    scopes: scopesOf({ organisation: 'own', memberOf: 'own', roles, departments: [] }),
  });
  const acts = (role: string, held: string): boolean => actsIn(own([role]), [{ organisation: 'own', roles: [held] }]);
  it('is this and no other', () => {
    const parts = ['authority', 'payer', 'supplier', 'investor', 'guarantor', 'partner', 'verifier', ''];
    expect(Object.fromEntries(ROLES.map((role) => [role, parts.filter((held) => acts(role, held))]))).toEqual({
      ...Object.fromEntries(ROLES.map((role) => [role, []])),
      supplier: ['supplier'],
      investor: ['payer', 'investor', 'guarantor', 'partner'],
      verifier: ['verifier'],
    });
  });
  it('is enough for one of several roles', () =>
    expect(actsIn(own(['verifier', 'supplier']), [{ organisation: 'own', roles: ['supplier'] }])).toBe(true));
});

describe('the scope of a person', () => {
  it('is everything only for authority roles of the own organisation', () =>
    fc.assert(
      fc.property(roles, fc.constantFrom(HOME, 'stranger'), (held, memberOf) => {
        const all = organisationScope({ roles: held, memberOf }, HOME) === '*';
        expect(all).toBe(memberOf === HOME && held.some((role) => AUTHORITY_ROLES.includes(role)));
      }),
    ));
});

describe('a role on a contract', () => {
  const parties = [
    { organisation: 'aarhus', department: 'social', roles: ['authority'] },
    { organisation: 'dsi', roles: ['investor', 'payer'] },
    { organisation: 'st-basils', roles: ['supplier'] },
  ];
  it.each<[string, string, string[], boolean, string[]?]>([
    ['the authority', '*', ['controller'], true],
    ['a case worker of the department', '*', ['case-worker'], true],
    ['a case worker of another department', '*', ['case-worker'], false, ['schools']],
    ['a head of the department', '*', ['department-head'], true],
    ['a head of another department', '*', ['case-worker', 'department-head'], false, ['schools']],
    ['a head of another department who is controller', '*', ['department-head', 'controller'], true, ['schools']],
    ['a head who names no department', '*', ['department-head'], false, []],
    ['a case worker who claims every department', '*', ['case-worker'], false, ['*', 'a b', 'x aarhus/social']],
    ['a supplier who is supplier', 'st-basils', ['supplier'], true],
    ['a supplier of an organisation that is only investor', 'dsi', ['supplier'], false],
    ['an investor', 'dsi', ['investor'], true],
    ['a stranger', 'another', ['supplier', 'investor'], false],
  ])('%s: %s %p %p', (_who, organisation, roles, acts, departments = ['social']) => {
    const memberOf = organisation === '*' ? 'aarhus' : organisation;
    const scopes = scopesOf({ organisation, memberOf, roles, departments }, 'contracts.read');
    expect(actsIn({ organisation, scopes }, parties)).toBe(acts);
  });
  it('is that of the system for what nobody asked for', () =>
    expect(actsIn({ organisation: '*' }, parties)).toBe(true));
  it.each(['case-worker', 'department-head'])('is open to every %s where no department is named', (role) => {
    const person = { organisation: '*', memberOf: 'aarhus', roles: [role], departments: [] };
    const { scopes } = actingFor(person, 'people.read');
    expect(actsIn({ organisation: '*', scopes }, parties.slice(1))).toBe(true);
    expect(actsIn({ organisation: '*', scopes }, parties)).toBe(false);
  });
  it('leaves no authority with a role that does not grant the permission', () => {
    const person = { organisation: '*', memberOf: 'aarhus', roles: ['operator', 'supplier'], departments: [] };
    expect(actingFor(person, 'people.read')).toMatchObject({
      organisation: 'aarhus',
      roles: ['supplier'],
      scopes: 'aarhus:supplier',
    });
  });
});
