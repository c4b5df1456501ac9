import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '@ringvirkning/terms-language';
import { contract, END, fact, payable } from '../../test/build.js';
import { evaluate } from '../index.js';

const GROUPS = ['a', 'b', 'c'];
const terms = (...caps: unknown[]) =>
  contract({
    groups: GROUPS.map((code) => ({ code })),
    outcomes: [{ code: 'job', kind: 'reached', claims: 'repeatable', price: { kind: 'per-claim', amount: 1 } }],
    caps: caps.map((cap) => ({ step: 'quantity', ...(cap as object) })),
  });
const jobs = (...groups: string[]): Fact[] => groups.map((group) => fact('job', '2025-01-01', { group }));
const many = (count: number, group: string): Fact[] => jobs(...Array.from({ length: count }, () => group));
const paidBy = (of: ReturnType<typeof terms>, facts: readonly Fact[]): number[] => {
  const { lines } = evaluate(of, facts, END);
  return GROUPS.map((group) => Number(lines.find((line) => line.group === group)?.payable ?? 0n) / 100);
};

describe('a quota beside another quantity cap', () => {
  const tenInAll = { max: 10 };
  it.each([
    ['first', [...many(20, 'a'), ...many(20, 'b')], [4, 6, 0]],
    ['last', [...many(20, 'b'), ...many(20, 'a')], [0, 10, 0]],
    ['between', [...many(3, 'b'), ...many(20, 'a'), ...many(20, 'b')], [4, 6, 0]],
    ['first, of too few others', [...many(20, 'a'), ...many(3, 'b')], [2, 3, 0]],
  ])('of ten in all is two fifths of what is paid, when its group comes %s', (_, facts, paid) =>
    expect(paidBy(terms(tenInAll, { groups: ['a'], share: '0.4' }), facts)).toEqual(paid),
  );
  it('is as large when the caps are named the other way round', () =>
    expect(paidBy(terms({ groups: ['a'], share: '0.4' }, tenInAll), [...many(20, 'a'), ...many(20, 'b')])).toEqual([
      4, 6, 0,
    ]));
  it('of what is planned leaves others their room', () => {
    const planned = contract({
      groups: GROUPS.map((code) => ({ code })),
      outcomes: [
        {
          code: 'job',
          kind: 'reached',
          claims: 'repeatable',
          planned: [{ count: 10 }],
          price: { kind: 'per-claim', amount: 1 },
        },
      ],
      caps: [
        { step: 'quantity', groups: ['b'], share: '0.2', of: 'planned' },
        { step: 'quantity', groups: ['a'], share: '0.5' },
      ],
    });
    expect(paidBy(planned, [...many(9, 'a'), ...many(9, 'b')])).toEqual([2, 2, 0]);
  });
});

describe('quotas of several groups', () => {
  const atMost = (share: string) => terms(...GROUPS.map((group) => ({ groups: [group], share })));
  it.each([
    ['0.4', [100, 100, 10], [20, 20, 10]],
    ['0.4', [30, 30, 30], [30, 30, 30]],
    ['0.4', [40, 30, 30], [40, 30, 30]],
    ['0.4', [41, 30, 30], [40, 30, 30]],
    ['0.5', [50, 20, 10], [30, 20, 10]],
    ['0.4', [100, 0, 0], [0, 0, 0]],
    ['0.3', [50, 50, 50], [0, 0, 0]],
  ])(
    'of at most %s each, with %j claims, pay %j: none has more than its share of what is paid',
    (share, counts, paid) =>
      expect(
        paidBy(
          atMost(share),
          counts.flatMap((count, i) => many(count, GROUPS[i]!)),
        ),
      ).toEqual(paid),
  );
});

describe('quotas that add up to a little less than the whole', () => {
  const thirds = ['0.3333', '0.3333', '0.3332'];
  const shared = (shares: readonly string[]) => terms(...shares.map((share, i) => ({ groups: [GROUPS[i]!], share })));
  it.each([
    ['nothing, when nobody else is paid', [40, 40, 40], 0, [0, 0, 0]],
    ['all, when one without group is paid too', [40, 40, 40], 1, [40, 40, 40]],
  ])('pay %s', (_, counts, others, paid) => {
    const facts = [
      ...counts.flatMap((count, i) => many(count, GROUPS[i]!)),
      ...Array.from({ length: others }, () => fact('job', '2025-01-01')),
    ];
    expect(paidBy(shared(thirds), facts)).toEqual(paid);
  });
  it('are found as quickly as others, and not by lowering each claim by claim', () => {
    const facts = GROUPS.flatMap((group) => many(700, group));
    const timeOf = (shares: readonly string[]): number => {
      const of = shared(shares);
      const began = process.cpuUsage();
      evaluate(of, facts, END);
      return process.cpuUsage(began).user;
    };
    const [others, these] = [['0.4', '0.3', '0.3'], thirds].map((shares) =>
      Math.min(...Array.from({ length: 3 }, () => timeOf(shares))),
    );
    expect(these! / others!).toBeLessThan(15);
  });
});

