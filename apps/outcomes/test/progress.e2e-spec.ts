import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changes, NOTHING_PUBLISHED, publish, type Published } from '@ringvirkning/disclosure';
import { instant, localDate } from '@ringvirkning/kernel';
import { ProgressSchema, type Progress } from '@ringvirkning/outcomes-api';
import type { PublishedPart } from '@ringvirkning/payments-api';
import { asSystem, Database } from '@ringvirkning/persistence';
import { PublishProgressHandler } from '../src/views/progress/publish-progress.handler.js';
import { startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({ now: () => instant('2025-01-15T10:00:00Z') });
});
afterAll(() => world.stop());

/** `count` people of a group, `reached` of whom have moved in finally. */
const people = (group: string, count: number, reached: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    [`${group}-${i}`, i < reached ? 'move-in' : 'lesson', '2024-05-01', '1', '2024-02-01', group].join(';'),
  );

async function contractWith(...rows: string[]): Promise<string> {
  const contractId = await world.contract();
  await world.import(
    'fatima',
    contractId,
    ['participant;outcome;achieved_on;quantity;referred_on;group', ...rows].join('\n'),
  );
  await world.post('anna', `/contracts/${contractId}/attestations`, { all: true });
  await world.post('hans', `/contracts/${contractId}/verifications`, { all: true });
  return contractId;
}
/** More people of the contract, some of whom have moved in finally. */
async function more(contractId: string, group: string, count: number, reached: number): Promise<void> {
  const rows = people(group, count, reached).map((row) => row.replace(/[^;]*$/, 'young'));
  await world.import(
    'fatima',
    contractId,
    ['participant;outcome;achieved_on;quantity;referred_on;group', ...rows].join('\n'),
  );
  await world.post('anna', `/contracts/${contractId}/attestations`, { all: true });
  await world.post('hans', `/contracts/${contractId}/verifications`, { all: true });
}
/** What payments have told to be out, per contract: final claims per step, and nothing of few people. */
const told = new Map<string, Published<number>>();
async function partsOf(contractId: string): Promise<PublishedPart[]> {
  const claims = (await world.rows(
    `SELECT outcome, follow_up, claim_id, participant_id AS person FROM claim WHERE contract_id = '${contractId}' AND status = 'final'`,
  )) as { outcome: string; follow_up: string | null; claim_id: string; person: string }[];
  const steps = Map.groupBy(claims, ({ outcome, follow_up }) => `${outcome}/${follow_up ?? ''}`);
  const now = [...steps].map(([step, of]) => {
    return [
      step,
      { counted: new Map(of.map(({ claim_id, person }) => [claim_id, person])), value: of.length },
    ] as const;
  });
  const before = told.get(contractId) ?? NOTHING_PUBLISHED;
  const after = publish(before, new Map(now));
  told.set(contractId, after);
  return changes(before, after).map(({ key, came, went }) => {
    const [outcome, followUp] = key.split('/');
    return { part: key, outcome: outcome!, followUp: followUp || null, came: [...came], went: [...went] };
  });
}

/** A payment run is authorised, as its event tells. */
const authorise = async (contractId: string, no: number): Promise<void> => {
  const parts = await partsOf(contractId);
  await asSystem('test', () =>
    world.service.app.get(Database, { strict: false }).transaction((tx) =>
      world.service.app.get(PublishProgressHandler, { strict: false }).execute(tx, {
        runId: randomUUID(),
        contractId,
        no,
        cutOff: localDate('2025-01-14'),
        authorisedAt: instant('2025-01-15T09:00:00Z'),
        budgetYear: 2025,
        currency: 'DKK',
        payments: [],
        parts,
      }),
    ),
  );
};
const progressFor = async (who: string, contractId: string): Promise<Progress> =>
  ProgressSchema.parse((await world.get(who, `/contracts/${contractId}/progress`)).body);
const moveIn = ({ rows }: Progress) => rows.find(({ outcome }) => outcome === 'move-in')!;

