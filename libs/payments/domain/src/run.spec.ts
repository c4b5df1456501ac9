import { describe, expect, it } from '@jest/globals';
import { instant, localDate, type DomainError } from '@ringvirkning/kernel';
import { terms } from '../test/contract.js';
import {
  authorise,
  cancel,
  certify,
  evolve,
  mayCalculate,
  mustDiffer,
  paysThemselves,
  type Run,
  type Signer,
} from './run.js';
import type { Settlement } from './settlement.js';

const now = instant('2026-07-01T08:00:00Z');
const at = localDate('2026-06-30');
const person = (subject: string, organisation = 'aarhus', departments: readonly string[] = []): Signer => ({
  subject,
  name: subject,
  organisation,
  departments,
});
const pays = (payer: string, payee: string, amount: bigint): Settlement => ({
  payer,
  payee,
  budgetYear: 2026,
  payable: amount,
  paidBefore: 0n,
  amount,
});
const calculated: Run = {
  runId: 'r',
  contractId: 'c',
  no: 1,
  cutOff: at,
  status: 'calculated',
  settlements: [pays('aarhus', 'fund', 100n)],
  calculated: { by: 'carl', name: 'Carl', at: now },
};
const seen = { shown: 'a', stands: 'a' };
const certified = evolve(calculated, certify(calculated, person('carl'), terms, { reversed: 0, seen }, now));
const authorised = evolve(certified, authorise(certified, person('bo'), terms, { reversed: 0 }, now));
const refusal = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('calculating a run', () => {
  it('counts on from the last number, also a cancelled one', () => {
    expect(mayCalculate({}, at, now)).toBe(1);
    expect(mayCalculate({ last: { no: 3, status: 'cancelled' } }, at, now)).toBe(4);
  });
  it.each(['calculated', 'certified'] as const)('is refused while one is %s', (status) =>
    expect(refusal(() => mayCalculate({ last: { no: 1, status } }, at, now))).toBe('payments.run-open'),
  );
  it('is refused while a run that was told to others is missing here', () =>
    expect(refusal(() => mayCalculate({ lost: 2 }, at, now))).toBe('payments.run-lost'));
  it('is refused for a day to come, by the Danish calendar', () => {
    const lateEvening = instant('2026-06-30T22:30:00Z');
    expect(mayCalculate({}, localDate('2026-07-01'), lateEvening)).toBe(1);
    expect(refusal(() => mayCalculate({}, localDate('2026-07-02'), lateEvening))).toBe('payments.cut-off-in-future');
  });
  it('goes forward: the last authorised cut-off again, but not a day before it', () => {
    expect(mayCalculate({ lastAuthorisedCutOff: at }, at, now)).toBe(1);
    expect(refusal(() => mayCalculate({ lastAuthorisedCutOff: at }, localDate('2026-06-29'), now))).toBe(
      'payments.cut-off-before-last',
    );
  });
});

describe('giving up a run', () => {
  it.each([calculated, certified])('is possible while it is open, with the reason and who', (run) =>
    expect(evolve(run, cancel(run, person('bo'), 'Forkert dato', now))).toEqual({
      ...run,
      status: 'cancelled',
      cancelled: { by: 'bo', name: 'bo', at: now, reason: 'Forkert dato' },
    }),
  );
});

describe('a run of nothing', () => {
  const last = { no: 3, cutOff: at, factsDigest: 'f' };
  const nothing = { factsDigest: 'f', facts: 2, settlements: [pays('aarhus', 'fund', 0n)] };
  it('is not made: no amount, and the same outcomes as before, or none', () => {
    expect(refusal(() => mustDiffer(nothing, last, at))).toBe('payments.nothing-to-pay');
    expect(refusal(() => mustDiffer({ ...nothing, facts: 0, settlements: [] }, undefined, at))).toBe(
      'payments.nothing-verified',
    );
  });
  it.each([
    ['an amount, also where they cancel out', { settlements: [pays('a', 'f', 1n), pays('d', 'f', -1n)] }, last],
    ['outcomes that earn nothing', { factsDigest: 'g' }, last],
    ['the first outcomes', { settlements: [] }, undefined],
  ])('is one without: %s is something', (_what, over, before) =>
    expect(refusal(() => mustDiffer({ ...nothing, ...over }, before, at))).toBeUndefined(),
  );
});

