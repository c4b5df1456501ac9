import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '@ringvirkning/kernel';
import { ProgressSchema, type Progress } from '@ringvirkning/outcomes-api';
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
  it.each(['gry', 'erik'])('withholds from %s a small group, and a second one that would give it away', async (who) => {
    const progress = await progressFor(who, await contractWith(...people('young', 20, 10), ...people('old', 4, 2)));
    expect(progress.suppressedBelow).toBe(5);
    expect(moveIn(progress)).toMatchObject({ n: 24, reached: 12, suppressed: false });
    expect(moveIn(progress).groups.map(({ n, reached, suppressed }) => [n, reached, suppressed])).toEqual([
      [null, null, true],
      [null, null, true],
    ]);
  });
  it('withholds a whole step when few reached it, or few did not', async () => {
    for (const reached of [2, 18]) {
      const row = moveIn(await progressFor('gry', await contractWith(...people('young', 20, reached))));
      expect(row).toMatchObject({
        n: null,
        reached: null,
        share: null,
        interval: null,
        claimed: null,
        final: null,
        suppressed: true,
      });
      expect(row.groups.every(({ suppressed }) => suppressed)).toBe(true);
    }
  });
  it('withholds how many people there are when they are few', async () => {
    expect((await progressFor('gry', await contractWith(...people('young', 3, 3)))).participants).toBeNull();
  });
  it('is for parties only', async () =>
    expect((await world.get('stranger', `/contracts/${await world.contract()}/progress`)).status).toBe(404));
});
