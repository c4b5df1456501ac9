import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import { payUpTo } from '@ringvirkning/seed';
import type { TestService, TokenClaims } from '@ringvirkning/testing';
import { several as from, SmallContract, termsOf, type Row } from './support/small-contract.js';
import { System } from './support/system.js';
import { toldTo } from './support/told-to.js';

const OUTSIDERS: readonly (readonly [string, TokenClaims])[] = [
  ['an investor', { roles: ['investor'], organisation: 'dsi' }],
  [
    'an investor who is case worker and supplier elsewhere',
    { roles: ['investor', 'case-worker', 'supplier'], organisation: 'dsi' },
  ],
  ['a council member', { roles: ['council-member'] }],
  ['an operator', { roles: ['operator'] }],
  ['a supplier of other contracts', { roles: ['supplier'], organisation: 'another-supplier' }],
  ['a case worker of another department', { roles: ['case-worker'], departments: ['schools'] }],
];

/** At most 1,300 kr per person. */
const CAPS = `caps:
  - { step: person, max: 1300 }
`;
const several = (
  name: string,
  count: number,
  group: string,
  ...claims: readonly (readonly [string, string])[]
): Row[] => from(name, [0, count], group, ...claims);

let system: System;
let twins: readonly [fewer: SmallContract, more: SmallContract];

/** The first place where two answers differ. */
function whereFrom(one: string, other: string): string {
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return `${one.slice(Math.max(0, at - 60), at + 20)} ≠ ${other.slice(Math.max(0, at - 10), at + 20)}`;
}

/** What differs between the two, by route. */
async function told(who: TokenClaims): Promise<{ readonly routes: number; readonly different: readonly string[] }> {
  const request: TestService['request'] = (as) => system.request(as!);
  const [fewer, more] = [
    await toldTo({ url: system.url, request }, who, await twins[0].known()),
    await toldTo({ url: system.url, request }, who, await twins[1].known()),
  ];
  const different = [...fewer].filter(([route, answer]) => more.get(route) !== answer);
  return {
    routes: fewer.size,
    different: different.map(([route, answer]) => `${route}: ${whereFrom(answer, more.get(route) ?? '')}`),
  };
}

/**
 * Two contracts live the same life, until in each cell in which figures could be told something more happens to one person here, and to two there.
 * Whatever tells them apart to an outsider, by any answer or difference of answers, tells of one person.
 */
describe('two contracts that differ in what happened to one person', () => {
  const both = async (work: (twin: SmallContract, extra: number) => Promise<void>): Promise<void> => {
    for (const [i, twin] of twins.entries()) await work(twin, i + 1);
  };
  beforeAll(async () => {
    system = await System.start();
    const born = (ref: string) => SmallContract.born(system, ref, termsOf(ref, CAPS));
    twins = [await born('TWIN-A'), await born('TWIN-B')];
    await both(async (twin) => {
      await twin.makeFinal('first', [
        ...several('young', 9, 'young', ['kept-home', '2025-02-03'], ['mastery m3', '2025-03-05']),
        ...several('old', 8, 'old', ['kept-home', '2025-02-10']),
      ]);
      for (let i = 0; i < 7; i++) await twin.enrol(`waiting-${i}`, 'young');
      await twin.pay('2025-03-31');
    });
  });
  afterAll(() => system?.stop());

  const STAGES: readonly (readonly [string, (twin: SmallContract, extra: number) => Promise<void>])[] = [
    ['as long as nothing differs', () => Promise.resolve()],
    [
      'once people are enrolled, claimed for, and final in small numbers',
      async (twin, extra) => {
        for (let i = 0; i < extra; i++) await twin.enrol(`later-${i}`, 'old');
        await twin.makeFinal('second', [
          ...several('late', extra, 'young', ['kept-home', '2025-05-03'], ['mastery m3', '2025-06-05']),
          ...several('old', extra, 'old', ['mastery m6', '2025-06-20']),
          ...several('young', extra, 'young', ['mastery m6', '2025-06-21']),
          ...several('waiting', extra, 'young', ['kept-home', '2026-01-20']),
        ]);
        await twin.claim('only-claimed', several('waiting', 2 + extra, 'young', ['mastery m3', '2025-06-22']));
      },
    ],
    ['after the next payment run', (twin) => twin.pay('2025-06-30')],
    [
      'after a run of another year, and a reversal',
      async (twin, extra) => {
        await twin.reverse(Array.from({ length: extra }, (_, i) => `old-${7 - i} kept-home`));
        await twin.pay('2026-03-31');
      },
    ],
    [
      'while a run waits for its second signature',
      async (twin, extra) => {
        await twin.makeFinal('third', several('late', extra, 'young', ['mastery m6', '2025-12-05']));
        await payUpTo(system.api, twin.contractId, `${twin.ref}:open`, '2026-06-30', 'certified');
      },
    ],
  ];

  it.each(STAGES)(
    'are told alike to every outsider, by every route and question, %s',
    async (_when, happens) => {
      await both(happens);
      for (const [name, who] of OUTSIDERS) {
        const { routes, different } = await told(who);
        expect([name, different]).toEqual([name, []]);
        expect(routes).toBeGreaterThan(50);
      }
    },
    300_000,
  );
  it.each(['controller', 'supplier'] as readonly Role[])(
    'would be told apart by what a %s sees, who knows the people',
    async (role) => {
      const organisation = role === 'supplier' ? { organisation: 'st-basils' } : {};
      const { different } = await told({ roles: [role], ...organisation });
      expect(different.length).toBeGreaterThan(5);
    },
    300_000,
  );
});
