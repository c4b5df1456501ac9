import { describe, expect, it } from '@jest/globals';
import { DomainError, instant, localDate, sum } from '@ringvirkning/kernel';
import fc from 'fast-check';
import { evolve, type Agreement, type Appropriation, type Contract, type RiskDecision } from '../contract.js';
import { activate, addVersion, create, missingAppropriations } from '../decide.js';
import { appropriate, carryRisk, correct, MOST_APPROPRIATED, type Standing } from './appropriate.js';
import { appropriatedIn } from './appropriations.js';
import { carryOver, carryOverDraft, unspent } from './carry-over.js';

const at = instant('2027-03-01T10:00:00Z');
const agreement: Agreement = {
  ...{ ref: 'A-1', termsDigest: 'one', currency: 'DKK', requiredSignOffs: [], appropriating: ['town'] },
  parties: [
    { id: 'town', organisation: 'aarhus', roles: ['authority', 'payer'] },
    { id: 'deliverer', organisation: 'st-basils', roles: ['supplier'] },
  ],
  budgetYears: { first: 2026, last: 2028 },
};
const decision = { body: 'Byrådet', on: localDate('2027-02-01'), caseNumber: '27/114' };
const draft = evolve(undefined, create({ id: 'c', version: 1 }, agreement, 'anna', at));
const entry = (over: Partial<Appropriation> = {}): Appropriation => ({
  ...{ id: 'a', payer: 'town', budgetYear: 2026, amount: 100n, by: 'carl', at },
  ...over,
});
const free: Standing = { spent: 0n, committed: 0n, isAcknowledged: false };
const given = (...entries: Appropriation[]): Contract =>
  entries.reduce((state, each) => evolve(state, { type: 'appropriated', appropriation: each }), draft);
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'accepted';
};

describe('an appropriation', () => {
  it.each<[string, Partial<Appropriation>, string]>([
    ['a year before the contract', { budgetYear: 2025 }, 'contracts.another-year'],
    ['a year long after it', { budgetYear: 2040 }, 'contracts.another-year'],
    ['somebody who does not pay', { payer: 'deliverer' }, 'contracts.not-a-payer'],
    ['less than nothing', { amount: -1n }, 'contracts.amount-not-positive'],
    ['more than a municipality has', { amount: MOST_APPROPRIATED + 1n }, 'contracts.amount-absurd'],
    ['an account that is none', { account: '538591112340' }, 'contracts.not-an-account'],
    ['an area that is none', { area: 'gifts' }, 'contracts.unknown-area'],
    ['an account of another area', { account: '5385911123400240', area: 'construction' }, 'contracts.other-area'],
    ['a decision of tomorrow', { decision: { ...decision, on: localDate('2027-03-02') } }, 'contracts.decided-later'],
    ['the year after the last, for what is left', { budgetYear: 2029 }, 'accepted'],
    ['an account of its area', { account: '5385911123400240', area: 'service' }, 'accepted'],
  ])('of %s: %s', (_, over, code) => expect(codeOf(() => appropriate(draft, entry(over)))).toBe(code));

  it('beside the budget names its decision and its financing, to the øre', () => {
    const more = entry({ kind: 'supplementary', decision, financing: [{ text: 'Kassen', amount: 100n }] });
    expect(codeOf(() => appropriate(draft, more))).toBe('accepted');
    expect(codeOf(() => appropriate(draft, { ...more, decision: undefined }))).toBe('contracts.not-decided');
    for (const financing of [
      undefined,
      [{ text: 'Kassen', amount: 99n }],
      [...more.financing!, { text: 'x', amount: 0n }],
    ])
      expect(codeOf(() => appropriate(draft, { ...more, financing }))).toBe('contracts.not-financed');
  });
});

describe('a counter-entry', () => {
  const back = (amount: bigint, standing: Partial<Standing> = {}, reason = 'Forkert beløb') =>
    codeOf(() => correct(given(entry()), entry({ amount: -amount, reason }), { ...free, ...standing }));
  it('takes back what is not spent, with a reason', () => {
    expect([back(100n), back(101n), back(0n)]).toEqual([
      'accepted',
      'contracts.below-spent',
      'contracts.amount-not-positive',
    ]);
    expect([back(60n, { spent: 40n }), back(61n, { spent: 40n })]).toEqual(['accepted', 'contracts.below-spent']);
    expect(back(1n, {}, ' ')).toBe('contracts.no-reason');
  });
  it('goes below what is committed only by somebody who says that they know', () => {
    expect(back(50n, { committed: 60n })).toBe('contracts.below-committed');
    expect(back(50n, { committed: 60n, isAcknowledged: true })).toBe('accepted');
  });
});

