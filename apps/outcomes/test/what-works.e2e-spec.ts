import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '@ringvirkning/kernel';
import {
  WhatWorksSchema,
  WorksCurveSchema,
  WorksIntakeSchema,
  type WhatWorks,
  type WorksCurve,
  type WorksIntake,
} from '@ringvirkning/outcomes-api';
import { startWorld, termsYaml, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld({ now: () => instant('2025-01-15T10:00:00Z') });
});
afterAll(() => world.stop());

/** A contract of an intervention; contracts of the same are shown together. */
const contractOf = (intervention: string, change: (terms: string) => string = (terms) => terms) =>
  world.contract(
    change(termsYaml()).replace(
      'currency:',
      `intervention: { da: ${intervention}, en: ${intervention} in English }\ncurrency:`,
    ),
  );

/** People who moved in finally on their day, or are there without. */
async function come(
  contractId: string,
  people: readonly { readonly start?: string; readonly movedIn?: string; readonly group?: string }[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const { start = '2024-02-01', movedIn, group = 'young' } of people) {
    const id = await world.enrol(contractId, { referredOn: start, startedOn: start, group });
    if (movedIn) await world.claim(contractId, id, { on: movedIn });
    ids.push(id);
  }
  await world.post('anna', `/contracts/${contractId}/attestations`, { all: true });
  await world.post('hans', `/contracts/${contractId}/verifications`, { all: true });
  return ids;
}

const ask = (who: string, path: string) => world.get(who, `/what-works${path}`);
const works = async (who: string, query = ''): Promise<WhatWorks> =>
  WhatWorksSchema.parse((await ask(who, query)).body);
const stepsOf = ({ steps }: WhatWorks, intervention: string, title = 'Move in') =>
  steps.filter((step) => step.intervention.da === intervention && step.title.en === title);
const curveOf = async (who: string, outcomeId: string, contractId?: string): Promise<WorksCurve> =>
  WorksCurveSchema.parse(
    (await ask(who, `/curve?outcomeId=${outcomeId}${contractId ? `&contractId=${contractId}` : ''}`)).body,
  );
const intakeOf = async (who: string, contractId: string): Promise<WorksIntake['items'][number]> =>
  WorksIntakeSchema.parse((await ask(who, `/intake?contractId=${contractId}`)).body).items[0]!;

