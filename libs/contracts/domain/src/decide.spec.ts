import { describe, expect, it } from '@jest/globals';
import { DomainError, instant, localDate } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { appropriate } from './budget/appropriate.js';
import { signOffsOf } from './agreement.js';
import * as contractErrors from './errors.js';
import type { Agreement, Contract, ContractFact, MissingAppropriation, Signer } from './contract.js';
import { evolve } from './contract.js';
import {
  activate,
  addVersion,
  create,
  isReady,
  mayActivate,
  missingAppropriations,
  missingSignOffs,
  signOff,
  signOffsFor,
} from './decide.js';

const at = instant('2026-03-01T10:00:00Z');
const worst = (payer: string, year: number): bigint => (payer === 'kommune' && year <= 2027 ? 100n : 0n);
const agreement: Agreement = {
  ref: 'A-1',
  termsDigest: 'one',
  parties: [
    { id: 'kommune', organisation: 'aarhus', roles: ['authority', 'payer'] },
    { id: 'fund', organisation: 'dsi', roles: ['investor', 'payer'] },
    { id: 'deliverer', organisation: 'st-basils', roles: ['supplier'] },
  ],
  requiredSignOffs: [
    { role: 'council', party: 'kommune' },
    { role: 'municipal-director', party: 'kommune' },
    { role: 'supplier', party: 'deliverer' },
  ],
  currency: 'DKK',
  appropriating: ['kommune'],
  budgetYears: { first: 2026, last: 2029 },
};
const council: Signer = { subject: 'erik', name: 'Erik Eriksen', organisation: 'aarhus', roles: ['council-member'] };
const director: Signer = { subject: 'dorte', name: 'Dorte Dam', organisation: 'aarhus', roles: ['municipal-director'] };
const supplier: Signer = { subject: 'fatima', name: 'Fatima Farah', organisation: 'st-basils', roles: ['supplier'] };
const [asCouncil, asDirector, asSupplier] = agreement.requiredSignOffs as [Required, Required, Required];
type Required = Agreement['requiredSignOffs'][number];

const draft = evolve(undefined, create({ id: 'c', version: 1 }, agreement, 'anna', at));
const given = (...facts: ContractFact[]): Contract =>
  facts.reduce<Contract>((state, fact) => evolve(state, fact), draft);
const signedOff = (contract: Contract, wanted: Required, signer: Signer) =>
  signOff(contract, { version: contract.version, ...wanted }, signer, at);
const sign = (contract: Contract, wanted: Required, signer: Signer): Contract =>
  evolve(contract, signedOff(contract, wanted, signer));
const money = {
  type: 'appropriated',
  appropriation: { id: 'b', payer: 'kommune', budgetYear: 2026, amount: 100n, by: 'carl', at },
} as const;
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'accepted';
};
const signed = sign(sign(sign(draft, asCouncil, council), asDirector, director), asSupplier, supplier);

describe('signing a contract', () => {
  it('freezes the version with its first sign-off', () => {
    expect(draft.frozenAt).toBeNull();
    expect(sign(draft, asCouncil, council).frozenAt).toBe(at);
  });
  it('refuses a second sign-off by the same person, whatever their roles', () => {
    const both = { ...council, roles: ['council-member', 'municipal-director'] };
    expect(codeOf(() => signedOff(sign(draft, asCouncil, both), asDirector, both))).toBe('contracts.same-person');
  });
  it.each([
    ['a role that does not give it', asCouncil, supplier],
    ['the right role in another organisation', asCouncil, { ...council, organisation: 'herning' }],
    ['nobody of the party', asSupplier, director],
  ])('refuses a sign-off by %s', (_, wanted, signer) =>
    expect(codeOf(() => signedOff(draft, wanted, signer))).toBe('contracts.not-your-sign-off'),
  );
  it('refuses a sign-off nobody asked for', () =>
    expect(codeOf(() => signedOff(draft, { role: 'investor', party: 'fund' }, council))).toBe(
      'contracts.sign-off-not-required',
    ));
  it('refuses a sign-off of terms that were changed after they were read, and of those that are yet to come', () => {
    const changed = evolve(draft, addVersion(draft, { ...agreement, termsDigest: 'two' }, 'anna', at));
    for (const version of [draft.version, changed.version + 1])
      expect(codeOf(() => signOff(changed, { version, ...asCouncil }, council, at))).toBe('contracts.version-changed');
  });
  it('refuses the same sign-off twice', () =>
    expect(codeOf(() => signedOff(sign(draft, asCouncil, council), asCouncil, { ...council, subject: 'other' }))).toBe(
      'contracts.already-signed-off',
    ));
  it('shows a person what waits for them, and nothing once they have signed', () => {
    expect(signOffsFor(draft, council, { mandates: [], at })).toEqual([asCouncil]);
    expect(signOffsFor(sign(draft, asCouncil, council), council, { mandates: [], at })).toEqual([]);
  });
  it('asks for every sign-off again when the terms change', () => {
    const next = evolve(signed, addVersion(signed, { ...agreement, termsDigest: 'two' }, 'anna', at));
    expect(next.version).toBe(2);
    expect(next.frozenAt).toBeNull();
    expect(missingSignOffs(next)).toEqual(agreement.requiredSignOffs);
  });
  it('refuses a version that changes nothing, or the reference', () => {
    expect(codeOf(() => addVersion(draft, agreement, 'anna', at))).toBe('contracts.version-unchanged');
    expect(codeOf(() => addVersion(draft, { ...agreement, ref: 'B', termsDigest: 'two' }, 'anna', at))).toBe(
      'contracts.ref-changed',
    );
  });
});

