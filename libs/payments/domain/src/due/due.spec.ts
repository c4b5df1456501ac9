import { describe, expect, it } from '@jest/globals';
import { localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { terms } from '../../test/contract.js';
import {
  amountsOf,
  ancestors,
  betweenKey,
  bookedWith,
  toBook,
  totalOf,
  type DueClaim,
  type DuePayment,
} from './claim.js';
import { faultOf, type KnownToPartner } from './faults.js';
import { linesOf, partOf, type RunLine } from './part.js';
import { answerPosting, duePosting } from './postings.js';
import { authoriseDue, certifyDue, objectToDue, type DueStatus } from './signing.js';

const NOW = '2026-07-01T08:00:00.000Z' as Parameters<typeof certifyDue>[4];
const payment = (payable: bigint, before = 0n, budgetYear = 2026): DuePayment => ({
  ...{ payer: 'dsi', payee: 'fund', budgetYear, payable, before },
});
const claim = (number: number, after: number | null, payments: readonly DuePayment[]): DueClaim => ({
  ...{ contractId: 'c', runId: `r${number}`, number, after, termsDigest: 'a', cutOff: localDate('2026-06-30') },
  ...{ currency: 'DKK', payments, amount: sum(payments.map(({ payable, before }) => payable - before)) },
  lines: payments.map(({ payer, budgetYear, payable }) => ({
    payer,
    budgetYear,
    payable,
    outcome: null,
    followUp: null,
  })),
});

/** A home that claims what its runs say, a partner that answers as it likes, and the books of both. */
class World {
  readonly claims: DueClaim[] = [];
  readonly authorisedThere = new Set<number>();
  readonly authorisedHere = new Set<number>();
  readonly lost = new Set<number>();
  readonly home = { cost: 0n, due: 0n };
  partner = 0n;
  private payable: readonly bigint[] = [0n, 0n];

  run(payable: readonly bigint[]): void {
    const [number, years] = [this.claims.length + 1, [2025, 2026]];
    const settlements = years.map((budgetYear, i) => {
      const [now, paidBefore] = [payable[i]!, this.payable[i]!];
      return { payer: 'dsi', payee: 'fund', budgetYear, payable: now, paidBefore, amount: now - paidBefore };
    });
    this.payable = payable;
    this.home.due += sum(settlements.map(({ amount }) => amount));
    const last = this.claims.findLast((each) => !this.isLost(each));
    const said = last
      ? amountsOf(last.payments, 'payable')
      : this.claims[0] && amountsOf(this.claims[0].payments, 'before');
    this.claims.push(claim(number, last?.number ?? null, partOf(settlements, new Set(['dsi']), said)));
  }

  private isLost = (one: DueClaim): boolean =>
    this.lost.has(one.number) || (ancestors(one, this.claims)?.some(({ number }) => this.lost.has(number)) ?? true);

  authorise(one: DueClaim): void {
    this.partner += totalOf(toBook(one, this.known(this.authorisedThere))!);
    this.authorisedThere.add(one.number);
  }

  hear(one: DueClaim): void {
    const known = this.known(this.authorisedHere);
    if (!known.some(({ number, isAuthorised }) => isAuthorised && number > one.number)) {
      const amount = totalOf(toBook(one, known)!);
      this.home.cost += amount;
      this.home.due -= amount;
    }
    this.authorisedHere.add(one.number);
  }

  private known = (authorised: ReadonlySet<number>) =>
    this.claims.map((each) => ({ ...each, isAuthorised: authorised.has(each.number) }));
}

describe('claims of a contract', () => {
  const steps = fc.array(
    fc.record({
      payable: fc.tuple(fc.bigInt({ min: 0n, max: 1000n }), fc.bigInt({ min: 0n, max: 1000n })),
      fate: fc.constantFrom('authorised', 'authorised', 'objected', 'lost'),
    }),
    { minLength: 1, maxLength: 8 },
  );
  it('leave the books of both sides with the same, to the øre, in whatever order the answers come home', () => {
    fc.assert(
      fc.property(steps, fc.infiniteStream(fc.nat(7)), (runs, order) => {
        const world = new World();
        for (const { payable, fate } of runs) {
          world.run(payable);
          const last = world.claims.at(-1)!;
          if (fate === 'authorised') world.authorise(last);
          if (fate === 'lost') world.lost.add(last.number);
        }
        const answers = world.claims.filter(({ number }) => world.authorisedThere.has(number));
        while (answers.length > 0) world.hear(answers.splice((order.next().value ?? 0) % answers.length, 1)[0]!);
        const paid = world.claims.findLast(({ number }) => world.authorisedThere.has(number));
        expect(world.home.cost).toBe(world.partner);
        expect(world.partner).toBe(paid ? totalOf(amountsOf(paid.payments, 'payable')) : 0n);
        expect(world.home.cost + world.home.due).toBe(sum(runs.at(-1)!.payable));
        expect(totalOf((paid && bookedWith(paid, world.claims)) ?? [])).toBe(world.partner);
      }),
    );
  });
  it('follow each other: one that is missing leaves what follows open', () => {
    const [first, second] = [claim(1, null, [payment(5n)]), claim(2, 1, [payment(9n, 5n)])];
    const known = (...claims: DueClaim[]) => claims.map((each) => ({ ...each, isAuthorised: false }));
    expect(toBook(second, known())).toBeUndefined();
    expect(totalOf(toBook(second, known(first))!)).toBe(9n);
    expect(totalOf(toBook(second, [{ ...first, isAuthorised: true }])!)).toBe(4n);
    expect(toBook({ ...first, after: 2 }, known(second))).toBeUndefined();
  });
  it('do not book what had been settled by other means before the first', () => {
    const first = { ...claim(3, null, [payment(9n, 4n)]), isAuthorised: false };
    expect(totalOf(toBook(first, [first])!)).toBe(5n);
  });
  it('take back a payment that is no longer payable', () =>
    expect(partOf([], new Set(['dsi']), amountsOf([payment(7n)], 'payable'))).toEqual([payment(0n, 7n)]));
});

describe('what a partner is told by outcome', () => {
  const payments = [payment(1000n)];
  const line = (outcome: string, now: bigint, told: bigint | undefined, payer?: string): RunLine => ({
    ...{ outcome, followUp: null, year: 2026, payer, now: [{ party: 'dsi', amount: now }] },
    told: told === undefined ? undefined : [{ party: 'dsi', amount: told }],
  });
  const told = (...lines: RunLine[]) => linesOf(payments, lines).map(({ outcome, payable }) => [outcome, payable]);

  it('is what outsiders are told, and the rest together', () =>
    expect(told(line('home', 700n, 600n), line('a', 200n, undefined), line('b', 100n, undefined))).toEqual([
      ['home', 600n],
      [null, 400n],
    ]));
  it('leaves no single line to be found by subtraction', () =>
    expect(told(line('home', 700n, 700n), line('a', 300n, undefined))).toEqual([[null, 1000n]]));
  it('is everything of its own citizens', () =>
    expect(told(line('home', 100n, undefined, 'dsi'), line('a', 500n, 500n), line('b', 400n, 400n, 'aarhus'))).toEqual([
      ['home', 100n],
      ['a', 500n],
      ['b', 400n],
    ]));
  it('adds up to what is payable, per payer and year, whatever is told', () => {
    const amounts = fc.record({
      outcome: fc.constantFrom('a', 'b', 'c'),
      now: fc.bigInt({ min: 0n, max: 50n }),
      told: fc.option(fc.bigInt({ min: 0n, max: 50n }), { nil: undefined }),
      year: fc.constantFrom(2025, 2026),
      payer: fc.constantFrom(undefined, 'dsi', 'aarhus'),
    });
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 8 }), (all) => {
        const lines = all.map(({ outcome, now, told: out, year, payer }) => ({
          ...line(outcome, now, out, payer),
          year,
        }));
        const due = [2025, 2026].map((year) =>
          payment(sum(all.filter((each) => each.year === year).map(({ now }) => now)), 0n, year),
        );
        const out = linesOf(due, lines);
        for (const { budgetYear, payable } of due)
          expect(sum(out.filter((each) => each.budgetYear === budgetYear).map((each) => each.payable))).toBe(payable);
        expect(out.every(({ payable }) => payable !== 0n)).toBe(true);
      }),
    );
  });
});