const several = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe('what works', () => {
  it('is told for all contracts of an intervention together, by step, follow-up and target group', async () => {
    const [first, second] = [await contractOf('Bolig'), await contractOf('Bolig')];
    await come(first, [...several(2, { movedIn: '2024-03-01' }), { group: 'old' }]);
    const [, , left] = await come(second, [...several(2, { movedIn: '2024-03-01', group: 'old' }), {}]);
    await world.post('fatima', `/participants/${left!}/departure`, { on: '2024-06-01', reason: 'withdrew' });
    await come(await contractOf('Noget andet'), [{ movedIn: '2024-03-01' }]);

    const told = await works('anna');
    expect(stepsOf(told, 'Bolig')).toMatchObject([
      {
        intervention: { en: 'Bolig in English' },
        group: null,
        followUp: null,
        contracts: 2,
        planned: 40,
        reached: 4,
        notReached: 1,
        awaiting: 1,
        n: 5,
        share: 0.8,
        range: { low: 4 / 6, high: 5 / 6 },
        suppressed: false,
      },
      { group: { en: 'Young' }, contracts: 2, planned: null, reached: 2, notReached: 1, awaiting: 0 },
      { group: { en: 'Old' }, contracts: 2, reached: 2, notReached: 0, awaiting: 1, share: 1 },
    ]);
    expect(stepsOf(told, 'Bolig', 'Housed').map(({ followUp, group }) => [followUp?.en, group?.en])).toEqual([
      ['3 months', undefined],
      ['3 months', 'Young'],
      ['3 months', 'Old'],
      ['6 months', undefined],
      ['6 months', 'Young'],
      ['6 months', 'Old'],
    ]);
    const one = await works('anna', `?contractId=${first}`);
    expect([one.contracts, stepsOf(one, 'Bolig')[0]!.reached]).toEqual([1, 2]);
  });
  it('is told as it is now: what happens to somebody shows at once', async () => {
    const contractId = await contractOf('Straks');
    const now = async () => {
      const [step] = stepsOf(await works('anna', `?contractId=${contractId}`), 'Straks');
      return [step!.reached, step!.notReached, step!.awaiting];
    };
    expect(stepsOf(await works('anna', `?contractId=${contractId}`), 'Straks')).toEqual([]);
    const [, other] = await come(contractId, several(2, {}));
    expect(await now()).toEqual([0, 0, 2]);
    await come(contractId, [{ movedIn: '2024-03-01' }]);
    expect(await now()).toEqual([1, 0, 2]);
    await world.post('fatima', `/participants/${other!}/departure`, { on: '2024-06-01', reason: 'withdrew' });
    expect(await now()).toEqual([1, 1, 1]);
    await world.post('anna', `/participants/${other!}/erasure`);
    expect(await now()).toEqual([1, 0, 1]);
  });
  it('is counted anew only where something has changed', async () => {
    const [still, moving] = [await contractOf('Stille'), await contractOf('Stille')];
    await come(still, [{}]);
    await come(moving, [{}]);
    await works('anna');
    const counted = () =>
      world.rows(
        `SELECT contract_id = $1 AS still, min(xmin::text) AS by FROM works_step WHERE contract_id IN ($1, $2) GROUP BY 1 ORDER BY 1`,
        [still, moving],
      );
    const [movingBefore, stillBefore] = await counted();
    await come(moving, [{}]);
    await works('anna');
    const [movingAfter, stillAfter] = await counted();
    expect(stillAfter).toEqual(stillBefore);
    expect(movingAfter).not.toEqual(movingBefore);
    expect(await world.rows('SELECT FROM works_change')).toEqual([]);
  });
  it('is for those who see the contract, and nobody else', async () => {
    const contractId = await contractOf('Lukket');
    await come(contractId, [{ movedIn: '2024-03-01' }]);
    const { outcomeId } = stepsOf(await works('anna'), 'Lukket')[0]!;
    expect(stepsOf(await works('stranger'), 'Lukket')).toEqual([]);
    for (const path of [
      `?contractId=${contractId}`,
      `/curve?outcomeId=${outcomeId}`,
      `/curve?outcomeId=${outcomeId}&contractId=${contractId}`,
    ])
      expect([path, (await ask('stranger', path)).status]).toEqual([path, 404]);
    expect((await ask('anna', '/curve?outcomeId=housed')).status).toBe(422);
  });
  it('tells nothing of the intake of a contract that the reader does not see, or that is not known here yet', async () => {
    const contractId = await contractOf('Fremmed');
    await come(contractId, [{}]);
    for (const [who, id] of [
      ['stranger', contractId],
      ['anna', '0190d000-0000-7000-8000-000000000404'],
    ] as const) {
      const { status, body } = await ask(who, `/intake?contractId=${id}`);
      expect([status, WorksIntakeSchema.parse(body).items]).toEqual([200, []]);
    }
  });
  it('is for outsiders what was published with the last payment run, and withheld where that is little', async () => {
    const contractId = await contractOf('Offentlig');
    const query = `?contractId=${contractId}`;
    const others = (await come(contractId, [...several(7, { movedIn: '2024-03-01' }), ...several(6, {})])).slice(7);
    for (const id of others)
      await world.post('fatima', `/participants/${id}/departure`, { on: '2024-06-01', reason: 'withdrew' });
    const nothing = { reached: null, n: null, share: null, awaiting: null, suppressed: true };
    for (const who of ['gry', 'erik'])
      expect(stepsOf(await works(who, query), 'Offentlig')[0]).toMatchObject({ ...nothing, contracts: 1 });
    await world.authorised(contractId, 1);
    await come(contractId, [{ movedIn: '2024-03-01' }]);
    for (const who of ['gry', 'erik']) {
      const told = await works(who, query);
      expect(told.suppressedBelow).toBe(5);
      expect(stepsOf(told, 'Offentlig')[0]).toMatchObject({ reached: 7, notReached: 6, n: 13, awaiting: null });
      expect(stepsOf(told, 'Offentlig', 'Housed')[0]).toMatchObject({ reached: 0, n: 0, share: null });
    }
    for (const who of ['anna', 'fatima', 'hans', 'karen'])
      expect(stepsOf(await works(who, query), 'Offentlig')[0]).toMatchObject({ reached: 8, suppressed: false });
  });
  it('marks for outsiders a sum that lacks a contract of which nothing is published', async () => {
    const [out, not] = [await contractOf('Delvis'), await contractOf('Delvis')];
    await come(out, several(8, { movedIn: '2024-03-01' }));
    await come(not, several(8, { movedIn: '2024-03-01' }));
    await world.authorised(out, 1);
    expect(stepsOf(await works('erik'), 'Delvis')[0]).toMatchObject({ reached: 8, contracts: 2, suppressed: true });
    expect(stepsOf(await works('anna'), 'Delvis')[0]).toMatchObject({ reached: 16, contracts: 2, suppressed: false });
  });
});

