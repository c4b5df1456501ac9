import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import type { Role } from '@ringvirkning/auth';
import { activateContract, json, paymentsKnow, payUpTo, valuationModel, yearly, type Api } from '@ringvirkning/seed';
import type { TestService, TokenClaims } from '@ringvirkning/testing';
import { System } from './support/system.js';
import { toldTo, type Known } from './support/told-to.js';

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

/** 1,000 kr a home, 200 kr a follow-up, at most 1,300 kr per person and 15,000 kr guaranteed; two municipalities' people; lessons have no price. */
const termsOf = (ref: string): string => `
language: ringvirkning-terms/1
ref: ${ref}
title: { da: Tvilling, en: Twin }
currency: DKK
period: { from: 2025-01-01, to: 2027-12-31 }
parties:
  - { id: aarhus, name: Aarhus Kommune, kind: municipality, organisation: aarhus, municipalityCode: '0751', department: sociale-forhold, roles: [authority, payer] }
  - { id: dsi, name: DSI, kind: fund, organisation: dsi, roles: [payer, investor] }
  - { id: st-basils, name: St Basils, kind: supplier, organisation: st-basils, roles: [supplier] }
  - { id: verifier, name: Verifier, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier, authority], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [register] } }
followUps:
  - { code: m3, months: 3 }
  - { code: m6, months: 6 }
groups:
  - { code: young, name: { da: Unge, en: Young } }
  - { code: old, name: { da: Ældre, en: Older } }
outcomes:
  - { code: kept-home, name: { da: Egen bolig, en: Own home }, kind: reached, price: { kind: per-claim, amount: 1000 } }
  - { code: mastery, name: { da: Selvmestring, en: Self-mastery }, kind: reached, followUps: [m3, m6], price: { kind: per-claim, amount: 200 } }
caps:
  - { step: person, max: 1300 }
payers:
  split: fixed
  parts: [{ party: aarhus, share: 2/3 }, { party: dsi, share: 1/3 }]
payees: [{ party: st-basils, share: 1 }]
`;

/** A claim in short: person, outcome, day, group. */
type Row = readonly [person: string, outcome: string, on: string, group?: string];
interface Twin {
  readonly contractId: string;
  readonly ref: string;
  readonly people: Map<string, string>;
  final: number;
}

let system: System;
let api: Api;
let twins: readonly [fewer: Twin, more: Twin];

async function born(ref: string): Promise<Twin> {
  const contractId = await activateContract(api, {
    ref,
    terms: termsOf(ref),
    signOffs: [
      { by: 'council-member', role: 'council', party: 'aarhus' },
      { by: 'municipal-director', role: 'municipal-director', party: 'aarhus' },
    ],
    appropriations: yearly(['aarhus', 'dsi'], [2025, 2027], '900000000'),
  });
  const { model } = await api.post<{ model: string }>('controller', '/api/benefits/valuation-models', 'twin:model', {
    type: 'application/yaml',
    text: valuationModel('aarhus-young-homeless'),
  });
  await api.post('controller', `/api/benefits/contracts/${contractId}/valuation`, `${ref}:valuation`, json({ model }));
  return { contractId, ref, people: new Map(), final: 0 };
}

async function enrol({ contractId, ref, people }: Twin, person: string, group = 'young'): Promise<string> {
  const known = people.get(person);
  if (known) return known;
  const { pseudonym } = await api.post<{ pseudonym: string }>(
    'case-worker',
    `/api/outcomes/contracts/${contractId}/participants`,
    `${ref}:${person}`,
    json({ referredOn: '2025-01-02', startedOn: '2025-01-02', group }),
  );
  people.set(person, pseudonym);
  return pseudonym;
}

async function claim(twin: Twin, key: string, rows: readonly Row[]): Promise<void> {
  const lines: string[] = [];
  for (const [person, what, on, group] of rows) {
    const [outcome, followUp = ''] = what.split(' ');
    const digest = createHash('sha256').update(`${person} ${what}`).digest('hex');
    lines.push(
      [await enrol(twin, person, group), outcome, followUp, on, digest, 'register', `${person} ${what}`].join(';'),
    );
  }
  const text = [
    'participant;outcome;follow_up;achieved_on;evidence_digest;evidence_source;external_ref',
    ...lines,
  ].join('\n');
  const path = `/api/outcomes/contracts/${twin.contractId}`;
  const report = await api.post<{ refused: number; failed: number; errors: unknown }>(
    'case-worker',
    `${path}/imports?mode=claim`,
    `${twin.ref}:${key}`,
    { type: 'text/csv', text },
  );
  expect([key, report.refused + report.failed, report.errors]).toEqual([key, 0, []]);
}

async function makeFinal(twin: Twin, key: string, rows: readonly Row[]): Promise<void> {
  await claim(twin, key, rows);
  const path = `/api/outcomes/contracts/${twin.contractId}`;
  await api.post('department-head', `${path}/attestations`, `${twin.ref}:${key}:attest`, json({ all: true }));
  await api.post('verifier', `${path}/verifications`, `${twin.ref}:${key}:verify`, json({ all: true }));
  twin.final += rows.length;
  await paymentsKnow(api, twin.contractId, twin.final);
}

