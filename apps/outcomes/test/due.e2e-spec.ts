import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant, type Instant } from '@ringvirkning/kernel';
import {
  DUE_COUNTED,
  DuePageSchema,
  DueSummarySchema,
  PersonProgressionSchema,
  type DueItem,
  type DueSummary,
  type WorkList,
} from '@ringvirkning/outcomes-api';
import { eventually } from '@ringvirkning/testing';
import { Client } from 'pg';
import { TERMS_OF_STEP } from '../src/persistence/migrations/1764600038000-due.js';
import { startWorld, termsYaml, type World } from './world.js';

let world: World;
/** A Sunday. */
let now: Instant = instant('2025-06-01T10:00:00Z');
beforeAll(async () => {
  world = await startWorld({ now: () => now });
});
afterAll(() => world.stop());

/** A second outcome with the same follow-ups. */
const twoOutcomes = (): string =>
  termsYaml().replace(
    /( {2}- \{ kind: reached, code: )housed(, name: \{ da: )Bolig(, en: )Housed(.*\n)/,
    '$&$1working$2Arbejde$3Work$4',
  );
const connected = async (): Promise<Client> => {
  const client = new Client({
    connectionString: world.service.database!.ownerUrl,
    options: '-c app.organisation=*',
  });
  await client.connect();
  return client;
};
type Band = DueSummary['bands'][number];
const BANDS = ['overdue', 'this-week', 'next-week', 'later'] as const;
const page = async (who: string, query: string) =>
  DuePageSchema.parse((await world.get(who, `/due?limit=200&${query}`)).body);
const due = async (who: string, contractId: string): Promise<DueItem[]> => {
  const pages = [];
  for (const band of BANDS) pages.push(...(await page(who, `band=${band}&contractId=${contractId}`)).items);
  return pages;
};
const kinds = async (who: string, contractId: string) =>
  (await due(who, contractId)).map(({ kind, followUp, dueOn }) => [kind, followUp, dueOn]);
const summary = async (who: string, contractId: string): Promise<Record<Band['band'], Band>> => {
  const { bands } = DueSummarySchema.parse((await world.get(who, `/due/summary?contractId=${contractId}`)).body);
  return Object.fromEntries(bands.map((band) => [band.band, band])) as Record<Band['band'], Band>;
};
const close = (participantId: string, closing: string | null, seen: string | null = null) =>
  world.post('fatima', `/participants/${participantId}/follow-ups`, {
    outcome: 'housed',
    followUp: 'm3',
    closing,
    seen,
  });

/** Somebody who moved in, and whose three months are on a day. */
async function housedSince(contractId: string, referredOn: string, change: object = {}): Promise<string> {
  const participantId = await world.enrol(contractId, { referredOn, ...change });
  await world.claim(contractId, participantId, { on: referredOn });
  return participantId;
}

describe('what is due', () => {
  it('is in the band of its day, with all that is needed to register it, by name', async () => {
    const contractId = await world.contract();
    const participantId = await housedSince(contractId, '2025-03-05', { key: 'sag 7' });
    const { items } = await page('fatima', `band=next-week&contractId=${contractId}`);
    expect(items).toEqual([
      {
        kind: 'follow-up',
        contractId,
        contractTitle: 'Prøve',
        participantId,
        pseudonym: expect.stringMatching(/^P-/),
        key: 'sag 7',
        outcome: 'housed',
        followUp: 'm3',
        title: { da: 'Bolig', en: 'Housed' },
        followUpTitle: { da: '3 måneder', en: '3 months' },
        dueOn: '2025-06-05',
        claimId: null,
      },
    ]);
    const bands = await summary('fatima', contractId);
    expect(BANDS.map((band) => [band, bands[band].count])).toEqual([
      ['overdue', 0],
      ['this-week', 0],
      ['next-week', 1],
      ['later', 1],
    ]);
    expect(bands['next-week']).toMatchObject({
      from: '2025-06-02',
      to: '2025-06-08',
      more: false,
      groups: [{ kind: 'follow-up', contractId, outcome: 'housed', followUp: 'm3', count: 1 }],
    });
  });
  it('moves from band to band as days go by', async () => {
    const contractId = await world.contract();
    await housedSince(contractId, '2025-03-05');
    const where = async () => {
      const bands = await summary('fatima', contractId);
      return BANDS.filter((band) => bands[band].groups.some(({ followUp }) => followUp === 'm3'));
    };
    const found: Record<string, string[]> = {};
    for (const day of ['2025-05-20', '2025-06-01', '2025-06-02', '2025-06-05', '2025-06-06']) {
      now = instant(`${day}T10:00:00Z`);
      found[day] = await where();
    }
    now = instant('2025-06-01T10:00:00Z');
    expect(found).toEqual({
      '2025-05-20': ['later'],
      '2025-06-01': ['next-week'],
      '2025-06-02': ['this-week'],
      '2025-06-05': ['this-week'],
      '2025-06-06': ['overdue'],
    });
  });
  it('is a follow-up of the last year, while claims wait for as long as it takes', async () => {
    const contractId = await world.contract();
    await housedSince(contractId, '2024-02-28');
    await housedSince(contractId, '2024-03-01');
    const days = async () => (await due('fatima', contractId)).map(({ dueOn }) => dueOn);
    expect(await days()).toEqual(['2024-06-01', '2024-08-28', '2024-09-01']);
    now = instant('2027-06-01T10:00:00Z');
    expect(await days()).toEqual([]);
    expect((await kinds('anna', contractId)).map(([kind]) => kind)).toEqual(['attest', 'attest']);
    now = instant('2025-06-01T10:00:00Z');
  });
  it('is only what the person has the prerequisite for, in the period of the contract, and of the steps that are planned', async () => {
    const contractId = await world.contract({ until: '2025-07-31' });
    await world.enrol(contractId, { referredOn: '2025-03-05' });
    expect(await kinds('fatima', contractId)).toEqual([]);
    await housedSince(contractId, '2025-03-05');
    expect(await kinds('fatima', contractId)).toEqual([['follow-up', 'm3', '2025-06-05']]);
    const planned = await world.contract(
      termsYaml().replace(
        'followUps: [m3, m6], sustained',
        'followUps: [m3, m6], planned: [{ followUp: m6, count: 5 }], sustained',
      ),
    );
    await housedSince(planned, '2025-03-05');
    expect(await kinds('fatima', planned)).toEqual([['follow-up', 'm6', '2025-09-05']]);
  });
  it('is gone when it is claimed or closed, and there again when that is undone', async () => {
    const contractId = await world.contract();
    const participantId = await housedSince(contractId, '2025-01-10');
    const followUps = async () => (await kinds('fatima', contractId)).map(([, followUp]) => followUp);
    expect(await followUps()).toEqual(['m3', 'm6']);
    await close(participantId, 'no-answer');
    expect(await followUps()).toEqual(['m6']);
    await close(participantId, null, 'no-answer');
    expect(await followUps()).toEqual(['m3', 'm6']);
    const claim = await world.claim(contractId, participantId, { outcome: 'housed', followUp: 'm3', on: '2025-04-20' });
    expect(claim).toMatchObject({ status: 'claimed' });
    expect(await followUps()).toEqual(['m6']);
    await world.post('anna', `/claims/${claim.claimId}/attestation`, { decision: 'returned', note: 'mangler' });
    expect(await kinds('fatima', contractId)).toEqual([
      ['follow-up', 'm3', '2025-04-10'],
      ['returned', 'm3', '2025-06-15'],
      ['follow-up', 'm6', '2025-07-10'],
    ]);
  });
  it('goes with those who leave and those who are erased, and comes back with those who come back', async () => {
    const contractId = await world.contract();
    const participantId = await housedSince(contractId, '2025-03-05');
    const on = '2025-05-01';
    const leave = (reason: string, seen?: object) =>
      world.post('fatima', `/participants/${participantId}/departure`, { on, reason, seen });
    await leave('withdrew');
    expect(await kinds('fatima', contractId)).toEqual([]);
    await leave('completed', { on, reason: 'withdrew' });
    expect(await kinds('fatima', contractId)).toHaveLength(2);
    await world.post('fatima', `/participants/${participantId}/readmission`, { seen: { on, reason: 'completed' } });
    expect(await kinds('fatima', contractId)).toHaveLength(2);
    await world.post('anna', `/participants/${participantId}/erasure`);
    expect(await kinds('fatima', contractId)).toEqual([]);
  });
  it('follows the prerequisite: returned, it takes the follow-ups with it', async () => {
    const contractId = await world.contract();
    const participantId = await world.enrol(contractId, { referredOn: '2025-03-05' });
    const { claimId } = await world.claim(contractId, participantId, { on: '2025-03-06' });
    expect(await kinds('fatima', contractId)).toHaveLength(2);
    await world.post('anna', `/claims/${claimId}/attestation`, { decision: 'returned' });
    expect(await kinds('fatima', contractId)).toEqual([['returned', null, '2025-06-15']]);
    await world.post('fatima', `/claims/${claimId}/correction`, { version: 1, on: '2025-03-07', answer: 'rettet' });
    expect((await kinds('fatima', contractId)).map(([kind]) => kind)).toEqual(['follow-up', 'follow-up']);
  });
});

describe('measurements for the dialogue', () => {
  const measured = (every = 3, change: Parameters<typeof termsYaml>[0] = {}): string =>
    termsYaml(change).replace(
      /measures: .*\n/,
      `measures: [{ code: star, name: { da: Stjerne, en: Star }, purpose: dialogue, every: ${every} }]\n`,
    );
  const score = async (participantId: string, on: string, change: object = {}) => {
    const body = { measure: 'star', value: '3', on, ...change };
    const answer = await world.post('fatima', `/participants/${participantId}/measurements`, body);
    expect(answer.status).toBe(201);
    return answer.body['measurementId'];
  };
  const days = async (contractId: string, who = 'fatima') =>
    (await due(who, contractId)).map(({ followUp, dueOn }) => [followUp, dueOn]);

  it('are due from the baseline on, by the names that the contract has for them', async () => {
    const contractId = await world.contract(measured());
    for (const day of ['26', '27', '28']) await world.enrol(contractId, { referredOn: `2025-05-${day}` });
    expect((await page('fatima', `contractId=${contractId}`)).items[0]).toMatchObject({
      kind: 'measurement',
      outcome: 'star',
      followUp: '0',
      title: { da: 'Stjerne', en: 'Star' },
      followUpTitle: { da: 'Udgangspunkt', en: 'Baseline' },
      dueOn: '2025-05-26',
      claimId: null,
    });
    expect((await summary('fatima', contractId)).overdue.groups).toMatchObject([
      { kind: 'measurement', outcome: 'star', followUp: '0', count: 3, firstOn: '2025-05-26' },
    ]);
  });
  it('stand in the work list of who records them until they are scored, and in nobody else’s', async () => {
    const contractId = await world.contract(measured());
    const participantId = await world.enrol(contractId, { referredOn: '2025-05-26' });
    const tasks = async (who: string) =>
      ((await world.get(who, '/work-list?limit=200')).body as unknown as WorkList).items
        .filter((task) => task.contractId === contractId)
        .map(({ kind, outcome, followUp, dueOn }) => [kind, outcome, followUp, dueOn]);
    expect(await tasks('fatima')).toEqual([['measurement-due', 'star', '0', '2025-05-26']]);
    expect(await tasks('hans')).toEqual([]);
    await score(participantId, '2025-05-27');
    expect(await tasks('fatima')).toEqual([]);
  });
  it('are due again so many months after the last one, and as before when that is taken back', async () => {
    const contractId = await world.contract(measured());
    const participantId = await world.enrol(contractId, { referredOn: '2025-03-05' });
    expect(await days(contractId)).toEqual([['0', '2025-03-05']]);
    const first = await score(participantId, '2025-03-10');
    expect(await days(contractId)).toEqual([['3', '2025-06-05']]);
    const next = await score(participantId, '2025-06-01');
    expect(await days(contractId)).toEqual([['6', '2025-09-05']]);
    await score(participantId, '2025-06-01', { value: null, replaces: next });
    expect(await days(contractId)).toEqual([['3', '2025-06-05']]);
    await score(participantId, '2025-03-10', { value: null, replaces: first });
    expect(await days(contractId)).toEqual([['0', '2025-03-05']]);
  });
  it('are what the page of the person says comes next', async () => {
    const contractId = await world.contract(measured(1));
    const participantId = await world.enrol(contractId, { referredOn: '2025-01-31' });
    for (const on of [undefined, '2025-02-10', '2025-03-20', '2025-05-31']) {
      if (on) await score(participantId, on);
      const path = await world.get('fatima', `/participants/${participantId}/progression`);
      const { measures } = PersonProgressionSchema.parse(path.body);
      expect((await days(contractId)).map(([, day]) => day)).toEqual(measures.map(({ nextDue }) => nextDue));
    }
  });
  it('are due of nobody who has left or was erased, after the contract ends, or once the contract plans none', async () => {
    const contractId = await world.contract(measured());
    const left = await world.enrol(contractId, { referredOn: '2025-03-05' });
    await score(left, '2025-03-05');
    await world.post('fatima', `/participants/${left}/departure`, { on: '2025-05-01', reason: 'completed' });
    const erased = await world.enrol(contractId, { referredOn: '2025-03-05' });
    await world.post('anna', `/participants/${erased}/erasure`);
    expect(await days(contractId)).toEqual([]);
    const ending = await world.contract(measured(3, { until: '2025-07-31' }));
    const last = await world.enrol(ending, { referredOn: '2025-05-05' });
    expect(await days(ending)).toEqual([['0', '2025-05-05']]);
    await score(last, '2025-05-05');
    expect(await days(ending)).toEqual([]);
    const other = await world.contract(measured());
    await world.enrol(other, { referredOn: '2025-05-05' });
    await world.contract(termsYaml(), other);
    expect(await days(other)).toEqual([]);
  });
  it('are due for those who claim, and for nobody who only decides or pays', async () => {
    const contractId = await world.contract(measured());
    await world.enrol(contractId, { referredOn: '2025-05-05' });
    const whose = ['fatima', 'anna', 'hans', 'gry', 'erik', 'karen', 'stranger'];
    const found = await Promise.all(whose.map(async (who) => [who, (await days(contractId, who)).length]));
    expect(found).toEqual(whose.map((who) => [who, who === 'fatima' ? 1 : 0]));
  });
  it('that pay are claimed, and due as outcomes alone', async () => {
    const contractId = await world.contract(measured().replace('purpose: dialogue', 'purpose: payment'));
    await world.enrol(contractId, { referredOn: '2025-05-05' });
    expect(await days(contractId)).toEqual([]);
  });
});

describe('whose turn it is', () => {
  it('goes from step to step: attest, verify, and back when it comes back', async () => {
    const contractId = await world.contract();
    const participantId = await world.enrol(contractId);
    const { claimId } = await world.claim(contractId, participantId);
    const turn = async () =>
      Object.fromEntries(
        await Promise.all(
          ['fatima', 'anna', 'bo', 'hans', 'karen', 'stranger'].map(
            async (who) =>
              [who, (await due(who, contractId)).filter((item) => item.claimId).map(({ kind }) => kind)] as const,
          ),
        ),
      );
    const nobody = { fatima: [], anna: [], bo: [], hans: [], karen: [], stranger: [] };
    expect(await turn()).toEqual({ ...nobody, anna: ['attest'], bo: ['attest'] });
    await world.post('anna', `/claims/${claimId}/attestation`);
    expect(await turn()).toEqual({ ...nobody, hans: ['verify'] });
    await world.post('hans', `/claims/${claimId}/verification`, { decision: 'rejected', note: 'nej' });
    expect(await turn()).toEqual({ ...nobody, fatima: ['rejected'] });
    // Claimed anew, the one that was rejected waits for nobody any more.
    await world.claim(contractId, participantId, { on: '2024-03-02' });
    expect(await turn()).toEqual({ ...nobody, anna: ['attest'], bo: ['attest'] });
  });
  it('is nobody’s who made the claim: the one who claimed does not attest it', async () => {
    const contractId = await world.contract(termsYaml().replace('by: [supplier]', 'by: [supplier, authority]'));
    const participantId = await world.enrol(contractId);
    await world.claim(contractId, participantId, {}, 'anna');
    const attests = async (who: string) => (await due(who, contractId)).filter(({ kind }) => kind === 'attest').length;
    expect([await attests('anna'), await attests('bo')]).toEqual([0, 1]);
  });
  it('is seen with the own key by those who gave it alone', async () => {
    const contractId = await world.contract();
    await world.claim(contractId, await world.enrol(contractId, { key: 'sag 9' }));
    expect((await due('anna', contractId)).map(({ key }) => key)).toEqual([null]);
    expect((await due('fatima', contractId)).every(({ key }) => key === 'sag 9')).toBe(true);
  });
  it.each(['gry', 'erik', 'karen'])('is nothing for %s, who takes none of these steps', async (who) => {
    const contractId = await world.contract();
    await housedSince(contractId, '2025-03-05');
    expect(await due(who, contractId)).toEqual([]);
    expect(Object.values(await summary(who, contractId)).flatMap(({ groups }) => groups)).toEqual([]);
  });
  it('is nothing of the contracts of others', async () => {
    const contractId = await world.contract();
    await housedSince(contractId, '2025-03-05');
    expect(await due('stranger', contractId)).toEqual([]);
    expect(Object.values(await summary('stranger', contractId)).map(({ count }) => count)).toEqual([0, 0, 0, 0]);
  });
  it('tells in the access log whose pseudonyms were looked at', async () => {
    const contractId = await world.contract();
    const participantId = await housedSince(contractId, '2025-03-05');
    await page('fatima', `band=next-week&contractId=${contractId}`);
    expect(
      await world.rows(`SELECT subject, participants FROM access_record WHERE contract_id = $1 AND what = 'due-list'`, [
        contractId,
      ]),
    ).toEqual([{ subject: 'fatima', participants: [participantId] }]);
  });
  it.each(['band=soon', 'band=later&contractId=1', 'contractId='])('%s is refused in words', async (query) =>
    expect((await world.get('fatima', `/due?${query}`)).status).toBe(422),
  );
});

describe('much that is due', () => {
  it('comes page by page, each thing once and in the order of its days', async () => {
    const contractId = await world.contract();
    for (const day of ['01', '02', '02', '02', '03']) await housedSince(contractId, `2025-02-${day}`);
    const seen: DueItem[] = [];
    let after: string | null = '';
    while (after !== null) {
      const query: string = `band=overdue&contractId=${contractId}&limit=2${after && `&after=${after}`}`;
      const found = DuePageSchema.parse((await world.get('fatima', `/due?${query}`)).body);
      seen.push(...found.items);
      after = found.next;
    }
    const days = seen.map(({ dueOn }) => dueOn);
    expect(days).toEqual(['2025-05-01', '2025-05-02', '2025-05-02', '2025-05-02', '2025-05-03']);
    expect(new Set(seen.map(({ participantId }) => participantId)).size).toBe(5);
  });
  it('of one follow-up comes outcome by outcome, however few a page has', async () => {
    const contractId = await world.contract(twoOutcomes());
    await housedSince(contractId, '2025-02-01');
    await housedSince(contractId, '2025-02-01');
    const seen: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const query: string = `contractId=${contractId}&band=overdue&limit=1${after && `&after=${after}`}`;
      const found = DuePageSchema.parse((await world.get('fatima', `/due?${query}`)).body);
      seen.push(...found.items.map(({ participantId, outcome }) => `${participantId} ${outcome}`));
      after = found.next;
    }
    expect(seen.map((line) => line.split(' ')[1])).toEqual(['housed', 'working', 'housed', 'working']);
    expect(new Set(seen).size).toBe(4);
    expect((await summary('fatima', contractId)).overdue).toMatchObject({
      count: 4,
      groups: [
        { outcome: 'housed', followUp: 'm3', count: 2 },
        { outcome: 'working', followUp: 'm3', count: 2 },
      ],
    });
  });
  it('is counted up to a number, and told to be more', async () => {
    const contractId = await world.contract();
    const rows = Array.from({ length: DUE_COUNTED + 1 }, (_, i) => `M-${i};move-in;2024-05-01;2024-02-01`);
    await world.import('fatima', contractId, ['participant;outcome;achieved_on;referred_on', ...rows].join('\n'));
    const { later } = await summary('anna', contractId);
    expect(later).toMatchObject({ count: DUE_COUNTED, more: true });
    await world.post('anna', `/contracts/${contractId}/attestations`, { all: true });
    expect((await summary('anna', contractId)).later.count).toBe(0);
    expect((await summary('hans', contractId)).later).toMatchObject({ count: DUE_COUNTED, more: true });
  });
});

/** Of many people who changed at once the last has had their turn. */
const nobodyWaits = () => eventually(async () => expect(await world.rows('SELECT 1 FROM due_touched')).toEqual([]));

describe('what is kept of all that', () => {
  it('follows at once for two hundred people, and for more than that just afterwards', async () => {
    const contractId = await world.contract();
    const enrolled = async (from: number, count: number) => {
      const rows = Array.from({ length: count }, (_, i) => `T-${from + i};move-in;2024-05-01;2024-02-01`);
      await world.import('fatima', contractId, ['participant;outcome;achieved_on;referred_on', ...rows].join('\n'));
    };
    const people = async () => {
      const [row] = await world.rows(
        'SELECT count(DISTINCT participant_id)::int AS people FROM due WHERE contract_id = $1',
        [contractId],
      );
      return row!['people'];
    };
    await enrolled(0, 200);
    expect(await people()).toBe(200);
    await enrolled(200, 201);
    await eventually(async () => expect(await people()).toBe(401));
    await nobodyWaits();
  });
  it('is what follows from people, claims, closings and contracts', async () => {
    const kept = () => world.rows('SELECT * FROM due ORDER BY participant_id, kind, about, organisation');
    await nobodyWaits();
    const before = await kept();
    await world.rows('SELECT renew_due(ARRAY(SELECT participant_id FROM participant))');
    expect(before.length).toBeGreaterThan(DUE_COUNTED);
    expect(await kept()).toEqual(before);
  });
  it('is the same in a database from before, in which the terms alone tell what a step asks for', async () => {
    const steps = () =>
      world.rows(
        'SELECT contract_id, outcome, follow_up, requires, period_from::text, period_to::text, follow_up_name FROM contract_step ORDER BY 1, 2, 3',
      );
    await world.contract(
      termsYaml().replace(
        '{ code: m6, months: 6 }',
        '{ code: m6, weeks: 1 }, { code: m7, months: 1, name: { da: Så, en: Then } }',
      ),
    );
    const before = await steps();
    await world.rows(
      `UPDATE contract_step SET requires = '[]', period_from = '-infinity', period_to = 'infinity', follow_up_name = NULL`,
    );
    await world.rows(TERMS_OF_STEP);
    expect(await steps()).toEqual(before);
  });
  it('is right when two people change what one person has due in the same moment', async () => {
    const contractId = await world.contract(twoOutcomes());
    const participantId = await housedSince(contractId, '2025-03-05');
    const closing = `INSERT INTO follow_up_closing (contract_id, participant_id, outcome, follow_up, closing) VALUES ($1, $2, $3, 'm3', 'no-answer')`;
    const [first, second] = [await connected(), await connected()];
    try {
      for (const [client, outcome] of [[first, 'housed'] as const, [second, 'working'] as const]) {
        await client.query('BEGIN');
        await client.query(closing, [contractId, participantId, outcome]);
      }
      await first.query('SET CONSTRAINTS ALL IMMEDIATE');
      const waiting = second.query('COMMIT');
      await eventually(async () =>
        expect(await world.rows(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`)).not.toEqual([]),
      );
      await first.query('COMMIT');
      await waiting;
    } finally {
      await Promise.all([first.end(), second.end()]);
    }
    expect((await kinds('fatima', contractId)).map(([, followUp]) => followUp)).toEqual(['m6', 'm6']);
  });
  it('is renewed with the contract', async () => {
    const contractId = await world.contract();
    await housedSince(contractId, '2025-03-05');
    await world.rows(`UPDATE contract_step SET planned = 5 WHERE contract_id = $1 AND follow_up = 'm6'`, [contractId]);
    expect(await kinds('fatima', contractId)).toEqual([['follow-up', 'm6', '2025-09-05']]);
  });
});
