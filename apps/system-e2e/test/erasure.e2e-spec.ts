import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningInstance } from '@ringvirkning/embedded';
import { localDate } from '@ringvirkning/kernel';
import {
  activateContract,
  Api,
  clientCredentials,
  edited,
  exampleTerms,
  json,
  paymentsKnow,
  payUpTo,
  type DemoUser,
  yearly,
} from '@ringvirkning/seed';
import { eventually } from '@ringvirkning/testing';
import { columnsBeside, kept } from './support/kept.js';
import { COLUMNS_OF_A_PERSON } from './support/places-of-a-person.js';

const CPR = '010203-4567';
const FILE = '%PDF-1.7\n% Lejekontrakt for svanesangen\n%%EOF';
const DIGEST = createHash('sha256').update(FILE).digest('hex');
/** What is written about one person, wherever something can be written, each in its own words. */
const WORDS = {
  key: 'klient-svane-17',
  reference: 'journal-lærke-4',
  earlier: 'journal-stær-5',
  refused: 'journal-ugle-6',
  attested: 'Moderen bekræfter flytningen',
  returned: 'Datoen passer ikke med lejekontrakten',
  answer: 'Viceværten har rettet datoen',
  verified: 'Set hos boligforeningen',
  objected: 'Han boede hos sin fætter',
  decided: 'Fætteren har ringet i dag',
  reversed: 'Faderen ringede og rettede datoen',
  measured: 'Laver selv aftensmad om tirsdagen',
  file: 'Lejekontrakt for svanesangen',
  row: 'journal-spurv-7',
};
const AFTERWARDS = 'Skrevet bagefter om svanen';

/** Words that are not kept at all: of rows that are refused, and what evidence holds, which is sealed. */
const NEVER_KEPT = ['row', 'file'];
const DOCUMENTED = readFileSync(fileURLToPath(new URL('../../../docs/erasure.md', import.meta.url)), 'utf8');

let instance: RunningInstance;
let api: Api;
beforeAll(async () => {
  instance = await RunningInstance.start(['--no-seed']);
  api = new Api(instance.overview.url, clientCredentials(instance.seedClient));
});
afterAll(() => instance?.stop());

const contract = (ref: string, objectionDays: number): Promise<string> =>
  activateContract(api, {
    ref,
    terms: edited(exampleTerms('aarhus-young-homeless'), [
      [['ref'], ref],
      [['verification', 'objectionDays'], objectionDays],
      [['measures'], [{ code: 'meals', name: { da: 'Mad', en: 'Meals' }, purpose: 'dialogue', times: 3 }]],
    ]),
    signOffs: [
      { by: 'council-member', role: 'council', party: 'aarhus' },
      { by: 'municipal-director', role: 'municipal-director', party: 'aarhus' },
    ],
    appropriations: yearly(['aarhus'], [2024, 2029], '240000000'),
  });

let writes = 0;
const write = <T = unknown>(by: DemoUser, path: string, body: object = {}): Promise<T> =>
  api.post<T>(by, `/api/outcomes${path}`, `erasure:${(writes += 1)}`, json(body));
const upload = (by: DemoUser, path: string, type: 'text/csv' | 'application/octet-stream', text: string) =>
  api.post<{ importId: string }>(by, `/api/outcomes${path}`, `erasure:${(writes += 1)}`, { type, text });

interface Person {
  readonly participantId: string;
  readonly pseudonym: string;
}
const enrol = (contractId: string, key: string): Promise<Person> =>
  write('case-worker', `/contracts/${contractId}/participants`, {
    ...{ key, cpr: CPR, referredOn: '2024-01-10', startedOn: '2024-02-01' },
  });
const claim = async (contractId: string, claimed: object): Promise<string> =>
  (
    await write<{ claimId: string }>('case-worker', `/contracts/${contractId}/claims`, {
      evidence: [{ digest: DIGEST, source: 'document' }],
      ...claimed,
    })
  ).claimId;

/** Everything that can be written about a person, and be paid for. @returns the ids of the claims */
async function live(contractId: string, { participantId }: Person): Promise<string[]> {
  await upload('case-worker', `/contracts/${contractId}/evidence-files`, 'application/octet-stream', FILE);
  const at = { participantId, on: '2024-03-01' };
  const moved = await claim(contractId, { ...at, outcome: 'moved-in', externalRef: WORDS.earlier });
  await write('department-head', `/claims/${moved}/attestation`, { decision: 'returned', note: WORDS.returned });
  await write('case-worker', `/claims/${moved}/correction`, {
    ...{ version: 1, on: '2024-03-02', externalRef: WORDS.reference, answer: WORDS.answer },
    evidence: [{ digest: DIGEST, source: 'document' }],
  });
  await write('department-head', `/claims/${moved}/attestation`, { note: WORDS.attested });
  await write('verifier', `/claims/${moved}/verification`, { decision: 'approved', note: WORDS.verified });
  const refused = await claim(contractId, {
    ...{ ...at, outcome: 'education-or-job', followUp: 'm12', on: '2024-04-01', externalRef: WORDS.refused },
  });
  const kept = await claim(contractId, { ...at, outcome: 'kept-home', followUp: 'm12', on: '2025-02-01' });
  await write('department-head', `/claims/${kept}/attestation`);
  await write('verifier', `/claims/${kept}/verification`, { decision: 'approved' });
  await paymentsKnow(api, contractId, 2);
  await payUpTo(api, contractId, contractId, localDate('2025-03-31'), 'authorised');
  await write('municipal-director', `/claims/${kept}/reversal`, { reason: WORDS.reversed });
  await write('case-worker', `/participants/${participantId}/measurements`, {
    ...{ measure: 'meals', value: '1', on: '2024-04-01', note: WORDS.measured },
  });
  const rows = `participant;outcome;achieved_on;evidence_source;evidence_digest;external_ref\n${WORDS.key};moved-in;2024-03-01;document;;${WORDS.row}\n`;
  await upload('case-worker', `/contracts/${contractId}/imports?mode=preview`, 'text/csv', rows);
  await upload('case-worker', `/contracts/${contractId}/imports?mode=claim`, 'text/csv', rows);
  await write('case-worker', `/participants/${participantId}/moves`, {
    from: '2025-01-01',
    payingMunicipality: 'aarhus',
  });
  await write('case-worker', `/participants/${participantId}/follow-ups`, {
    ...{ outcome: 'education-or-job', followUp: 'm18', closing: 'not-reached' },
  });
  return [moved, refused, kept];
}