describe('a claim', () => {
  const known = (over: Partial<KnownToPartner> = {}): KnownToPartner => ({
    ...{ from: 'aarhus', own: 'dsi', others: [], refused: new Set() },
    contract: { home: 'aarhus', digests: new Set(['a']), terms: [terms] },
    ...over,
  });
  const first = claim(1, null, [payment(500n)]);

  it('is sound when it adds up, follows, and is of a contract of both', () => {
    expect(faultOf(first, known())).toBeUndefined();
    expect(faultOf(claim(2, 1, [payment(700n, 500n)]), known({ others: [first] }))).toBeUndefined();
    expect(faultOf(first, known({ contract: undefined }))).toBeUndefined();
    expect(faultOf({ ...first, termsDigest: 'b' }, known())).toBeUndefined();
  });
  it('is within what a payer paid by an earlier version, whatever the caps of a later one are', () => {
    const less = {
      ...terms,
      payers: { ...terms.payers, parts: terms.payers.parts.map((part) => ({ ...part, cap: '1' })) },
    };
    const of = (...versions: (typeof terms)[]) =>
      known({ contract: { home: 'aarhus', digests: new Set(['a']), terms: versions } });
    expect([faultOf(first, of(terms, less)), faultOf(first, of(less))]).toEqual([undefined, 'beyond-cap']);
  });
  it.each<[string, DueClaim, Partial<KnownToPartner>]>([
    ['does-not-add-up', { ...first, amount: 499n }, {}],
    ['does-not-add-up', { ...first, lines: [] }, {}],
    ['does-not-add-up', { ...first, payments: [...first.payments, payment(0n)] }, {}],
    ['out-of-range', claim(1, null, [payment(-1n)]), {}],
    ['out-of-range', claim(1, null, [payment(10n ** 15n + 1n)]), {}],
    ['other-figures-before', { ...first, runId: 'r9' }, { others: [claim(1, null, [payment(400n)])] }],
    ['does-not-follow', claim(2, null, [payment(5n)]), { others: [first] }],
    ['does-not-follow', claim(3, 1, [payment(700n, 500n)]), { others: [first, claim(2, 1, [payment(600n, 500n)])] }],
    ['does-not-follow', claim(2, 1, [payment(700n, 400n)]), { others: [first] }],
    ['does-not-follow', claim(2, 2, [payment(700n, 500n)]), {}],
    ['does-not-follow', claim(2, 1, [payment(700n, 500n)]), { refused: new Set([1]) }],
    [
      'does-not-follow',
      { ...claim(2, 1, [payment(700n, 500n)]), cutOff: localDate('2026-06-29') },
      { others: [first] },
    ],
    ['not-from-the-home', first, { from: 'odense' }],
    ['other-terms', { ...first, currency: 'SEK' }, {}],
    ['not-our-part', first, { own: 'herning' }],
    ['beyond-cap', claim(1, null, [payment(70_001n)]), {}],
    ['beyond-cap', claim(1, null, [{ ...payment(260_001n), payer: 'aarhus' }]), { own: 'aarhus' }],
  ])('is refused: %s', (fault, one, over) => expect(faultOf(one, known(over))).toBe(fault));
});

