import { describe, expect, it } from '@jest/globals';
import { DomainError, instant, localDate } from '@ringvirkning/kernel';
import { proposeAmendment } from './amend.js';
import type { Agreement, Contract, Told } from './contract.js';
import { evolve } from './contract.js';
import { activate, create } from './decide.js';

const at = instant('2026-06-01T10:00:00Z');
const agreement = (termsDigest: string, holdsFrom?: string): Agreement => ({
  ...{ ref: 'A-1', termsDigest, currency: 'DKK', requiredSignOffs: [], appropriating: [] },
  parties: [{ id: 'kommune', organisation: 'aarhus', roles: ['authority', 'payer'] }],
  budgetYears: { first: 2026, last: 2029 },
  holdsFrom: holdsFrom === undefined ? undefined : localDate(holdsFrom),
});
const draft = evolve(undefined, create({ id: 'c', version: 1 }, agreement('one'), 'anna', at));
const inForce = evolve(draft, { type: 'activated', version: 1, on: localDate('2026-01-01'), by: 'bo', at });
const open = (version: number): Contract => ({
  ...draft,
  version,
  agreement: agreement('two', '2026-07-01'),
  amended: { version: 1, activatedOn: localDate('2026-01-01') },
});
const told = (version: number, termsDigest: string): Told => ({
  ...{ id: 'c', version, termsDigest, on: localDate('2026-01-01') },
});
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as DomainError).code.replace('contracts.', '');
  }
  return 'done';
};

const propose = (
  change: Partial<Parameters<typeof proposeAmendment>[2]> = {},
  draftOf?: Contract,
  contract: Contract = inForce,
) =>
  proposeAmendment(
    contract,
    draftOf,
    { agreement: agreement('three', '2026-07-01'), next: 4, from: 1, isOfStanding: true, ...change },
    'anna',
    at,
  );

describe('an amendment is proposed', () => {
  it('from the version that stands: of two that were written from the same one, the second is told', () => {
    expect(propose()).toMatchObject({ type: 'amendment-proposed', version: 4, amends: 1 });
    const second = { ...inForce, version: 2 };
    expect(codeOf(() => propose({ from: 1 }, undefined, second))).toBe('edited-meanwhile');
    expect(codeOf(() => propose({ from: 2 }, undefined, second))).toBe('done');
    expect(codeOf(() => propose({ from: 1 }, open(3)))).toBe('amendment-open');
    expect(codeOf(() => propose({ from: 2 }, open(3)))).toBe('edited-meanwhile');
    expect(codeOf(() => propose({ from: 3 }, open(3)))).toBe('done');
    expect(codeOf(() => propose({ isOfStanding: false }))).toBe('edited-meanwhile');
  });

  it('of the same terms again only when somebody has left who was to sign them', () => {
    const same = { agreement: agreement('two', '2026-07-01'), from: 3 };
    expect(codeOf(() => propose(same, open(3)))).toBe('version-unchanged');
    expect(codeOf(() => propose({ ...same, hasLost: true }, open(3)))).toBe('done');
  });

  it.each([
    ['of what is no contract in force', 'not-in-force', {}, draft],
    ['that begins today', 'amendment-backdated', { agreement: agreement('three', '2026-06-01') }, inForce],
    ['by which somebody with an instance of their own joins', 'joins-by-amendment', { joining: ['odense'] }, inForce],
    [
      'of what another municipality leads',
      'led-elsewhere',
      {},
      { ...inForce, agreement: { ...agreement('one'), joint: { us: 'odense', home: 'aarhus', partners: ['odense'] } } },
    ],
  ])('never %s', (_, code, change, contract) => expect(codeOf(() => propose(change, undefined, contract))).toBe(code));
});

describe('after the database was put back to an older backup, an amendment that others were told of', () => {
  const past = agreement('three', '2026-03-01');
  it('is the same version again, also when its day has been; and no other takes its place', () => {
    expect(propose({ agreement: past, told: told(7, 'three') })).toMatchObject({ version: 7 });
    expect(codeOf(() => propose({ told: told(7, 'else') }))).toBe('other-than-told');
  });
  it('comes into force as it was alone', () => {
    const again = (version: number) => ({ ...open(version), agreement: past });
    const put = (version: number, was: Told) => activate(again(version), () => 0n, 'bo', at, was);
    expect(put(7, told(7, 'three'))).toMatchObject({ type: 'activated', version: 7 });
    expect(codeOf(() => put(4, told(7, 'three')))).toBe('other-than-told');
    expect(codeOf(() => put(7, told(7, 'else')))).toBe('other-than-told');
    expect(codeOf(() => activate(again(7), () => 0n, 'bo', at))).toBe('amendment-backdated');
  });
});
