import { describe, expect, it } from '@jest/globals';
import { DomainError, instant } from '@ringvirkning/kernel';
import type { Terms } from '@ringvirkning/terms-language';
import fc from 'fast-check';
import { signOffsOf } from './agreement.js';
import { CHAIN_OFFICES, type Chain, chainOf, type ChainRule, type ChainSetting, type PlannedCosts } from './chain.js';
import { faultsOfChains } from './chain-faults.js';
import { type Agreement, type Contract, evolve, type Joint, type Signer } from './contract.js';
import { activate, create, mayActivate, missingSignOffs, signOff, signOffsFor } from './decide.js';

const at = instant('2026-03-01T10:00:00Z');
const terms = {
  currency: 'DKK',
  capital: [],
  signOffs: [],
  parties: [
    { id: 'a', kind: 'municipality', organisation: 'aarhus', roles: ['authority', 'payer'] },
    { id: 'a2', kind: 'municipality', organisation: 'aarhus', roles: ['payer'] },
    { id: 'h', kind: 'municipality', organisation: 'herning', roles: ['payer'] },
    { id: 's', kind: 'supplier', organisation: 'st-basils', roles: ['supplier'] },
  ],
} as unknown as Terms;
const years = (...amounts: bigint[]) => new Map(amounts.map((amount, index) => [2026 + index, amount]));
/** Aarhus pays 100 in one year and 50 in the next, by two budgets; half of it is expected. */
const costs: PlannedCosts = {
  worst: new Map([
    ['a', years(60n, 50n)],
    ['a2', years(40n)],
    ['h', years(10_000n)],
  ]),
  expected: new Map([
    ['a', years(30n, 25n)],
    ['a2', years(20n)],
  ]),
};
const SMALL: ChainRule = { steps: [['municipal-director'], ['investment-council']] };
const LARGE = [['department-head'], ['municipal-director', 'mayor'], ['council']];
const setting = (...rules: ChainRule[]): ChainSetting => ({ version: 3, by: 'carl', expectedSuccess: 50, rules });
const above = (measure: NonNullable<ChainRule['above']>['measure'], amount: bigint): ChainRule => ({
  above: { measure, amount },
  steps: LARGE,
});
const joint: Joint = { us: 'aarhus', home: 'aarhus', partners: ['herning'] };
const chain = (rules: ChainRule[], change: Partial<Terms> = {}, us = 'aarhus', with_?: Joint): Chain | undefined =>
  chainOf(setting(...rules), { ...terms, ...change }, { us, joint: with_ }, () => costs);

describe('the chain of a contract', () => {
  it.each<[string, ChainRule['above'] & object, boolean]>([
    ['all years at most', { measure: 'worst-total', amount: 149n }, true],
    ['just the limit in all years', { measure: 'worst-total', amount: 150n }, false],
    ['the dearest year at most', { measure: 'worst-year', amount: 99n }, true],
    ['just the limit in the dearest year', { measure: 'worst-year', amount: 100n }, false],
    ['all years as expected', { measure: 'expected-total', amount: 74n }, true],
    ['just the limit as expected', { measure: 'expected-total', amount: 75n }, false],
    ['the dearest year as expected', { measure: 'expected-year', amount: 49n }, true],
    ['just the limit in the dearest year as expected', { measure: 'expected-year', amount: 50n }, false],
  ])('is decided by what the municipality itself pays by all its budgets: %s', (_, { measure, amount }, isLarge) =>
    expect(chain([above(measure, amount), SMALL])).toEqual({
      ...{ setting: 3, setBy: 'carl', expectedSuccess: 50, party: 'a' },
      steps: isLarge ? LARGE : SMALL.steps,
    }),
  );
  it('is the first that fits, by kind and cost', () => {
    const byKind: ChainRule[] = [
      { kind: 'joint', steps: LARGE },
      { kind: 'capital', steps: [['mayor'], ['municipal-director']] },
      SMALL,
    ];
    expect(chain(byKind)?.steps).toEqual(SMALL.steps);
    expect(chain(byKind, {}, 'aarhus', joint)?.steps).toEqual(LARGE);
    expect(chain(byKind, { capital: [{}] as unknown as Terms['capital'] })?.steps[0]).toEqual(['mayor']);
  });
  it('is never that of a small contract where another currency hides how large it is', () =>
    expect(chain([above('worst-total', 10n ** 15n), SMALL], { currency: 'EUR' as Terms['currency'] })?.steps).toEqual(
      LARGE,
    ));
  it('is the dearer one where something is paid for of which nothing is planned', () => {
    const open = () => ({ ...costs, isOpen: true });
    const rules = setting(above('worst-total', 10n ** 15n), SMALL);
    expect(chainOf(rules, terms, { us: 'aarhus', joint: undefined }, open)?.steps).toEqual(
      above('worst-total', 1n).steps,
    );
  });
  it('is none where nothing is set, or the municipality does not bind itself', () => {
    expect(chainOf(undefined, terms, { us: 'aarhus', joint: undefined }, () => costs)).toBeUndefined();
    expect(chain([SMALL], {}, 'viborg')).toBeUndefined();
  });
  it('asks what contracts cost only where a rule is about it', () => {
    const never = (): PlannedCosts => {
      throw new Error('asked');
    };
    expect(chainOf(setting(SMALL), terms, { us: 'aarhus', joint: undefined }, never)?.steps).toEqual(SMALL.steps);
  });
});