describe('activating a contract', () => {
  it('needs every sign-off and an appropriation of each paying municipality', () => {
    expect(codeOf(() => activate(signed, worst, 'bo', at))).toBe('contracts.not-ready');
    expect(codeOf(() => activate(given(money), worst, 'bo', at))).toBe('contracts.not-ready');
    expect(evolve(evolve(signed, money), activate(evolve(signed, money), worst, 'bo', at))).toMatchObject({
      status: 'active',
      activatedOn: '2026-03-01',
    });
  });
  it('does not take another year or another payer for the appropriation', () => {
    const other = (change: object) =>
      evolve(signed, { ...money, appropriation: { ...money.appropriation, ...change } });
    expect(isReady(other({ budgetYear: 2027 }), worst, at)).toBe(false);
    expect(isReady(other({ payer: 'fund' }), worst, at)).toBe(false);
  });
  const notReady = (appropriations: MissingAppropriation[]) =>
    contractErrors.notReady({ signOffs: [], appropriations, accessions: [] }, 'DKK').json;
  const of = (amount: bigint, budgetYear = 2026, by = 'carl') =>
    ({ ...money, appropriation: { ...money.appropriation, amount, budgetYear, by } }) as const;
  it('needs as much as the budget year costs in the worst case, in one appropriation or several, and tells the figures', () => {
    const [short, enough] = [evolve(signed, of(60n)), evolve(evolve(signed, of(60n)), of(40n))];
    expect(missingAppropriations(short, worst, at)).toEqual([
      { payer: 'kommune', budgetYear: 2026, worstCase: 100n, appropriated: 60n, carriedRisk: 0n },
    ]);
    const { errors } = notReady(missingAppropriations(short, worst, at));
    expect(errors).toMatchObject([{ da: expect.stringMatching(/1,00; .* 0,60/) }]);
    expect(codeOf(() => activate(short, worst, 'bo', at))).toBe('contracts.not-ready');
    expect(activate(enough, worst, 'bo', at).type).toBe('activated');
  });
  it('asks for the budget year in which it comes into force, and for the nearest one outside the period', () => {
    const missing = (day: string) => missingAppropriations(signed, worst, instant(`${day}T10:00:00Z`));
    expect(missing('2025-06-01')).toMatchObject([{ budgetYear: 2026 }]);
    expect(missing('2027-06-01')).toMatchObject([{ budgetYear: 2027 }]);
    expect(missing('2040-06-01')).toMatchObject([{ budgetYear: 2029, worstCase: 0n, appropriated: 0n }]);
    const { errors } = notReady(missing('2040-06-01'));
    expect(errors).toMatchObject([{ da: 'Der er ingen bevilling fra kommune for budgetåret 2029.' }]);
  });
  it('is not done by one who signed it or recorded an appropriation of it', () => {
    const ready = evolve(signed, money);
    expect(codeOf(() => activate(ready, worst, 'dorte', at))).toBe('contracts.own-sign-off');
    expect(codeOf(() => activate(ready, worst, 'carl', at))).toBe('contracts.own-appropriation');
    expect(['dorte', 'carl', 'bo'].map((by) => mayActivate(ready, by))).toEqual([false, false, true]);
  });
  it('that others were told of comes into force from the day it had, and only as it was', () => {
    const ready = evolve(signed, money);
    const told = { id: 'c', version: 1, termsDigest: agreement.termsDigest, on: localDate('2020-05-01') };
    expect(activate(ready, worst, 'bo', at, told)).toMatchObject({ version: 1, on: '2020-05-01' });
    for (const other of [{ version: 2 }, { termsDigest: '0'.repeat(64) }])
      expect(codeOf(() => activate(ready, worst, 'bo', at, { ...told, ...other }))).toBe('contracts.other-than-told');
    expect(evolve(undefined, create({ id: 'c', version: 3 }, agreement, 'anna', at)).version).toBe(3);
  });
  it('leaves room for the appropriations of later years', () => {
    const active = evolve(evolve(signed, money), activate(evolve(signed, money), worst, 'bo', at));
    const later = evolve(active, appropriate(active, of(5n, 2027).appropriation));
    expect(later.appropriations.map(({ budgetYear }) => budgetYear)).toEqual([2026, 2027]);
    expect(codeOf(() => appropriate({ ...active, status: 'ended' }, of(5n, 2028).appropriation))).toBe(
      'contracts.ended',
    );
  });
  it('refuses appropriations of somebody who does not pay, and of nothing', () => {
    expect(codeOf(() => appropriate(draft, { ...money.appropriation, payer: 'deliverer' }))).toBe(
      'contracts.not-a-payer',
    );
    expect(codeOf(() => appropriate(draft, { ...money.appropriation, amount: 0n }))).toBe(
      'contracts.amount-not-positive',
    );
  });
  it('happens once; afterwards the terms and sign-offs rest', () => {
    const active = evolve(evolve(signed, money), activate(evolve(signed, money), worst, 'bo', at));
    expect(codeOf(() => activate(active, worst, 'bo', at))).toBe('contracts.not-draft');
    expect(codeOf(() => addVersion(active, { ...agreement, termsDigest: 'two' }, 'anna', at))).toBe(
      'contracts.not-draft',
    );
    expect(codeOf(() => signedOff(active, asCouncil, council))).toBe('contracts.not-draft');
  });
});