const pay = async (twin: Twin, cutOff: string): Promise<void> => {
  await payUpTo(api, twin.contractId, `${twin.ref}:${cutOff}`, cutOff, 'authorised');
  const { no } = (await runsOf(twin))[0]!;
  await api.until(
    `benefits and outcomes to have run ${no} of ${twin.ref}`,
    async () => [
      ...(await system.query(
        'benefits',
        `SELECT FROM payment_run WHERE contract_id = '${twin.contractId}' AND no = ${no}`,
      )),
      ...(await system.query(
        'outcomes',
        `SELECT FROM published_progress WHERE contract_id = '${twin.contractId}' AND no = ${no}`,
      )),
    ],
    (rows) => rows.length === 2,
  );
};
const runsOf = ({ contractId }: Twin) =>
  api.all<{ runId: string; no: number }>('controller', `/api/payments/contracts/${contractId}/runs`);

/** `count` people, each with these claims. */
const several = (
  name: string,
  count: number,
  group: string,
  ...claims: readonly (readonly [string, string])[]
): Row[] =>
  Array.from({ length: count }, (_, i) => claims.map(([what, on]): Row => [`${name}-${i}`, what, on, group])).flat();

async function known(twin: Twin): Promise<Known> {
  const claims = await system.query(
    'outcomes',
    `SELECT claim_id::text AS id, participant_id::text AS person FROM claim WHERE contract_id = '${twin.contractId}' ORDER BY external_ref LIMIT 1`,
  );
  const { id, person } = claims[0] as { id: string; person: string };
  const runs = (await runsOf(twin)).map(({ runId }) => runId);
  const model = ['aarhus-young-homeless@1'];
  const ids = {
    runs,
    claims: [id],
    claimId: [id],
    participants: [person],
    participantId: [person],
    model,
  };
  const path = `/api/contracts/${twin.contractId}`;
  const { termsDigest, signOffs } = await api.get<ContractDetails>('controller', path);
  const { digest } = await api.get<{ digest: string }>('controller', `${path}/signing`);
  const signed = signOffs.given.flatMap(({ summary }) => summary ?? []);
  return {
    ...{ contractId: twin.contractId, ref: twin.ref, digests: [...new Set([termsDigest, ...signed, digest])] },
    ids: { ...ids, digest: ['0'.repeat(64), digest], contracts: [twin.contractId] },
  };
}

/** The first place where two answers differ. */
function whereFrom(one: string, other: string): string {
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  return `${one.slice(Math.max(0, at - 60), at + 20)} ≠ ${other.slice(Math.max(0, at - 10), at + 20)}`;
}

/** What differs between the two, by route. */
async function told(who: TokenClaims): Promise<{ readonly routes: number; readonly different: readonly string[] }> {
  const request: TestService['request'] = (as) => system.request(as!);
  const [fewer, more] = [
    await toldTo({ url: system.url, request }, who, await known(twins[0])),
    await toldTo({ url: system.url, request }, who, await known(twins[1])),
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
  const both = async (work: (twin: Twin, extra: number) => Promise<void>): Promise<void> => {
    for (const [i, twin] of twins.entries()) await work(twin, i + 1);
  };
  beforeAll(async () => {
    system = await System.start();
    api = system.api;
    twins = [await born('TWIN-A'), await born('TWIN-B')];
    await both(async (twin) => {
      await makeFinal(twin, 'first', [
        ...several('young', 9, 'young', ['kept-home', '2025-02-03'], ['mastery m3', '2025-03-05']),
        ...several('old', 8, 'old', ['kept-home', '2025-02-10']),
      ]);
      for (let i = 0; i < 7; i++) await enrol(twin, `waiting-${i}`, 'young');
      await pay(twin, '2025-03-31');
    });
  });
  afterAll(() => system?.stop());

  const STAGES: readonly (readonly [string, (twin: Twin, extra: number) => Promise<void>])[] = [
    ['as long as nothing differs', () => Promise.resolve()],
    [
      'once people are enrolled, claimed for, and final in small numbers',
      async (twin, extra) => {
        for (let i = 0; i < extra; i++) await enrol(twin, `later-${i}`, 'old');
        await makeFinal(twin, 'second', [
          ...several('late', extra, 'young', ['kept-home', '2025-05-03'], ['mastery m3', '2025-06-05']),
          ...several('old', extra, 'old', ['mastery m6', '2025-06-20']),
          ...several('young', extra, 'young', ['mastery m6', '2025-06-21']),
          ...several('waiting', extra, 'young', ['kept-home', '2026-01-20']),
        ]);
        await claim(twin, 'only-claimed', several('waiting', 2 + extra, 'young', ['mastery m3', '2025-06-22']));
      },
    ],
    ['after the next payment run', (twin) => pay(twin, '2025-06-30')],
    [
      'after a run of another year, and a reversal',
      async (twin, extra) => {
        const claims = await api.all<{ claimId: string; externalRef: string }>(
          'department-head',
          `/api/outcomes/contracts/${twin.contractId}/claims`,
        );
        for (let i = 0; i < extra; i++) {
          const { claimId } = claims.find(({ externalRef }) => externalRef === `old-${7 - i} kept-home`)!;
          await api.post(
            'department-head',
            `/api/outcomes/claims/${claimId}/reversal`,
            `${twin.ref}:reverse:${i}`,
            json({ reason: 'Wrong person' }),
          );
        }
        await api.until(
          'reversals',
          () => api.get<{ facts: number }>('controller', `/api/payments/contracts/${twin.contractId}/summary`),
          ({ facts }) => facts === twin.final - extra,
        );
        await pay(twin, '2026-03-31');
      },
    ],
    [
      'while a run waits for its second signature',
      async (twin, extra) => {
        twin.final -= extra;
        await makeFinal(twin, 'third', several('late', extra, 'young', ['mastery m6', '2025-12-05']));
        await payUpTo(api, twin.contractId, `${twin.ref}:open`, '2026-06-30', 'certified');
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