describe('two persons', () => {
  it('certify and authorise', () => {
    expect(authorised).toMatchObject({ status: 'authorised', certified: { by: 'carl' }, authorised: { by: 'bo' } });
  });
  it('are two: the one who certified cannot authorise', () =>
    expect(refusal(() => authorise(certified, person('carl'), terms, { reversed: 0 }, now))).toBe(
      'payments.same-person',
    ));
  it.each([
    ['authorise before certification', () => authorise(calculated, person('bo'), terms, { reversed: 0 }, now)],
    ['certify twice', () => certify(certified, person('bo'), terms, { reversed: 0, seen }, now)],
    ['authorise twice', () => authorise(authorised, person('bo'), terms, { reversed: 0 }, now)],
    ['cancel what is authorised', () => cancel(authorised, person('bo'), 'no', now)],
    [
      'cancel twice',
      () => cancel(evolve(calculated, cancel(calculated, person('bo'), 'no', now)), person('bo'), 'no', now),
    ],
  ])('cannot %s', (_what, step) => expect(refusal(step)).toBe('payments.wrong-status'));
  it('certify what was shown, and that is kept; nothing else', () => {
    expect(
      refusal(() => certify(calculated, person('carl'), terms, { reversed: 0, seen: { ...seen, stands: 'b' } }, now)),
    ).toBe('payments.other-than-shown');
    expect(certify(calculated, person('carl'), terms, { reversed: 0, seen }, now)).toMatchObject({ shown: 'a' });
  });
  it('do not sign figures that count reversed outcomes', () => {
    expect(refusal(() => certify(calculated, person('carl'), terms, { reversed: 2, seen }, now))).toBe(
      'payments.run-outdated',
    );
    expect(refusal(() => authorise(certified, person('bo'), terms, { reversed: 1 }, now))).toBe(
      'payments.run-outdated',
    );
  });
});

describe('nobody pays themselves', () => {
  it.each<[string, Settlement[], Signer, boolean]>([
    ['a person of the receiving organisation may not sign', [pays('aarhus', 'fund', 1n)], person('x', 'fund'), true],
    ['a person of the paying organisation may', [pays('aarhus', 'fund', 1n)], person('x'), false],
    ['a stranger to both may', [pays('aarhus', 'fund', 1n)], person('x', 'other'), false],
    ['a municipality may pay its own unit', [pays('aarhus', 'unit', 1n)], person('x'), false],
    ['the paying department may', [pays('aarhus', 'unit', 1n)], person('x', 'aarhus', ['social']), false],
    ['the receiving department alone may not', [pays('aarhus', 'unit', 1n)], person('x', 'aarhus', ['outreach']), true],
    [
      'somebody of both departments may',
      [pays('aarhus', 'unit', 1n)],
      person('x', 'aarhus', ['outreach', 'social']),
      false,
    ],
    [
      'a payer of the contract may, also where another payer pays this time',
      [pays('dsi', 'unit', 1n)],
      person('x'),
      false,
    ],
    [
      'a supplier may sign neither as payee nor when a credit comes back to its part',
      [pays('unit', 'fund', -1n)],
      person('x', 'aarhus', ['outreach']),
      true,
    ],
    ['who only gives back may sign', [pays('aarhus', 'fund', -1n)], person('x', 'fund'), false],
    ['nothing moves, nothing is forbidden', [pays('aarhus', 'fund', 0n)], person('x', 'fund'), false],
  ])('%s', (_title, settlements, signer, expected) =>
    expect(paysThemselves(settlements, signer, terms)).toBe(expected),
  );

  it.each<[string, Signer, boolean]>([
    ['of the fund, whose department the contract does not name', person('x', 'fund', ['loans']), true],
    ['of the unit, without departments of their own', person('x', 'supplier-org'), true],
    ['of another department than the unit', person('x', 'supplier-org', ['kitchen']), false],
  ])('is asked of a person %s', (_who, signer, expected) => {
    const parties = [
      { id: 'unit', organisation: 'supplier-org', department: 'outreach', roles: ['supplier'] },
      { id: 'fund', organisation: 'fund', roles: ['investor'] },
    ] as unknown as (typeof terms)['parties'];
    expect(paysThemselves([pays('aarhus', 'unit', 1n), pays('aarhus', 'fund', 1n)], signer, { parties })).toBe(
      expected,
    );
  });
  it('also where others are paid by the same run', () =>
    expect(paysThemselves([pays('aarhus', 'unit', 1n), pays('aarhus', 'fund', 1n)], person('x', 'fund'), terms)).toBe(
      true,
    ));
  it('counts a credit for whom it comes back to alone', () => {
    const credit = [pays('unit', 'fund', -1n)];
    expect(paysThemselves(credit, person('x', 'fund'), terms)).toBe(false);
    expect(paysThemselves([pays('fund', 'unit', 0n)], person('x', 'fund'), terms)).toBe(false);
    expect(paysThemselves([pays('fund', 'unit', 1n)], person('x', 'fund'), terms)).toBe(false);
  });

  it('holds for both steps', () => {
    expect(refusal(() => certify(calculated, person('x', 'fund'), terms, { reversed: 0, seen }, now))).toBe(
      'payments.pays-oneself',
    );
    expect(refusal(() => authorise(certified, person('x', 'fund'), terms, { reversed: 0 }, now))).toBe(
      'payments.pays-oneself',
    );
  });
});
