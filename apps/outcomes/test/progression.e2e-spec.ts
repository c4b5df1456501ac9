import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant, type Instant } from '@ringvirkning/kernel';
import {
  PersonProgressionSchema,
  ProgressionSchema,
  type PersonProgression,
  type Progression,
} from '@ringvirkning/outcomes-api';
import { startWorld, termsYaml, type World } from './world.js';

let world: World;
const now: Instant = instant('2025-06-01T10:00:00Z');
beforeAll(async () => {
  world = await startWorld({ now: () => now });
});
afterAll(() => world.stop());

const STEP = (value: number) => `{ value: ${value}, title: { da: Trin ${value}, en: Step ${value} } }`;
const SCALES = `scales:
  - id: daily
    version: 1
    title: { da: Hverdag, en: Everyday life }
    licence: CC0 1.0
    scoredBy: [together, professional]
    better: higher
    smallestChange: 1
    steps: [${[1, 2, 3].map(STEP).join(', ')}]
`;
const MEASURES = `measures:
  - { code: daily, name: { da: Hverdag, en: Everyday life }, purpose: dialogue, scale: daily, every: 6 }
  - { code: met, name: { da: Mødt sin kontaktperson, en: Met the contact person }, purpose: dialogue, times: 3 }
  - { code: seen, name: { da: Hverdag til betaling, en: Everyday life for payment }, scale: daily }
`;
const terms = () =>
  termsYaml()
    .replace(/measures: .*\n/, SCALES + MEASURES)
    .replace(
      'outcomes:\n',
      'outcomes:\n  - { kind: improvement, code: better, name: { da: Bedre, en: Better }, measure: seen, better: higher, price: { kind: per-claim, amount: 100 } }\n',
    );

const score = (who: string, participantId: string, change: object = {}) =>
  world.post(who, `/participants/${participantId}/measurements`, {
    measure: 'daily',
    value: '1',
    on: '2024-02-10',
    scoredBy: 'together',
    ...change,
  });
const path = async (who: string, participantId: string): Promise<PersonProgression> =>
  PersonProgressionSchema.parse((await world.get(who, `/participants/${participantId}/progression`)).body);
const scoresOf = (progression: PersonProgression, measure: string) =>
  progression.measures.find((one) => one.measure === measure)!;
const cohort = async (who: string, contractId: string): Promise<Progression> =>
  ProgressionSchema.parse((await world.get(who, `/contracts/${contractId}/progression`)).body);