describe('whatever the claims and caps', () => {
  const shares = fc.constantFrom('0.2', '0.4', '1/3', '0.5', '0.75');
  const caps = fc.array(
    fc.oneof(
      fc.record({ groups: fc.subarray(GROUPS, { minLength: 1, maxLength: 2 }), share: shares }),
      fc.record({ max: fc.integer({ min: 0, max: 12 }) }),
      fc.record({ groups: fc.subarray(GROUPS, { minLength: 1 }), max: fc.integer({ min: 0, max: 8 }) }),
    ),
    { minLength: 1, maxLength: 3 },
  );
  const claims = fc.array(fc.constantFrom(...GROUPS), { maxLength: 25 });
  it('no group has more than its quota of what is paid', () =>
    fc.assert(
      fc.property(caps, claims, (stated, groups) => {
        const paid = paidBy(terms(...stated), jobs(...groups));
        const all = paid.reduce((sum, each) => sum + each, 0);
        for (const cap of stated) {
          const own = GROUPS.reduce(
            (sum, group, i) => sum + (!('groups' in cap) || cap.groups.includes(group) ? paid[i]! : 0),
            0,
          );
          if ('max' in cap) expect(own).toBeLessThanOrEqual(cap.max);
          else {
            const [n, d] = cap.share.includes('/') ? [1, 3] : [Math.round(Number(cap.share) * 100), 100];
            expect(own * d).toBeLessThanOrEqual(all * n);
          }
        }
      }),
    ));
  it('quotas of groups apart pay the most that keeps them all', () =>
    fc.assert(
      fc.property(
        fc.tuple(shares, shares, shares),
        claims,
        fc.integer({ max: 3, min: 0 }),
        (stated, groups, others) => {
          const facts = [...jobs(...groups), ...Array.from({ length: others }, () => fact('job', '2025-01-01'))];
          const counts = GROUPS.map((group) => groups.filter((each) => each === group).length);
          const percent = stated.map((share) => (share === '1/3' ? 100 / 3 : Number(share) * 100));
          const most = [0, 0, 0];
          const upTo = (count: number): number[] => Array.from({ length: count + 1 }, (_, i) => i);
          for (const a of upTo(counts[0]!))
            for (const b of upTo(counts[1]!))
              for (const c of upTo(counts[2]!)) {
                const [paid, all] = [[a, b, c], a + b + c + others];
                if (paid.some((own, i) => own * 100 > percent[i]! * all + 1e-6)) continue;
                for (const i of most.keys()) most[i] = Math.max(most[i]!, paid[i]!);
              }
          const of = terms(...stated.map((share, i) => ({ groups: [GROUPS[i]!], share })));
          expect(paidBy(of, facts)).toEqual(most);
        },
      ),
    ));
  it('one quota beside caps of numbers pays the most that keeps it', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), claims, (max, groups) => {
        const quota = { groups: ['a'], share: '0.4' };
        const limited = (most: number) => paidBy(terms({ max }, { groups: ['a'], max: most }), jobs(...groups));
        const sum = (paid: number[]): number => paid.reduce((all, each) => all + each, 0);
        const kept = Array.from({ length: groups.length + 1 }, (_, most) => limited(most)).filter(
          (paid) => paid[0]! * 5 <= sum(paid) * 2,
        );
        expect(paidBy(terms({ max }, quota), jobs(...groups))[0]).toBe(Math.max(...kept.map((paid) => paid[0]!)));
      }),
    ));
});

describe('what a quantity cap counts of a claim', () => {
  const measures = [{ code: 'score' }];
  const better = (price: object) =>
    contract({
      measures,
      outcomes: [{ code: 'better', kind: 'improvement', measure: 'score', better: 'higher', price }],
      caps: [{ step: 'quantity', outcomes: ['better'], max: 2 }],
    });
  const improved = (participant: string, points: string) => [
    fact('score', '2025-01-01', { participant, quantity: '0' }),
    fact('score', '2025-06-01', { participant, quantity: points }),
    fact('better', '2025-06-01', { participant }),
  ];
  const three = ['p1', 'p2', 'p3'].flatMap((participant) => improved(participant, '7.5'));
  it.each([
    ['the claim, where each has the same price', { kind: 'per-claim', amount: 100 }, 200],
    ['the claim, where a table prices it', { kind: 'steps', steps: [{ from: 5, inclusive: true, amount: 100 }] }, 200],
    ['the points, where they are priced', { kind: 'per-unit', unit: 'point', amount: 100 }, 200],
  ])('is %s', (_, price, paid) => expect(payable(better(price), three)).toBe(paid));
  it.each([
    ['days that are priced', { kind: 'per-unit', unit: 'day', amount: 10 }, 20],
    [
      'days that a table prices',
      {
        kind: 'interpolated',
        below: 'nothing',
        points: [
          { at: 0, amount: 0 },
          { at: 10, amount: 100 },
        ],
      },
      20,
    ],
    ['the claim, where its days make no difference', { kind: 'per-claim', amount: 100 }, 200],
  ])('is %s', (_, price, paid) => {
    const days = contract({
      outcomes: [{ code: 'days', kind: 'counted', price }],
      caps: [{ step: 'quantity', max: 2 }],
    });
    expect(
      payable(
        days,
        ['p1', 'p2', 'p3'].map((participant) => fact('days', '2025-01-01', { participant, quantity: '5' })),
      ),
    ).toBe(paid);
  });
});