describe('signing what is due', () => {
  const anna = { subject: 'anna', name: 'Anna', organisation: 'aarhus', departments: [] };
  const bo = { ...anna, subject: 'bo', name: 'Bo' };
  const certified = { by: 'anna', name: 'Anna', at: NOW };
  const fund = { ...anna, organisation: 'fund' };
  const amounts = amountsOf([payment(5n)], 'payable');
  const codeOf = (work: () => unknown): string | undefined => {
    try {
      work();
    } catch (error) {
      return (error as { code: string }).code;
    }
    return undefined;
  };
  it('takes two persons, in order', () => {
    expect(certifyDue({ status: 'received' }, anna, amounts, terms, NOW)).toEqual({
      type: 'certified',
      signature: certified,
    });
    expect(authoriseDue({ status: 'certified', certified }, bo, amounts, terms, NOW).type).toBe('authorised');
    expect(codeOf(() => authoriseDue({ status: 'certified', certified }, anna, amounts, terms, NOW))).toBe(
      'payments.same-person',
    );
    expect(codeOf(() => certifyDue({ status: 'waiting' }, anna, amounts, terms, NOW))).toBe('payments.due-waits');
  });
  it('is not for those who are paid', () =>
    expect(codeOf(() => certifyDue({ status: 'received' }, fund, amounts, terms, NOW))).toBe('payments.pays-oneself'));
  it.each<[DueStatus, boolean, boolean, boolean]>([
    ['waiting', false, false, true],
    ['received', true, false, true],
    ['certified', false, true, true],
    ['authorised', false, false, false],
    ['objected', false, false, false],
    ['refused', false, false, false],
  ])('of one that is %s', (status, certifies, authorises, objects) => {
    const may = (work: () => unknown): boolean => codeOf(work) === undefined;
    expect([
      may(() => certifyDue({ status }, anna, amounts, terms, NOW)),
      may(() => authoriseDue({ status, certified }, bo, amounts, terms, NOW)),
      may(() => objectToDue({ status }, anna, 'why', NOW)),
    ]).toEqual([certifies, authorises, objects]);
  });
});

describe('the books', () => {
  const booked = {
    ...{ id: 'd', contractId: 'c', cutOff: localDate('2026-06-30'), currency: 'DKK' as const, terms },
    amounts: amountsOf([payment(5n), { ...payment(3n, 0n, 2025), payer: 'aarhus' }], 'payable'),
  };
  it.each([
    [duePosting, 'due', 'liability'],
    [answerPosting, 'answer', 'due-from-partner'],
  ])('hold a cost, by payer, payee and year (%#)', (posting, kind, other) => {
    const { key, lines } = posting(booked);
    expect(key).toBe(`${kind}:d`);
    expect(sum(lines.map(({ amount }) => amount))).toBe(0n);
    expect(
      lines.map(({ account, amount, party, budgetYear, department }) => [
        account,
        amount,
        party,
        budgetYear,
        department,
      ]),
    ).toEqual([
      ['cost', 5n, 'dsi', 2026, undefined],
      [other, -5n, 'dsi', 2026, undefined],
      ['cost', 3n, 'aarhus', 2025, 'social'],
      [other, -3n, 'aarhus', 2025, 'social'],
    ]);
  });
  it('name what is between two parties by year, payer and payee', () =>
    expect(betweenKey(payment(1n))).toBe('2026 dsi fund'));
});