describe("a person's path", () => {
  it('has a baseline, later scores with who scored and who was there, and when the next one is due', async () => {
    const id = await world.enrol(await world.contract(terms()));
    expect(scoresOf(await path('fatima', id), 'daily')).toMatchObject({ nextDue: '2024-02-01', scores: [] });
    await score('fatima', id, { present: ['citizen', 'contact-person'], note: 'Vi talte om morgenmad.' });
    await score('anna', id, { value: '2', on: '2024-08-20', scoredBy: 'professional' });
    expect(scoresOf(await path('anna', id), 'daily')).toMatchObject({
      purpose: 'dialogue',
      nextDue: '2025-02-01',
      scores: [
        {
          value: '1',
          point: 0,
          scoredBy: 'together',
          present: ['citizen', 'contact-person'],
          note: 'Vi talte om morgenmad.',
          byName: 'Fatima Farah',
        },
        { value: '2', point: 1, scoredBy: 'professional' },
      ],
    });
  });
  it('ends with the person: nothing is due after they left', async () => {
    const id = await world.enrol(await world.contract(terms()));
    await score('fatima', id);
    await world.post('fatima', `/participants/${id}/departure`, { on: '2024-05-01', reason: 'withdrew' });
    expect(scoresOf(await path('fatima', id), 'daily').nextDue).toBeNull();
  });
  it('keeps a score that was corrected, and counts the one that took its place', async () => {
    const id = await world.enrol(await world.contract(terms()));
    const first = (await score('fatima', id)).body['measurementId'];
    expect((await score('fatima', id, { value: '3', replaces: first })).status).toBe(201);
    expect((await score('anna', id, { value: '2', replaces: first })).body['code']).toBe('outcomes.score-replaced');
    expect(scoresOf(await path('fatima', id), 'daily').scores.map(({ value, point }) => [value, point])).toEqual([
      ['1', null],
      ['3', 0],
    ]);
  });
  it('lets a score be taken back', async () => {
    const contractId = await world.contract(terms());
    const id = await world.enrol(contractId);
    const first = (await score('fatima', id)).body['measurementId'];
    expect((await score('fatima', id, { value: null, replaces: first })).status).toBe(201);
    expect(scoresOf(await path('fatima', id), 'daily')).toMatchObject({ nextDue: '2024-02-01' });
    expect((await cohort('anna', contractId)).measures[0]!.points).toEqual([]);
  });
  it('takes corrections of the same person and measure alone', async () => {
    const contractId = await world.contract(terms());
    const [id, other] = [await world.enrol(contractId), await world.enrol(contractId)];
    const first = (await score('fatima', id)).body['measurementId'];
    expect((await score('fatima', other, { replaces: first })).body['code']).toBe('outcomes.unknown-score');
  });
  it.each<[string, object, string]>([
    ['a step that the scale does not have', { value: '4' }, 'outcomes.not-a-step'],
    ['half a step', { value: '1.5' }, 'outcomes.not-a-step'],
    ['nobody who scored', { scoredBy: undefined }, 'outcomes.scorer'],
    ['a scorer that the scale does not allow', { scoredBy: 'citizen' }, 'outcomes.scorer'],
    ['a day that has not come', { on: '2025-06-02' }, 'outcomes.date-not-plausible'],
    ['no value and nothing to take back', { value: null }, 'outcomes.score-missing'],
    ['a measure for payment', { measure: 'seen' }, 'outcomes.measure-pays'],
    ['a measure that the contract does not have', { measure: 'other' }, 'outcomes.unknown-measure'],
    ['two small steps in one', { measure: 'met', value: '2' }, 'outcomes.small-step-is-one'],
    ['a CPR number in the note', { note: 'Talte med 070761-4285 i dag' }, 'http.validation-failed'],
  ])('refuses %s, and keeps nothing', async (_what, change, code) => {
    const id = await world.enrol(await world.contract(terms()));
    const answer = await score('fatima', id, change);
    expect([Math.floor(answer.status / 100), answer.body['code']]).toEqual([4, code]);
    expect(await world.rows('SELECT 1 FROM measurement WHERE participant_id = $1', [id])).toEqual([]);
  });
  it('is for those who work with the person, and for nobody else', async () => {
    const id = await world.enrol(await world.contract(terms()));
    for (const who of ['hans', 'karen', 'bo', 'dorte', 'gry', 'erik']) {
      expect([who, (await world.get(who, `/participants/${id}/progression`)).status]).toEqual([who, 403]);
      expect([who, (await score(who, id)).status]).toEqual([who, 403]);
    }
    expect((await world.get('stranger', `/participants/${id}/progression`)).status).toBe(404);
    expect((await score('stranger', id)).status).toBe(404);
  });
  it('is not in what others see of the person, and each look is written down', async () => {
    const contractId = await world.contract(terms());
    const id = await world.enrol(contractId);
    await score('fatima', id, { note: 'Kun til samtalen.' });
    for (const who of ['hans', 'karen'])
      expect(JSON.stringify((await world.get(who, `/participants/${id}`)).body)).not.toContain('samtalen');
    await path('anna', id);
    expect(
      await world.rows(
        `SELECT subject, permission FROM access_record WHERE contract_id = $1 AND what = 'progression'`,
        [contractId],
      ),
    ).toEqual([{ subject: 'anna', permission: 'progression.read' }]);
    expect(JSON.stringify(await world.rows('SELECT data FROM outbox'))).not.toContain('samtalen');
  });
  it('goes with the person', async () => {
    const id = await world.enrol(await world.contract(terms()));
    const first = (await score('fatima', id, { note: 'en note' })).body['measurementId'];
    await score('fatima', id, { value: '2', replaces: first });
    expect((await world.post('anna', `/participants/${id}/erasure`)).status).toBe(201);
    expect(scoresOf(await path('anna', id), 'daily')).toMatchObject({ nextDue: null, scores: [] });
    expect((await score('fatima', id)).body['code']).toBe('outcomes.person-erased');
  });
});