/** A claim about which people disagree. */
async function dispute(contractId: string, { participantId }: Person): Promise<string> {
  const moved = await claim(contractId, { participantId, outcome: 'moved-in', on: '2024-03-01' });
  await write('department-head', `/claims/${moved}/attestation`);
  await write('verifier', `/claims/${moved}/verification`, { decision: 'approved' });
  const { objectionId } = await write<{ objectionId: string }>('department-head', `/claims/${moved}/objections`, {
    reason: WORDS.objected,
  });
  await write('municipal-director', `/objections/${objectionId}/decision`, {
    decision: 'dismissed',
    note: WORDS.decided,
  });
  return moved;
}

/** Where each of these words stands, of those that stand anywhere. */
async function written(words: Readonly<Record<string, string>>): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, string[]> = {};
  for await (const { where, text } of kept(instance))
    for (const [name, word] of Object.entries(words))
      if (text.includes(word) || text.includes(Buffer.from(word, 'utf8').toString('latin1')))
        (found[name] ??= []).push(where);
  return found;
}

describe('what is left of a person who is erased', () => {
  let [lived, disputed]: Person[] = [];
  let main: string;
  let claims: string[];
  beforeAll(async () => {
    main = await contract('ERASE-1', 0);
    const other = await contract('ERASE-2', 14);
    [lived, disputed] = [await enrol(main, WORDS.key), await enrol(other, WORDS.key)];
    claims = [...(await live(main, lived)), await dispute(other, disputed)];
    await api.all('case-worker', `/api/outcomes/contracts/${main}/participants`);
    await eventually(async () =>
      expect(
        await instance.rows('benefits', 'SELECT 1 FROM outcome_reversal WHERE claim_id = $1', [claims[2]]),
      ).toHaveLength(1),
    );
  });

  it('is listed for every column of every table that knows the person, and documented', async () => {
    const ids = [lived!, disputed!].flatMap(({ participantId, pseudonym }) => [participantId, pseudonym]);
    const beside = await eventually(
      async () => {
        const columns = await columnsBeside(instance, [...ids, ...claims]);
        expect(columns).toEqual(Object.keys(COLUMNS_OF_A_PERSON).sort());
        return columns;
      },
      { interval: 500 },
    );
    const tables = new Set(beside.map((column) => column.split('.')[1]!));
    expect([...tables].filter((table) => !DOCUMENTED.includes(`\`${table}\``))).toEqual([]);
  });

  it('is none of what anybody wrote: in no table, no stream, no log and no file', async () => {
    const before = Object.keys(await written(WORDS)).sort();
    expect(before).toEqual(
      Object.keys(WORDS)
        .filter((name) => !NEVER_KEPT.includes(name))
        .sort(),
    );
    for (const { participantId } of [lived!, disputed!])
      await write('department-head', `/participants/${participantId}/erasure`);
    expect(await written(WORDS)).toEqual({});
  });

  it('is nothing that somebody is asked to do but decide about claims that wait, and no evidence that can be opened', async () => {
    const people = [lived!.participantId, disputed!.participantId];
    for (const table of [
      `due WHERE kind IN ('follow-up', 'measurement') AND`,
      'open_follow_up WHERE',
      'measurement WHERE',
    ])
      expect([
        table,
        await instance.rows('outcomes', `SELECT * FROM ${table} participant_id = ANY ($1::uuid[])`, [people]),
      ]).toEqual([table, []]);
    await expect(
      api.get('department-head', `/api/outcomes/contracts/${main}/evidence-files/${DIGEST}`),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('stays so, whatever is written afterwards', async () => {
    const { participantId, pseudonym } = lived!;
    const claimed = {
      participantId,
      outcome: 'self-mastery',
      followUp: 'm12',
      on: '2025-02-01',
      externalRef: AFTERWARDS,
    };
    const refused = { status: 422, code: 'outcomes.person-erased' };
    await expect(claim(main, claimed)).rejects.toMatchObject(refused);
    await expect(
      write('case-worker', `/participants/${participantId}/measurements`, {
        ...{ measure: 'meals', value: '1', on: '2024-05-01', note: AFTERWARDS },
      }),
    ).rejects.toMatchObject(refused);
    const rows = `participant;outcome;follow_up;achieved_on;evidence_source;evidence_digest;external_ref\n${pseudonym};self-mastery;m12;2025-02-01;document;${DIGEST};${AFTERWARDS}\n`;
    expect(await upload('case-worker', `/contracts/${main}/imports?mode=claim`, 'text/csv', rows)).toMatchObject({
      ...{ accepted: 0, errors: [{ row: 2, code: 'outcomes.person-erased' }] },
    });
    // A payment that turns out wrong can still be taken back; why is not kept.
    await write('municipal-director', `/claims/${claims[0]!}/reversal`, { reason: AFTERWARDS });
    await write('department-head', `/claims/${claims.at(-1)!}/objections`, { reason: AFTERWARDS });
    expect(await written({ AFTERWARDS })).toEqual({});
  });
});
