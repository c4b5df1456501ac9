import { describe, expect, it } from '@jest/globals';
import { DomainError, instant, localDate } from '@ringvirkning/kernel';
import { type Agreement, type Contract, evolve, type Signer } from './contract.js';
import { activate, create, mayActivate, signOff, signOffsFor } from './decide.js';
import { type Deputy, giveMandate, type Mandate, mayEndMandate } from './mandate.js';

const at = instant('2026-07-10T10:00:00Z');
const today = localDate('2026-07-10');
const signer = (subject: string, role: string, organisation = 'aarhus'): Signer => ({
  ...{ subject, name: subject, organisation, roles: [role] },
});
const [dorte, bo, bodil, erik] = [
  signer('dorte', 'municipal-director'),
  signer('bo', 'department-head'),
  signer('bodil', 'department-head'),
  signer('erik', 'council-member'),
];
const agreement: Agreement = {
  ...{ ref: 'A-1', termsDigest: 'one', currency: 'DKK', appropriating: [] },
  parties: [
    { id: 'a', organisation: 'aarhus', roles: ['authority'] },
    { id: 's', organisation: 'st-basils', roles: ['supplier'] },
  ],
  requiredSignOffs: [
    { role: 'municipal-director', party: 'a' },
    { role: 'department-head', party: 'a' },
    { role: 'municipal-director', party: 's' },
  ],
  budgetYears: { first: 2026, last: 2029 },
};
const draft = evolve(undefined, create({ id: 'c', version: 1 }, agreement, 'anna', at));
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return (error as DomainError).code.replace('contracts.', '');
  }
};
const give = (change: object = {}, giver: Signer = dorte!, to: Deputy = { role: 'department-head' }): Mandate =>
  giveMandate(
    {
      ...{ id: 'm', office: 'municipal-director', to, from: localDate('2026-07-06'), until: localDate('2026-07-24') },
      ...{ reason: 'Ferie', ...change },
    },
    giver,
    at,
    today,
  );
const sign = (by: Signer, mandates: Mandate[], contract = draft, role = 'municipal-director', party = 'a', on = at) =>
  signOff(contract, { version: 1, role, party }, by, on, mandates);
const signed = (...steps: Parameters<typeof sign>[]): Contract =>
  steps.reduce(
    (contract, [by, mandates, , role, party]) => evolve(contract, sign(by, mandates, contract, role, party)),
    draft,
  );

describe('a mandate', () => {
  it.each<[string, () => unknown, string]>([
    ['who does not hold the office', () => give({}, bo), 'not-your-office'],
    ['who only has it by mandate', () => give({ office: 'municipal-director' }, bodil), 'not-your-office'],
    ['an office of no municipality', () => give({ office: 'supplier' }), 'not-your-office'],
    ['oneself', () => give({}, dorte, { subject: 'dorte', name: 'Dorte' }), 'mandate-to-self'],
    ['people who cannot sign', () => give({}, dorte, { role: 'controller' }), 'mandate-to-nobody'],
    ['people who hold it already', () => give({}, dorte, { role: 'municipal-director' }), 'mandate-needless'],
    ['everybody of a role, of an office that a body holds', () => give({ office: 'council' }, erik), 'mandate-of-body'],
    ['a time that is over', () => give({ until: localDate('2026-07-09') }), 'mandate-period'],
    ['a time that ends before it begins', () => give({ from: localDate('2026-07-25') }), 'mandate-period'],
    ['more than a year', () => give({ until: localDate('2027-07-07') }), 'mandate-period'],
    ['a year', () => give({ until: localDate('2027-07-06') }), 'accepted'],
  ])('is not given by or to everybody, nor for ever: %s', (_, work, code) => expect(codeOf(work)).toBe(code));

  it('is used and told with the sign-off, and shows what waits for the deputy', () => {
    expect(signOffsFor(draft, bo!, { mandates: [give()], at })).toHaveLength(2);
    expect(sign(bo!, [give()]).signOff).toMatchObject({ by: 'bo', mandate: { id: 'm', behalfOf: 'dorte' } });
    expect(sign(dorte!, [give()]).signOff.mandate).toBeUndefined();
    expect(codeOf(() => sign(bo!, []))).toBe('not-your-sign-off');
  });
  it('makes its giver no second person: they neither sign another part nor put it in force', () => {
    const all = signed([bo!, [give()], draft, 'municipal-director', 'a']);
    expect(mayActivate(all, 'dorte')).toBe(false);
    const whole = { ...all, agreement: { ...agreement, requiredSignOffs: [agreement.requiredSignOffs[0]!] } };
    expect(codeOf(() => activate(whole, () => 0n, 'dorte', at))).toBe('own-sign-off');
  });
  it('opens nothing to others, to other offices, other parties or other organisations', () => {
    const personal = give({}, dorte, { subject: 'bo', name: 'Bo' });
    expect(codeOf(() => sign(bodil!, [personal]))).toBe('not-your-sign-off');
    expect(codeOf(() => sign(erik!, [give()]))).toBe('not-your-sign-off');
    expect(codeOf(() => sign(signer('x', 'department-head', 'herning'), [give()]))).toBe('not-your-sign-off');
    expect(codeOf(() => sign(bo!, [give()], draft, 'municipal-director', 's'))).toBe('not-your-sign-off');
    expect(codeOf(() => sign(erik!, [give({}, dorte, { role: 'council-member' })], draft, 'department-head'))).toBe(
      'not-your-sign-off',
    );
  });
  it.each([
    ['the day before', '2026-07-05T21:59:59Z', 'not-your-sign-off'],
    ['its first moment in Denmark', '2026-07-05T22:00:00Z', 'accepted'],
    ['its last moment', '2026-07-24T21:59:59Z', 'accepted'],
    ['after it', '2026-07-24T22:00:00Z', 'not-your-sign-off'],
  ])('ends by itself: %s', (_, on, code) =>
    expect(codeOf(() => sign(bo!, [give()], draft, 'municipal-director', 'a', instant(on)))).toBe(code),
  );
  it('makes nobody two people: who has signed signs for no absent one', () => {
    const own = signed([bo!, [], draft, 'department-head', 'a']);
    expect(codeOf(() => sign(bo!, [give()], own))).toBe('same-person');
    expect(signOffsFor(own, bo!, { mandates: [give()], at })).toEqual([]);
    expect(codeOf(() => sign(bodil!, [give()], own))).toBe('accepted');
    const behalf = signed([bo!, [give()], draft, 'municipal-director', 'a']);
    expect(codeOf(() => sign(bo!, [], behalf, 'department-head'))).toBe('same-person');
  });
  it('is taken back by its giver or who holds the office, once, and counts no more', () => {
    expect(codeOf(() => mayEndMandate(give(), bo!))).toBe('not-your-office');
    expect(codeOf(() => mayEndMandate(give(), signer('x', 'municipal-director', 'herning')))).toBe('not-your-office');
    expect(codeOf(() => mayEndMandate(give(), signer('dina', 'municipal-director')))).toBe('accepted');
    const ended = { ...give(), endedAt: at };
    expect(codeOf(() => mayEndMandate(ended, dorte!))).toBe('mandate-ended');
    expect(codeOf(() => sign(bo!, [ended]))).toBe('not-your-sign-off');
  });
});
