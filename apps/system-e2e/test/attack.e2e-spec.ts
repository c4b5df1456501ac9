import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestService, TokenClaims } from '@ringvirkning/testing';
import { Attack, type Unit, type Weights } from './support/attack.js';
import { figuresOf, type Figures } from './support/figures.js';
import { several, SmallContract, type Row } from './support/small-contract.js';
import { System } from './support/system.js';
import { ASKED, toldTo } from './support/told-to.js';

const INVESTOR: TokenClaims = { roles: ['investor'], organisation: 'dsi' };
const CONTROLLER: TokenClaims = { roles: ['controller'] };
/** Who is told what is published, and who is told nothing of a contract that is not theirs. */
const TOLD: readonly (readonly [string, TokenClaims])[] = [
  ['an investor', INVESTOR],
  ['a council member', { roles: ['council-member'] }],
];
const NOT_TOLD: readonly (readonly [string, TokenClaims])[] = [
  ['a supplier of other contracts', { roles: ['supplier'], organisation: 'another-supplier' }],
  ['a head of another department', { roles: ['department-head'], departments: ['schools'] }],
];

const HOME = ['kept-home', '2025-02-03'] as const;
const LATER_HOME = ['kept-home', '2026-01-10'] as const;
const M3 = ['mastery m3', '2025-06-05'] as const;
const M6 = ['mastery m6', '2025-09-10'] as const;
const GROUPS = ['young', 'old'] as const;

interface Month {
  readonly cutOff: string;
  readonly final: readonly Row[];
  readonly reversed?: readonly string[];
  readonly closed?: readonly (readonly [name: string, from: number, to: number, followUp: 'm3' | 'm6'])[];
}
/** 30 people and six who come late; in most months few come to a line, in the last three to each of two. */
const LIFE: readonly Month[] = [
  {
    cutOff: '2025-06-30',
    final: [...several('young', [0, 9], 'young', HOME, M3), ...several('old', [0, 8], 'old', HOME, M3)],
    closed: [
      ['young', 9, 16, 'm3'],
      ['old', 8, 14, 'm3'],
    ],
  },
  {
    cutOff: '2025-09-30',
    final: [...several('young', [9, 11], 'young', HOME), ...several('young', [0, 7], 'young', M6)],
    reversed: ['old-7 kept-home'],
  },
  {
    cutOff: '2026-03-31',
    final: [
      ...several('young', [11, 15], 'young', HOME),
      ...several('late-young', [0, 2], 'young', M3),
      ...several('late-old', [0, 1], 'old', M3),
      ...several('old', [0, 3], 'old', M6),
      ...several('old', [8, 11], 'old', LATER_HOME),
    ],
    closed: [
      ['young', 7, 14, 'm6'],
      ['old', 3, 10, 'm6'],
    ],
  },
  {
    cutOff: '2026-06-30',
    final: [
      ...several('old', [11, 13], 'old', LATER_HOME),
      ...several('late-young', [2, 3], 'young', M3),
      ...several('late-old', [1, 2], 'old', M3),
      ...several('old', [10, 12], 'old', M6),
      ...several('young', [15, 16], 'young', HOME),
    ],
  },
  {
    cutOff: '2026-09-30',
    final: [
      ...several('late-young', [0, 3], 'young', LATER_HOME),
      ...several('late-old', [2, 3], 'old', M3),
      ...several('old', [12, 13], 'old', M6),
    ],
  },
];
const CLASSES = new Map([
  ['young', [16, 3]],
  ['old', [14, 3]],
]);

/** What a unit of each kind is, for each group: a claim, or a follow-up closed. */
const CLAIMS = [HOME, LATER_HOME, M3, M6];
const upTo = (run: number): readonly Month[] => LIFE.slice(0, run + 1);
const claimUnit = (group: string, [what, on]: readonly [string, string]): Unit => {
  const [outcome, followUp = null] = what.split(' ') as [string, string?];
  const names = [`${on.slice(0, 4)}/${outcome}/${followUp ?? '-'}/-/${group}`, outcome, followUp, group];
  const line = [...names.map((name) => JSON.stringify(name)), on.slice(0, 4)].join(' ');
  const isOf = (row: Row) => row[1] === what && row[2] === on && row[3] === group;
  return {
    ...{ name: `${group} ${what} ${on}`, group, step: what, isClaim: true },
    place: `/api/payments/contracts/{contractId}/summary 0  lines[${line}] claims`,
    counts: LIFE.map(
      (_, run) =>
        upTo(run).flatMap(({ final }) => final.filter(isOf)).length -
        upTo(run)
          .flatMap(({ reversed = [] }) => reversed)
          .filter((name) => name.startsWith(group) && name.endsWith(` ${what}`) && on === HOME[1]).length,
    ),
  };
};
const closedUnit = (group: string, followUp: 'm3' | 'm6'): Unit => ({
  ...{ name: `${group} ${followUp} closed`, group, step: `mastery ${followUp}`, isClaim: false },
  place: `/api/outcomes/contracts/{contractId}/progress 0  rows["mastery" {"da":"Selvmestring","en":"Self-mastery"} "${followUp}"] groups["${group}"] notReached`,
  counts: LIFE.map((_, run) =>
    upTo(run)
      .flatMap(({ closed = [] }) => closed)
      .filter(([name, , , of]) => name === group && of === followUp)
      .reduce((sum, [, from, to]) => sum + to - from, 0),
  ),
});
const UNITS: readonly Unit[] = GROUPS.flatMap((group) => [
  ...CLAIMS.map((what) => claimUnit(group, what)),
  ...(['m3', 'm6'] as const).map((followUp) => closedUnit(group, followUp)),
]);