describe('a carry-over', () => {
  const over = (change: Partial<Appropriation>, standing: Partial<Standing> = {}) =>
    carryOver(given(entry()), [entry({ decision, ...change }), entry({ id: 'b' })], { ...free, ...standing });
  it('moves money to the next year, and neither makes nor loses any', () => {
    const [out, into] = over({ amount: 30n });
    expect([out, into].map(({ appropriation: { budgetYear, amount } }) => [budgetYear, amount])).toEqual([
      [2026, -30n],
      [2027, 30n],
    ]);
    expect([out.appropriation.counterpart, into.appropriation.counterpart]).toEqual(['b', 'a']);
  });
  it.each<[string, Partial<Appropriation>, Partial<Standing>, string]>([
    ['without a decision', { decision: undefined }, {}, 'contracts.not-decided'],
    ['out of a year that has not begun', { budgetYear: 2028 }, {}, 'contracts.year-not-begun'],
    ['of more than is there', { amount: 101n }, {}, 'contracts.nothing-to-carry'],
    ['of what is spent', {}, { spent: 1n }, 'contracts.below-spent'],
    ['of what may still be due', {}, { committed: 1n }, 'contracts.below-committed'],
  ])('is refused %s', (_, change, standing, code) => expect(codeOf(() => over(change, standing))).toBe(code));
  it('is proposed for what lapses, balanced, and not for what is still to be paid', () => {
    const use = { payer: 'town', budgetYear: 2026, appropriated: 100n, spent: 40n, due: 25n };
    expect(unspent(use)).toBe(35n);
    const proposed = carryOverDraft(use)!;
    expect(proposed).toMatchObject({ fromYear: 2026, toYear: 2027, amount: 35n });
    expect(sum(proposed.journal.map(({ amount }) => amount))).toBe(0n);
    expect(carryOverDraft({ ...use, spent: 90n })).toBeUndefined();
  });
});

describe('the council’s decision to carry the risk', () => {
  const risk = (uncovered: bigint): RiskDecision => ({
    ...{ id: 'r', payer: 'town', budgetYear: 2027, uncovered, decision, by: 'carl', at },
  });
  const worst = (_: string, year: number) => (year === 2027 ? 100n : 0n);
  const with70 = given(entry({ budgetYear: 2027, amount: 70n, by: 'carla' }));
  const decided = (uncovered: bigint) => evolve(with70, carryRisk(with70, risk(uncovered)));
  it('stands beside the appropriation for what this year’s worst case needs', () => {
    expect(missingAppropriations(with70, worst, at)).toHaveLength(1);
    expect(missingAppropriations(decided(29n), worst, at)).toMatchObject([{ appropriated: 70n, carriedRisk: 29n }]);
    expect(missingAppropriations(decided(30n), worst, at)).toEqual([]);
  });
  it('is not acted on by who recorded it, and is not of other terms', () => {
    expect(codeOf(() => activate(decided(30n), worst, 'carl', at))).toBe('contracts.own-appropriation');
    expect(codeOf(() => activate(decided(30n), worst, 'bo', at))).toBe('accepted');
    const other = evolve(decided(30n), addVersion(decided(30n), { ...agreement, termsDigest: 'two' }, 'anna', at));
    expect(missingAppropriations(other, worst, at)).toHaveLength(1);
  });
  it('is made of something, and before the contract is in force', () => {
    expect(codeOf(() => carryRisk(with70, risk(0n)))).toBe('contracts.amount-not-positive');
    expect(codeOf(() => carryRisk({ ...with70, status: 'active' }, risk(1n)))).toBe('contracts.not-draft');
  });
});

describe('any order of grants, counter-entries, carry-overs and payments', () => {
  const years = [2026, 2027, 2028];
  const command = fc.record({
    kind: fc.constantFrom('grant', 'correct', 'carry', 'pay' as const),
    year: fc.constantFrom(...years),
    amount: fc.bigInt(-5n, 200n),
    isAcknowledged: fc.boolean(),
  });
  /** One of each, and one that is refused. */
  const each = (
    [
      ['grant', 100n, false],
      ['carry', 60n, false],
      ['carry', 30n, true],
      ['correct', 10n, true],
      ['pay', 5n, false],
    ] as const
  ).map(([kind, amount, isAcknowledged]) => ({ kind, amount, isAcknowledged, year: 2026 }));
  it('pays beyond no appropriation, and loses no appropriated krone between years', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        let [contract, granted] = [draft, 0n];
        const spent = new Map<number, bigint>();
        const of = (year: number) => appropriatedIn(contract.appropriations, 'town', year);
        for (const { kind, year, amount, isAcknowledged } of commands) {
          const standing = { spent: spent.get(year) ?? 0n, committed: 50n, isAcknowledged };
          const wanted = entry({
            budgetYear: year,
            amount: kind === 'correct' ? -amount : amount,
            reason: 'x',
            decision,
          });
          const code = codeOf(() => {
            if (kind === 'pay') {
              // The rule of the second signature: payments-domain `overspent`.
              if (amount <= 0n || standing.spent + amount > of(year)) return;
              spent.set(year, standing.spent + amount);
              return;
            }
            const facts =
              kind === 'grant'
                ? [appropriate(contract, wanted)]
                : kind === 'correct'
                  ? [correct(contract, wanted, standing)]
                  : carryOver(contract, [wanted, entry({ id: 'b' })], standing);
            for (const fact of facts) contract = evolve(contract, fact);
            if (kind !== 'carry') granted += wanted.amount;
          });
          seen.add(`${kind} ${code}`);
          expect(sum([...years, 2029].map(of))).toBe(granted);
          for (const each of [...years, 2029]) expect(of(each) >= (spent.get(each) ?? 0n)).toBe(true);
        }
      }),
      { examples: [[each]] },
    );
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'grant accepted',
        'correct accepted',
        'carry accepted',
        'carry contracts.below-committed',
      ]),
    );
  });
});