describe('who signs under a chain', () => {
  const asked = (of: Chain | undefined, signOffs: Terms['signOffs'] = [], with_?: Joint): string[] =>
    signOffsOf({ parties: terms.parties, signOffs }, with_, of).map(({ role, party }) => `${role} ${party}`);
  const own = chain([SMALL])!;

  it('is the chain where the terms name nobody, and both where they name somebody', () => {
    expect(asked(own)).toEqual(['municipal-director a', 'investment-council a']);
    expect(
      asked(own, [
        { role: 'municipal-director', party: 'a' },
        { role: 'supplier', party: 's' },
      ]),
    ).toEqual(['municipal-director a', 'supplier s', 'investment-council a']);
  });
  it('is in a joint contract whom everybody counts on, and the own chain', () =>
    expect(asked(own, [], joint)).toEqual([
      'council a',
      'municipal-director a',
      'council h',
      'municipal-director h',
      'investment-council a',
    ]));
  it('is at least two people of different roles, whatever is set', () =>
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(...CHAIN_OFFICES), { minLength: 1, maxLength: 3 }), {
          minLength: 1,
          maxLength: 4,
        }),
        (steps) => {
          fc.pre(faultsOfChains({ rules: [{ steps }] }).length === 0);
          const offices = asked(chain([{ steps }]));
          expect(new Set(offices).size).toBe(offices.length);
          expect(offices.length).toBeGreaterThanOrEqual(2);
          expect(offices.some((office) => /director|head/.test(office))).toBe(true);
        },
      ),
    ));
});

describe('the order of a chain', () => {
  const agreement: Agreement = {
    ...{ ref: 'A-1', termsDigest: 'one', currency: 'DKK', appropriating: ['a'] },
    parties: terms.parties,
    requiredSignOffs: LARGE.flat().map((role) => ({ role, party: 'a' })),
    chain: { setting: 3, setBy: 'carl', expectedSuccess: 50, party: 'a', steps: LARGE },
    budgetYears: { first: 2026, last: 2029 },
  };
  const draft = evolve(undefined, create({ id: 'c', version: 1 }, agreement, 'anna', at));
  const signer = (subject: string, role: string): Signer => ({
    ...{ subject, name: subject, organisation: 'aarhus', roles: [role] },
  });
  const [bo, dorte, mia, erik] = [
    signer('bo', 'department-head'),
    signer('dorte', 'municipal-director'),
    signer('mia', 'council-member'),
    signer('erik', 'council-member'),
  ];
  const sign = (contract: Contract, role: string, by: Signer): Contract =>
    evolve(contract, signOff(contract, { version: 1, role, party: 'a' }, by, at));
  const codeOf = (work: () => unknown): string => {
    try {
      work();
      return 'accepted';
    } catch (error) {
      return (error as DomainError).code;
    }
  };

  it('lets nobody sign before those of an earlier step, and tells only who is next', () => {
    expect(codeOf(() => sign(draft, 'council', erik!))).toBe('contracts.before-its-turn');
    expect(codeOf(() => sign(draft, 'municipal-director', dorte!))).toBe('contracts.before-its-turn');
    expect(signOffsFor(draft, erik!, { mandates: [], at })).toEqual([]);
    expect(signOffsFor(draft, bo!, { mandates: [], at })).toEqual([{ role: 'department-head', party: 'a' }]);
  });
  it('lets the offices of a step sign in any order, and the next when all have', () => {
    const first = sign(draft, 'department-head', bo!);
    const mayor = sign(first, 'mayor', mia!);
    expect(codeOf(() => sign(mayor, 'council', erik!))).toBe('contracts.before-its-turn');
    const all = sign(sign(mayor, 'municipal-director', dorte!), 'council', erik!);
    expect(missingSignOffs(all)).toEqual([]);
  });
  it('is put in force by somebody else than who has set it', () => {
    const signed = [
      ['department-head', bo],
      ['mayor', mia],
      ['municipal-director', dorte],
      ['council', erik],
    ].reduce<Contract>((contract, [role, by]) => sign(contract, role as string, by as Signer), {
      ...draft,
      agreement: { ...agreement, appropriating: [] },
    });
    expect(codeOf(() => activate(signed, () => 0n, 'carl', at))).toBe('contracts.own-chain');
    expect([mayActivate(signed, 'carl'), mayActivate(signed, 'anna')]).toEqual([false, true]);
    expect(codeOf(() => activate(signed, () => 0n, 'anna', at))).toBe('accepted');
  });
  it('makes nobody two people: the mayor is not the council too', () => {
    const two = sign(sign(sign(draft, 'department-head', bo!), 'mayor', mia!), 'municipal-director', dorte!);
    expect(codeOf(() => sign(two, 'council', mia!))).toBe('contracts.same-person');
  });
});

describe('a setting', () => {
  const codes = (...rules: ChainRule[]) =>
    faultsOfChains({ rules }).map(({ code }) => code.replace('contracts.chain-', ''));

  it('leaves no contract without a chain, and has no rule that is never used', () => {
    expect(codes(above('worst-total', 5n), SMALL)).toEqual([]);
    expect(codes(above('worst-total', 5n))).toEqual(['not-for-all']);
    expect(codes(SMALL, above('worst-total', 5n), SMALL)).toEqual(['unreachable']);
  });
  it('has in each rule two offices at least that different roles sign for, and none twice', () => {
    expect(codes({ steps: [['council'], ['mayor', 'committee']] })).toEqual(['of-one']);
    expect(codes({ steps: [['council', 'municipal-director'], ['council']] })).toEqual(['office-twice']);
  });
  it('tells every fault at once', () =>
    expect(codes({ ...above('worst-year', -1n), steps: [['mayor', 'mayor']] })).toEqual([
      'office-twice',
      'of-one',
      'limit-negative',
      'not-for-all',
    ]));
});