/** Prices, and what is made of figures that stand elsewhere: quotients, differences of runs, years and numbers of runs, and gains apart by whether their year is over, or by whose money it was. */
const MADE_OF_OTHERS =
  /( (price|year|budgetYear|\w+Year|no|paidBefore|presentValue|cumulative|share|interval low|interval high|toPay|realised|forecast|realised\w+|forecast\w+|range \w+)| years\[\w+\])$|\/difference |\/flows 0 .*(gained|expected)\"\] amount$|\/runs 0 |\/runs\/\{id\} 0 .* amount$/;

/** The attacker knows them, and in which of how many contracts. */
const WHO_TAKES_PART = / (participants|people|contracts)$/;

describe('an attack by linear programming on all services at once', () => {
  let system: System;
  let weights: Weights;
  const looks = new Map<TokenClaims, Figures[]>([...TOLD, ['', CONTROLLER] as const].map(([, who]) => [who, []]));
  let hunted: SmallContract;

  /** All that somebody is told, but for questions by day and by basis, which ask for the same figures of other days. */
  const look = async (contract: SmallContract, who: TokenClaims): Promise<Figures> => {
    const request: TestService['request'] = (as) => system.request(as!);
    const { asOf: _day, basis: _basis, status: _status, ...asked } = ASKED;
    const { ids, ...known } = await contract.known();
    const last = { ...ids, runs: ids['runs']!.slice(0, 1) };
    return figuresOf(await toldTo({ url: system.url, request }, who, { ...known, ids: last }, asked));
  };

  /** What one of each unit adds to each figure, read from a contract to which they come one by one. */
  async function weigh(): Promise<Weights> {
    const lone = await SmallContract.born(system, 'LONE');
    for (const [i, { group }] of UNITS.entries()) await lone.enrol(`one-${i}`, group);
    const added: Figures[] = [];
    let before = await look(lone, CONTROLLER);
    for (const [i, { group, step, isClaim, name }] of UNITS.entries()) {
      if (isClaim) {
        const what = CLAIMS.find(([outcome, on]) => name === `${group} ${outcome} ${on}`)!;
        await lone.makeFinal(`${i}`, [[`one-${i}`, ...what, group]]);
        await lone.pay('2026-09-30', `${i}`);
      } else await lone.close([`one-${i}`], step.split(' ')[1]!);
      const after = await look(lone, CONTROLLER);
      added.push(
        new Map(
          [...after].map(([at, figure]) => [at, { ...figure, value: figure.value - (before.get(at)?.value ?? 0) }]),
        ),
      );
      before = after;
    }
    const places = [...new Set(added.flatMap((figures) => [...figures.keys()]))].filter(
      (at) => !MADE_OF_OTHERS.test(at),
    );
    return new Map(places.map((at) => [at, added.map((figures) => figures.get(at)?.value ?? 0)]));
  }

  beforeAll(async () => {
    system = await System.start();
    hunted = await SmallContract.born(system, 'HUNTED');
    for (const group of GROUPS)
      for (let i = 0; i < CLASSES.get(group)![0]!; i++) await hunted.enrol(`${group}-${i}`, group);
    for (const [run, { cutOff, final, reversed = [], closed = [] }] of LIFE.entries()) {
      if (run === 1)
        for (const group of GROUPS)
          for (let i = 0; i < CLASSES.get(group)![1]!; i++)
            await hunted.enrol(`late-${group}-${i}`, group, '2025-03-01');
      await hunted.makeFinal(cutOff, final);
      if (reversed.length > 0) await hunted.reverse(reversed);
      for (const [name, from, to, followUp] of closed)
        await hunted.close(
          Array.from({ length: to - from }, (_, i) => `${name}-${from + i}`),
          followUp,
        );
      await hunted.pay(cutOff);
      for (const [who, figures] of looks) figures.push(await look(hunted, who));
    }
    weights = await weigh();
  }, 300_000);
  afterAll(() => system?.stop());

  const isWeighed = (at: string): boolean => weights.get(at)?.some((weight) => weight !== 0) ?? false;
  const attack = (figures: readonly Figures[]) => new Attack(UNITS, CLASSES, weights, figures);

  it.each(TOLD)('by %s finds no hidden count and nobody, over five runs and all views', async (_who, who) => {
    const told = looks.get(who)!;
    const values = (at: string) => new Set(told.map((figures) => figures.get(at)?.value ?? 0));
    const unread = [...told.at(-1)!.keys()].filter((at) => values(at).size > 1 && !isWeighed(at));
    expect(unread.filter((at) => !MADE_OF_OTHERS.test(at) && !WHO_TAKES_PART.test(at))).toEqual([]);
    const attempt = attack(told);
    expect(attempt.equations).toBeGreaterThan(10);
    expect(await attempt.findings()).toEqual([]);
  });
  it.each(NOT_TOLD)('by %s has nothing to begin with', async (_who, who) => {
    const told = await look(hunted, who);
    expect([...told].filter(([at, { value }]) => value !== 0 && isWeighed(at))).toEqual([]);
  });
  it.each([
    ['progress', /\/progress 0 {2}rows/],
    ['progress of all groups together', /\/progress 0 {2}rows\[[^\]]*\] \w+$/],
    ['what works', /\/what-works 0 {2}steps/],
  ])('would find them if %s alone were told in full', async (_view, view) => {
    const full = looks
      .get(INVESTOR)!
      .map(
        (figures, run) =>
          new Map([
            ...figures,
            ...[...looks.get(CONTROLLER)![run]!].flatMap(([at, { value }]) =>
              view.test(at) && !/awaiting|notDue/.test(at) ? [[at, { value, marked: false }] as const] : [],
            ),
          ]),
      );
    expect((await attack(full).findings()).length).toBeGreaterThan(2);
  });
});