describe('progress', () => {
  it('shows share, sample size and interval to those who may see people', async () => {
    const progress = await progressFor('anna', await contractWith(...people('young', 20, 16), ...people('old', 10, 1)));
    expect(progress).toMatchObject({ participants: 30, plannedParticipants: 40, suppressedBelow: null });
    expect(moveIn(progress)).toMatchObject({
      planned: 20,
      claimed: 17,
      final: 17,
      n: 30,
      reached: 17,
      share: 17 / 30,
      suppressed: false,
      payment: true,
      title: { en: 'Move in' },
    });
    expect(moveIn(progress).interval!.low).toBeCloseTo(0.392, 3);
    expect(moveIn(progress).groups).toMatchObject([
      { group: 'old', n: 10, reached: 1 },
      { group: 'young', n: 20, reached: 16 },
    ]);
  });
  it('counts at a follow-up only those for whom it is due', async () => {
    const contractId = await contractWith(...people('young', 10, 10));
    await world.enrol(contractId, { referredOn: '2024-12-01' });
    const rows = (await progressFor('anna', contractId)).rows;
    expect(rows.map(({ outcome, followUp, n }) => [outcome, followUp, n])).toEqual([
      ['move-in', null, 11],
      ['housed', 'm3', 10],
      ['housed', 'm6', 10],
      ['lesson', null, 11],
    ]);
  });
  it('is for outsiders nothing until a payment run is authorised', async () => {
    const progress = await progressFor('gry', await contractWith(...people('young', 20, 10)));
    expect(progress).toMatchObject({ participants: null, suppressedBelow: 5 });
    expect(moveIn(progress)).toMatchObject({ n: null, reached: null, claimed: null, final: null, suppressed: true });
  });
  it.each(['gry', 'erik'])('is for %s then every group, when each has enough people', async (who) => {
    const contractId = await contractWith(...people('young', 20, 10), ...people('old', 10, 5));
    await authorise(contractId, 1);
    expect(moveIn(await progressFor(who, contractId))).toMatchObject({
      n: 30,
      reached: 15,
      share: 0.5,
      final: 15,
      claimed: null,
      suppressed: false,
      groups: [
        { group: 'old', n: 10, reached: 5 },
        { group: 'young', n: 20, reached: 10 },
      ],
    });
  });
  it('tells outsiders of no group when one is small, because the sum is told, also by payments', async () => {
    const contractId = await contractWith(...people('young', 20, 10), ...people('old', 4, 2));
    await authorise(contractId, 1);
    const step = moveIn(await progressFor('gry', contractId));
    expect(step).toMatchObject({ n: 24, reached: 12, final: 12 });
    expect(step.groups.map(({ n, reached, suppressed }) => [n, reached, suppressed])).toEqual([
      [null, null, true],
      [null, null, true],
    ]);
    expect((await progressFor('fatima', contractId)).suppressedBelow).toBeNull();
  });
  it('tells outsiders nothing of a step that few reached, or few did not', async () => {
    for (const reached of [2, 18]) {
      const contractId = await contractWith(...people('young', 20, reached));
      await authorise(contractId, 1);
      expect(moveIn(await progressFor('gry', contractId))).toMatchObject({ n: null, reached: null, suppressed: true });
    }
  });
  it('tells outsiders nothing about fewer than five people, whenever they look', async () => {
    const contractId = await contractWith(...people('young', 11, 5));
    const looks: (readonly (number | null)[])[] = [];
    for (let no = 1; no <= 7; no++) {
      await authorise(contractId, no);
      const progress = await progressFor('gry', contractId);
      const { reached, final } = moveIn(progress);
      looks.push([progress.participants, reached, final]);
      await more(contractId, `later-${no}`, 2, no % 3);
      const between = await progressFor('gry', contractId);
      expect(between).toEqual(progress);
    }
    for (const one of looks)
      for (const other of looks)
        for (const [i, figure] of one.entries()) {
          const difference = Math.abs((figure ?? 0) - (other[i] ?? 0));
          expect(difference === 0 || difference >= 5).toBe(true);
        }
    expect(new Set(looks.map(([participants]) => participants)).size).toBeGreaterThan(2);
  });
  it('is for parties only', async () =>
    expect((await world.get('stranger', `/contracts/${await world.contract()}/progress`)).status).toBe(404));
});
