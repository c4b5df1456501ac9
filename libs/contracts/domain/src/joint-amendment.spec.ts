import { describe, expect, it } from '@jest/globals';
import { DomainError, instant, localDate } from '@ringvirkning/kernel';
import type { Agreement, Contract } from './contract.js';
import { evolve } from './contract.js';
import { accede, isReadyToAccede } from './decide.js';
import { hearActivation, hearShared } from './hear.js';

const at = instant('2026-06-01T10:00:00Z');
const agreement = (termsDigest: string, holdsFrom?: string): Agreement => ({
  ...{ ref: 'A-1', termsDigest, currency: 'DKK', requiredSignOffs: [], appropriating: ['h'] },
  parties: ['aarhus', 'herning'].map((organisation) => ({ id: organisation[0]!, organisation, roles: ['payer'] })),
  budgetYears: { first: 2026, last: 2029 },
  holdsFrom: holdsFrom === undefined ? undefined : localDate(holdsFrom),
  joint: { us: 'herning', home: 'aarhus', partners: ['herning'] },
});
const share = (version: number, termsDigest: string, amends?: string, holdsFrom = '2027-01-01') => ({
  ...{ id: 'c', version, signedOff: [], amends },
  agreement: agreement(termsDigest, amends === undefined ? undefined : holdsFrom),
});
const copy = evolve(undefined, hearShared(undefined, 'aarhus', share(1, 'one'), at)!);
const inForce: Contract = { ...copy, status: 'active', activatedOn: localDate('2026-01-01') };
/** The amendment as a draft of its own, as it is read. */
const open: Contract = {
  ...copy,
  version: 2,
  agreement: agreement('two', '2027-01-01'),
  amended: { version: 1, activatedOn: localDate('2026-01-01') },
};
const codeOf = (work: () => unknown): string => {
  try {
    return work() === undefined ? 'nothing new' : 'taken';
  } catch (error) {
    if (error instanceof DomainError) return error.code.replace('contracts.', '');
    throw error;
  }
};
const hears = (contract: Contract | undefined, said: ReturnType<typeof share>, draft?: Contract): string =>
  codeOf(() => hearShared(contract, 'aarhus', said, at, draft));

describe('an amendment at a partner', () => {
  it('amends what is in force here, beside which it stands until it is in force itself', () => {
    const fact = hearShared(inForce, 'aarhus', share(2, 'two', 'one'), at)!;
    expect(fact).toMatchObject({ type: 'copied', version: 2, amends: 1 });
    expect(evolve(inForce, fact)).toBe(inForce);
  });
  it.each([
    ['again', 'nothing new', share(2, 'two', 'one'), open],
    ['again, once it is in force', 'nothing new', share(1, 'one', 'none'), undefined],
    ['that takes the place of an earlier one', 'taken', share(3, 'three', 'one'), open],
    ['of other terms under the same version', 'other-terms', share(2, 'three', 'one'), open],
    ['under the version in force', 'other-terms', share(1, 'two', 'one'), undefined],
    ['of other terms than stand here', 'other-terms', share(2, 'two', 'else'), undefined],
    ['that says nothing of what it amends', 'not-draft', share(2, 'two'), undefined],
  ])('%s: %s', (_, outcome, said, draft) => expect(hears(inForce, said, draft)).toBe(outcome));
  it.each([
    ['is not known here', undefined],
    ['is a draft here', copy],
    ['has ended here', { ...inForce, status: 'ended' as const }],
  ])('of what %s is none', (_, contract) => expect(hears(contract, share(2, 'two', 'one'))).toBe('amends-nothing'));

  const paid: Contract = {
    ...open,
    appropriations: [{ id: 'b', payer: 'h', budgetYear: 2027, amount: 100n, by: 'carl', at }],
  };
  const worst = () => 100n;
  const accession = () => accede(paid, worst, 'bo', at);
  it('is acceded to for the budget year in which it begins, before its day', () => {
    expect(isReadyToAccede(paid, worst, at)).toBe(true);
    expect(accession()).toMatchObject({ version: 2, accession: { budgetYear: 2027 } });
    expect(codeOf(() => accede(paid, worst, 'bo', instant('2027-01-01T10:00:00Z')))).toBe('amendment-backdated');
    expect(codeOf(() => accede(open, worst, 'bo', at))).toBe('not-ready');
  });
  it('comes into force here by the word of home, with our accession, before its day; and is told once', () => {
    const said = (on: string) => ({ version: 2, digest: 'two', activatedOn: localDate(on) });
    const acceded = evolve(paid, accession());
    const on = (contract: Contract, day: string) => codeOf(() => hearActivation(contract, 'aarhus', said(day), at));
    expect([on(paid, '2026-06-02'), on(acceded, '2027-01-01'), on(acceded, '2026-06-02')]).toEqual([
      ...['not-acceded', 'amendment-backdated', 'taken'],
    ]);
    const active = evolve(acceded, hearActivation(acceded, 'aarhus', said('2026-06-02'), at)!);
    expect(active).toMatchObject({ status: 'active', version: 2, activatedOn: '2026-01-01' });
    expect(on({ ...active, amended: undefined }, '2026-06-02')).toBe('nothing new');
  });
});