describe('dialogue and payment', () => {
  it('never meet: what is measured for dialogue is refused as a claim, one by one and in files', async () => {
    const contractId = await world.contract(terms());
    const id = await world.enrol(contractId, { key: 'k-1' });
    expect(await world.claim(contractId, id, { outcome: 'daily', quantity: '2' })).toMatchObject({
      status: 'refused',
      checks: [{ code: 'outcomes.dialogue-measure' }],
    });
    const { body } = await world.import(
      'fatima',
      contractId,
      'participant;outcome;achieved_on;quantity\nk-1;daily;2024-03-01;2\n',
    );
    expect(body).toMatchObject({ accepted: 0, refused: 1 });
  });
  it('never meet in the database either, whoever writes there', async () => {
    const contractId = await world.contract(terms());
    const id = await world.enrol(contractId);
    const { claimId } = await world.claim(contractId, id, { outcome: 'daily', quantity: '2' });
    const paying = await world.claim(contractId, id, { outcome: 'seen', quantity: '2', on: '2024-03-01' });
    expect(paying.status).toBe('claimed');
    for (const change of [
      `UPDATE claim SET status = 'final' WHERE claim_id = '${claimId}'`,
      `UPDATE claim SET outcome = 'daily' WHERE claim_id = '${paying.claimId}'`,
    ])
      await expect(world.rows(change)).rejects.toThrow('never claimed');
    await expect(
      world.rows(
        `INSERT INTO measurement (measurement_id, contract_id, participant_id, measure, value, measured_on, recorded_at, recorded_by) VALUES (gen_random_uuid(), $1, $2, 'seen', '2', '2024-03-01', now(), 'x')`,
        [contractId, id],
      ),
    ).rejects.toThrow('measured for dialogue');
  });
  it('stand side by side on the path, each with its own badge', async () => {
    const contractId = await world.contract(terms());
    const id = await world.enrol(contractId);
    const { claimId } = await world.claim(contractId, id, { outcome: 'seen', quantity: '2', on: '2024-03-01' });
    expect(scoresOf(await path('anna', id), 'seen')).toMatchObject({
      purpose: 'payment',
      scores: [{ measurementId: null, claim: { claimId, status: 'claimed' }, value: '2', point: 0 }],
    });
  });
  it('use the same steps: a claim beside the scale is refused', async () => {
    const contractId = await world.contract(terms());
    const claim = await world.claim(contractId, await world.enrol(contractId), { outcome: 'seen', quantity: '7' });
    expect(claim.status).toBe('refused');
    expect(claim.checks.flatMap(({ code }) => code ?? [])).toEqual(['outcomes.not-a-step']);
  });
});

describe('a cohort', () => {
  it('is counted by step at each planned measurement: the latest score of each person, and what has happened often enough', async () => {
    const contractId = await world.contract(terms());
    const people = [await world.enrol(contractId), await world.enrol(contractId), await world.enrol(contractId)];
    for (const id of people) await score('fatima', id);
    await score('fatima', people[0]!, { value: '2', on: '2024-02-20' });
    await score('fatima', people[0]!, { value: '3', on: '2024-08-01' });
    for (const on of ['2024-02-02', '2024-02-03', '2024-02-04'])
      await score('fatima', people[0]!, { measure: 'met', scoredBy: undefined, on });
    await score('fatima', people[1]!, { measure: 'met', scoredBy: undefined });
    const { measures, smallSteps } = await cohort('anna', contractId);
    expect(measures.find(({ measure }) => measure === 'daily')).toMatchObject({
      purpose: 'dialogue',
      points: [
        { point: 0, months: 0, n: 3, steps: [{ people: 2 }, { people: 1 }, { people: 0 }] },
        { point: 1, months: 6, n: 1, steps: [{ people: 0 }, { people: 0 }, { people: 1 }] },
      ],
    });
    expect(smallSteps).toEqual([{ measure: 'met', times: 3, reached: 1, of: 3 }]);
  });
  it('shows outsiders a planned measurement as it was published, in full or not at all', async () => {
    const contractId = await world.contract(terms());
    const people = await Promise.all(Array.from({ length: 12 }, () => world.enrol(contractId)));
    for (const [index, id] of people.entries()) await score('fatima', id, { value: index < 6 ? '1' : '2' });
    for (const [index, id] of people.entries())
      await score('fatima', id, { value: index < 9 ? '1' : '2', on: '2024-08-01' });
    expect((await cohort('gry', contractId)).measures[0]!.points).toEqual([]);
    await world.authorised(contractId, 1);
    const { measures, suppressedBelow } = await cohort('gry', contractId);
    expect(suppressedBelow).toBe(5);
    const withheld = { people: null };
    expect(measures[0]!.points).toMatchObject([
      { point: 0, n: 12, suppressed: false, steps: [{ people: 6 }, { people: 6 }, { people: 0 }] },
      { point: 1, n: 0, suppressed: true, steps: [withheld, withheld, withheld] },
    ]);
    await score('fatima', people[0]!, { value: '3', on: '2024-02-20' });
    await world.authorised(contractId, 2);
    expect((await cohort('gry', contractId)).measures[0]!.points[0]).toMatchObject({
      n: 12,
      suppressed: true,
      steps: [{ people: 6 }, { people: 6 }, { people: null }],
    });
  });
});