describe('any order of steps', () => {
  const people = [
    council,
    director,
    supplier,
    { ...council, subject: 'eva' },
    { ...council, subject: 'x', organisation: 'dsi' },
  ];
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('sign' as const),
      wanted: fc.constantFrom(...agreement.requiredSignOffs),
      signer: fc.constantFrom(...people),
    }),
    fc.record({
      kind: fc.constant('appropriate' as const),
      payer: fc.constantFrom('kommune', 'fund', 'deliverer'),
      budgetYear: fc.constantFrom(2026, 2027),
    }),
    fc.record({ kind: fc.constant('version' as const), termsDigest: fc.constantFrom('one', 'two', 'three') }),
    fc.record({ kind: fc.constant('activate' as const), by: fc.constantFrom('bo', 'carl', council.subject) }),
  );
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
  const decide = (state: Contract, move: Step): ContractFact => {
    if (move.kind === 'sign') return signedOff(state, move.wanted, move.signer);
    if (move.kind === 'appropriate')
      return appropriate(state, {
        id: 'b',
        payer: move.payer,
        budgetYear: move.budgetYear,
        amount: 100n,
        by: 'carl',
        at,
      });
    if (move.kind === 'version') return addVersion(state, { ...agreement, termsDigest: move.termsDigest }, 'anna', at);
    return activate(state, worst, move.by, at);
  };
  it('keeps frozen terms, counts no person twice, activates only what is complete and others have signed, and goes back never', () => {
    const activated = new Set<string | undefined>();
    fc.assert(
      fc.property(fc.constantFrom(draft, signed), fc.array(step, { maxLength: 25 }), (begun, steps) => {
        let state = begun;
        for (const move of steps) {
          let next = state;
          try {
            next = evolve(state, decide(state, move));
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
          }
          if (next.version === state.version) expect(next.agreement).toBe(state.agreement);
          expect(new Set(next.signOffs.map(({ by }) => by)).size).toBe(next.signOffs.length);
          expect(next.frozenAt !== null).toBe(next.signOffs.length > 0);
          if (state.status === 'draft' && next.status === 'active') expect(isReady(state, worst, at)).toBe(true);
          if (state.status === 'draft' && next.status === 'active') {
            const by = move.kind === 'activate' ? move.by : undefined;
            expect([...next.signOffs, ...next.appropriations].map((given) => given.by)).not.toContain(by);
            activated.add(by);
          }
          if (state.status === 'active') expect(next).toEqual({ ...state, appropriations: next.appropriations });
          state = next;
        }
      }),
      { numRuns: 500 },
    );
    expect([...activated]).toEqual(['bo']);
  });
});

describe('terms that name no sign-off', () => {
  const party = (id: string, ...roles: string[]) => ({ id, roles }) as never;
  it('need the council and the municipal director of the authority: two people', () =>
    expect(signOffsOf({ signOffs: [], parties: [party('supplier', 'supplier'), party('town', 'authority')] })).toEqual([
      { role: 'council', party: 'town' },
      { role: 'municipal-director', party: 'town' },
    ]));
  it('need them of a payer where nobody is the authority', () =>
    expect(
      signOffsOf({ signOffs: [], parties: [party('supplier', 'supplier'), party('fund', 'payer')] }),
    ).toMatchObject([{ party: 'fund' }, { party: 'fund' }]));
  it('and otherwise those that the terms name', () =>
    expect(signOffsOf({ signOffs: [{ role: 'board', party: 'fund' }], parties: [party('town', 'authority')] })).toEqual(
      [{ role: 'board', party: 'fund' }],
    ));
});
