import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changes, NOTHING_PUBLISHED, publish, type Published } from '@ringvirkning/disclosure';
import { instant } from '@ringvirkning/kernel';
import { ProgressSchema, type Progress } from '@ringvirkning/outcomes-api';
import type { PublishedPart } from '@ringvirkning/payments-api';
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

/** Who has not moved in leaves the contract. */
const othersLeave = (contractId: string) =>
  world.rows(
    `UPDATE participant p SET left_on = '2024-12-01', left_reason = 'withdrew' WHERE contract_id = $1
     AND NOT EXISTS (SELECT FROM claim c WHERE c.participant_id = p.participant_id AND c.outcome = 'move-in' AND c.status = 'final')`,
    [contractId],
  );

/** A contract with people, of whom those who have not moved in have left. */
async function contractWith(...rows: string[]): Promise<string> {
  const contractId = await world.contract();
  await world.import(
    'fatima',
    contractId,
    ['participant;outcome;achieved_on;quantity;referred_on;group', ...rows].join('\n'),
  );
  await world.post('anna', `/contracts/${contractId}/attestations`, { all: true });
  await world.post('hans', `/contracts/${contractId}/verifications`, { all: true });
  await othersLeave(contractId);
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
  await othersLeave(contractId);
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
const authorise = async (contractId: string, no: number): Promise<void> =>
  world.authorised(contractId, no, { parts: await partsOf(contractId) });
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
      notReached: 13,
      awaiting: 0,
      share: 17 / 30,
      range: { low: 17 / 30, high: 17 / 30 },
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
  it('counts nobody for or against a follow-up before it is known how it went', async () => {
    const contractId = await contractWith(...people('young', 10, 10));
    await world.enrol(contractId, { referredOn: '2024-12-01' });
    const bands = async () =>
      (await progressFor('anna', contractId)).rows.map(
        ({ outcome, followUp, reached, notReached, awaiting, notDue, n, share }) =>
          [[outcome, followUp].filter(Boolean).join(' '), reached, notReached, awaiting, notDue, n, share] as const,
      );
    expect(await bands()).toEqual([
      ['move-in', 10, 0, 1, 0, 10, 1],
      ['housed m3', 0, 0, 10, 1, 0, null],
      ['housed m6', 0, 0, 10, 1, 0, null],
      ['lesson', 0, 0, 11, 0, 0, null],
    ]);
    const [first, second, third] = (await world.rows(
      `SELECT participant_id AS id FROM participant WHERE contract_id = $1 AND referred_on = '2024-02-01' ORDER BY 1`,
      [contractId],
    )) as { id: string }[];
    const close = (id: string, closing: string | null) =>
      world.post('fatima', `/participants/${id}/follow-ups`, {
        outcome: 'housed',
        followUp: 'm3',
        closing,
        seen: null,
      });
    expect((await close(first!.id, 'not-reached')).status).toBe(201);
    expect((await close(second!.id, 'no-answer')).status).toBe(201);
    await world.post('fatima', `/participants/${third!.id}/departure`, { on: '2024-06-01', reason: 'no-contact' });
    expect((await bands()).slice(1, 3)).toEqual([
      ['housed m3', 0, 2, 8, 1, 2, 0],
      ['housed m6', 0, 1, 9, 1, 1, 0],
    ]);
  });
  it('takes who left for a failure only from when the follow-up was due', async () => {
    const contractId = await world.contract();
    const [soon, later] = [
      await world.enrol(contractId, { referredOn: '2024-05-01' }),
      await world.enrol(contractId, { referredOn: '2024-12-01' }),
    ];
    for (const id of [soon, later])
      await world.post('fatima', `/participants/${id}/departure`, { on: '2024-12-20', reason: 'withdrew' });
    const { rows } = await progressFor('anna', contractId);
    expect(rows.map(({ notReached, awaiting, notDue }) => [notReached, awaiting, notDue])).toEqual([
      [2, 0, 0],
      [0, 1, 1],
      [0, 1, 1],
      [2, 0, 0],
    ]);
  });
  it('keeps in the count what an erased person reached, and awaits nothing of them any more', async () => {
    const contractId = await contractWith(...people('young', 2, 2));
    const [person] = (await world.rows('SELECT participant_id AS id FROM participant WHERE contract_id = $1', [
      contractId,
    ])) as { id: string }[];
    expect((await world.post('anna', `/participants/${person!.id}/erasure`)).status).toBe(201);
    const { rows } = await progressFor('anna', contractId);
    expect(rows.slice(0, 2).map(({ reached, awaiting, notDue }) => [reached, awaiting, notDue])).toEqual([
      [2, 0, 0],
      [0, 1, 1],
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