describe('the curve over months since the start', () => {
  const shares = ({ groups }: WorksCurve) =>
    groups[0]!.months.map(({ month, atRisk, share }) => [month, atRisk, Math.round(share * 1000) / 1000]);

  it('counts each month those who were followed so long; who is awaited only until then, who left to the end', async () => {
    const contractId = await contractOf('Kurve');
    const people = await come(contractId, [
      { movedIn: '2024-03-15' },
      { movedIn: '2024-05-01' },
      {},
      { start: '2024-12-01' },
      {},
    ]);
    await world.post('fatima', `/participants/${people[2]!}/departure`, { on: '2024-03-01', reason: 'withdrew' });
    await world.claim(contractId, people[4]!, { on: '2024-04-01' });
    const { outcomeId } = stepsOf(await works('anna'), 'Kurve')[0]!;
    const curve = await curveOf('anna', outcomeId, contractId);
    expect(curve).toMatchObject({ intervention: { da: 'Kurve' }, title: { en: 'Move in' }, suppressed: false });
    expect(shares(curve).slice(0, 5)).toEqual([
      [0, 5, 0],
      [1, 5, 0],
      [2, 3, 0.333],
      [3, 2, 0.667],
      [4, 1, 0.667],
    ]);
    expect(shares(curve).at(-1)).toEqual([11, 1, 0.667]);
    expect(curve.groups.map(({ group }) => group?.en)).toEqual([undefined, 'Young']);
  });
  it('takes a follow-up at its planned day, and stops before one that is awaited', async () => {
    const contractId = await contractOf('Opfølgning');
    const people = await come(contractId, several(3, { movedIn: '2024-02-02' }));
    await world.claim(contractId, people[0]!, {
      outcome: 'housed',
      followUp: 'm3',
      periodStart: '2024-02-02',
      on: '2024-05-20',
    });
    await world.post('anna', `/contracts/${contractId}/attestations`, { all: true });
    await world.post('hans', `/contracts/${contractId}/verifications`, { all: true });
    for (const followUp of ['m3', 'm6'])
      await world.post('fatima', `/participants/${people[1]!}/follow-ups`, {
        outcome: 'housed',
        followUp,
        closing: 'not-reached',
        seen: null,
      });
    const { outcomeId } = stepsOf(await works('anna'), 'Opfølgning', 'Housed')[0]!;
    expect(shares(await curveOf('anna', outcomeId)).slice(2, 5)).toEqual([
      [2, 3, 0],
      [3, 2, 0.5],
      [4, 1, 0.5],
    ]);
  });
  it('is not drawn for outsiders, who could count single people along it', async () => {
    const contractId = await contractOf('Skjult kurve');
    await come(contractId, several(8, { movedIn: '2024-03-01' }));
    await world.authorised(contractId, 1);
    const { outcomeId } = stepsOf(await works('gry'), 'Skjult kurve')[0]!;
    expect(await curveOf('gry', outcomeId, contractId)).toMatchObject({ suppressed: true, groups: [] });
  });
});

describe('intake', () => {
  it('is held against the plan, with when it will be reached at the latest pace', async () => {
    const contractId = await contractOf('Optag');
    await come(contractId, [
      ...several(6, { start: '2024-02-01' }),
      ...several(3, { start: '2024-10-10' }),
      ...several(3, { start: '2024-12-10' }),
    ]);
    const intake = await intakeOf('anna', contractId);
    expect(intake).toMatchObject({
      people: 12,
      planned: 40,
      plannedByNow: 21,
      endsOn: '2025-12-31',
      forecast: { people: 6, months: 6, perMonth: 1, reachedOn: '2027-05-18' },
    });
    expect(intake.forecast!.interval.low).toBeCloseTo(0.365, 2);
    expect(intake.forecast!.interval.high).toBeCloseTo(2.177, 2);
    expect(intake.forecast!.earliest! < intake.forecast!.reachedOn!).toBe(true);
    expect(intake.forecast!.latest! > intake.forecast!.reachedOn!).toBe(true);
    expect(intake.months!.filter(({ people }) => people > 0)).toMatchObject([
      { month: '2024-02-01', people: 6 },
      { month: '2024-10-01', people: 3 },
      { month: '2024-12-01', people: 3 },
    ]);
    expect(intake.months!.reduce((sum, { planned }) => sum + planned, 0)).toBe(40);
  });
  it('is for outsiders the number that is out, at the pace since the first cohort began', async () => {
    const contractId = await contractOf('Udefra');
    expect(await intakeOf('gry', contractId)).toMatchObject({ people: null, forecast: null, suppressed: true });
    await come(contractId, several(8, { start: '2024-12-10' }));
    await world.authorised(contractId, 1);
    await come(contractId, several(2, {}));
    expect(await intakeOf('gry', contractId)).toMatchObject({
      people: 8,
      planned: 40,
      suppressed: false,
      months: null,
      forecast: { people: 8, months: 12 },
    });
  });
});
