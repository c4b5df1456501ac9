import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ImportReportSchema } from '@ringvirkning/outcomes-api';
import { eventually } from '@ringvirkning/testing';
import { PEOPLE, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const HEADER =
  'participant;outcome;follow_up;achieved_on;quantity;evidence_digest;evidence_source;external_ref;referred_on;cohort;group';
const csv = (...rows: string[]): string => [HEADER, ...rows].join('\n');
const row = (
  person: string,
  change: {
    outcome?: string;
    on?: string;
    ref?: string;
    followUp?: string;
    referredOn?: string;
    quantity?: string;
    group?: string;
  } = {},
): string =>
  [
    person,
    change.outcome ?? 'move-in',
    change.followUp ?? '',
    change.on ?? '2024-05-01',
    change.quantity ?? '',
    '',
    '',
    change.ref ?? '',
    change.referredOn ?? '2024-02-01',
    '',
    change.group ?? '',
  ].join(';');
const claimsOf = (contractId: string) =>
  world.rows('SELECT outcome, follow_up, status FROM claim WHERE contract_id = $1 ORDER BY claim_id', [contractId]);

describe('a file of claims', () => {
  it('keeps good rows, enrols new people, and tells each bad row with its place in both languages', async () => {
    const contractId = await world.contract();
    const answer = await world.import(
      'fatima',
      contractId,
      csv(
        row('B-1'),
        row('B-2', { on: '2024-13-01' }),
        row('B-3', { outcome: 'nothing' }),
        row('B-4', { referredOn: '' }),
        row('B-5', { group: 'nobody' }),
        row('070761-4285'),
      ),
    );
    expect(answer.status).toBe(201);
    const report = ImportReportSchema.parse(answer.body);
    expect(report).toMatchObject({ rows: 6, accepted: 1, refused: 1, failed: 4, repeated: 0, enrolled: 2 });
    expect(report.errors.map(({ row: at, column, code }) => [at, column, code])).toEqual([
      [3, 'achieved_on', 'outcomes.cell-not-a-date'],
      [4, undefined, 'outcomes.unknown-outcome'],
      [5, 'participant', 'outcomes.import-unknown-participant'],
      [6, 'group', 'outcomes.unknown-group'],
      [7, 'participant', 'outcomes.cell-holds-cpr'],
    ]);
    expect(report.errors.every(({ da, en }) => da !== '' && en !== '')).toBe(true);
    expect(JSON.stringify(answer.body)).not.toContain('4285');
  });
  it('has no second effect when it comes again, also in part', async () => {
    const contractId = await world.contract();
    const rows = [
      row('B-1', { ref: 'r1' }),
      row('B-2'),
      row('B-3', { outcome: 'nothing' }),
      row('B-4', { outcome: 'lesson', quantity: '2,5', ref: 'l1' }),
      row('B-4', { outcome: 'lesson', quantity: '1', ref: 'l2' }),
    ];
    await world.import('fatima', contractId, csv(...rows.slice(0, 2)));
    expect(ImportReportSchema.parse((await world.import('fatima', contractId, csv(...rows))).body)).toMatchObject({
      accepted: 2,
      repeated: 2,
      refused: 1,
    });
    expect(ImportReportSchema.parse((await world.import('fatima', contractId, csv(...rows))).body)).toMatchObject({
      accepted: 0,
      repeated: 4,
      refused: 1,
      enrolled: 0,
    });
    expect((await claimsOf(contractId)).map(({ status }) => status).sort()).toEqual([
      'claimed',
      'claimed',
      'claimed',
      'claimed',
      'refused',
    ]);
  });
  it('finds an earlier follow-up that stands further down in the file', async () => {
    const contractId = await world.contract();
    const answer = await world.import(
      'fatima',
      contractId,
      csv(
        row('B-1', { outcome: 'housed', followUp: 'm6', on: '2024-08-02' }),
        row('B-1', { outcome: 'housed', followUp: 'm3', on: '2024-05-02' }),
        row('B-1', { on: '2024-03-01' }),
      ),
    );
    expect(answer.body).toMatchObject({ accepted: 3, errors: [] });
  });
  it('may have a byte order mark, commas, Windows line ends, quotes and Danish dates', async () => {
    const contractId = await world.contract();
    const text = '\uFEFFparticipant,outcome,achieved_on,referred_on\r\n"B, 1",move-in,01-05-2024,"01.02.2024"\r\n';
    expect((await world.import('fatima', contractId, text)).body).toMatchObject({ rows: 1, accepted: 1 });
  });
  it('may be newline-delimited JSON', async () => {
    const contractId = await world.contract();
    const lines = [
      { participant: 'B-1', outcome: 'lesson', achieved_on: '2024-05-01', referred_on: '2024-02-01', quantity: 3 },
      { participant: 'B-2', outcome: 'move-in', achieved_on: '2024-05-01' },
    ];
    const answer = await world.import(
      'fatima',
      contractId,
      lines.map((line) => JSON.stringify(line)).join('\n'),
      'application/x-ndjson',
    );
    expect(answer.body).toMatchObject({ rows: 2, accepted: 1, failed: 1, errors: [{ row: 2, column: 'participant' }] });
  });
  it('knows people by pseudonym, and enrols nobody under an unknown one', async () => {
    const contractId = await world.contract();
    await world.enrol(contractId);
    const [{ pseudonym }] = (await world.rows('SELECT pseudonym FROM participant WHERE contract_id = $1', [
      contractId,
    ])) as [{ pseudonym: string }];
    expect((await world.import('fatima', contractId, csv(row(pseudonym), row('P-0000-0000')))).body).toMatchObject({
      accepted: 1,
      failed: 1,
      enrolled: 0,
    });
  });
  it('cannot use one reference for two people', async () => {
    const contractId = await world.contract();
    expect(
      (await world.import('fatima', contractId, csv(row('B-1', { ref: 'x' }), row('B-2', { ref: 'x' })))).body,
    ).toMatchObject({
      accepted: 1,
      failed: 1,
      errors: [{ row: 3, code: 'outcomes.reference-taken' }],
    });
  });
  it('sent twice at the same time makes each claim once', async () => {
    const contractId = await world.contract();
    const text = csv(...Array.from({ length: 1500 }, (_, i) => row(`B-${i}`)));
    const answers = await Promise.all([
      world.import('fatima', contractId, text),
      world.import('fatima', contractId, text),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers.reduce((sum, { body }) => sum + (body['accepted'] as number), 0)).toBe(1500);
    expect(await world.rows('SELECT count(*)::int AS n FROM claim WHERE contract_id = $1', [contractId])).toEqual([
      { n: 1500 },
    ]);
  });
});

describe('a file that is refused', () => {
  it.each<[string, string | Buffer, string, number, string]>([
    ['is empty', '', 'text/csv', 400, 'outcomes.import-empty'],
    ['names wrong columns', 'participant;result\nB-1;x', 'text/csv', 422, 'outcomes.import-header'],
    [
      'is not UTF-8',
      Buffer.concat([Buffer.from(`${HEADER}\nB`), Buffer.from([0xe6, 0xf8, 0xe5, 0x0a])]),
      'text/csv',
      400,
      'outcomes.import-encoding',
    ],
    ['has an unclosed quote', `${HEADER}\n"B-1;move-in\n`, 'text/csv', 400, 'outcomes.import-malformed'],
    ['has an endless row', `${HEADER}\n${'x'.repeat(20_000)}`, 'text/csv', 400, 'outcomes.import-row-too-long'],
    ['has a line that is no JSON', '{"participant":', 'application/x-ndjson', 400, 'outcomes.import-malformed'],
    ['has another media type', 'x', 'application/pdf', 415, 'http.media-type-not-supported'],
  ])('%s', async (_, body, type, status, code) => {
    const contractId = await world.contract();
    const answer = await world.import('fatima', contractId, body, type);
    expect(answer).toMatchObject({ status, type: 'application/problem+json', body: { code } });
    expect(await claimsOf(contractId)).toEqual([]);
  });
  it('comes from somebody who may not claim, or is no party', async () => {
    const contractId = await world.contract();
    expect((await world.import('hans', contractId, csv(row('B-1')))).status).toBe(403);
    expect((await world.import('anna', contractId, csv(row('B-1')))).body['code']).toBe('outcomes.not-your-role');
    expect((await world.import('stranger', contractId, csv(row('B-1')))).status).toBe(404);
    expect(await world.rows('SELECT 1 FROM participant WHERE contract_id = $1', [contractId])).toEqual([]);
  });
  it.each([
    ['text/csv', `${HEADER}\n`, `${row('B')}\n`],
    [
      'application/x-ndjson',
      '',
      `${JSON.stringify({ participant: 'B', outcome: 'lesson', achieved_on: '2024-05-01' })}\n`,
    ],
  ])('is not UTF-8 only far down (%s)', async (type, start, line) => {
    const contractId = await world.contract();
    const answer = await world.import(
      'fatima',
      contractId,
      Buffer.concat([Buffer.from(start + line.repeat(5_000)), Buffer.from([0xe6, 0x0a])]),
      type,
    );
    expect(answer).toMatchObject({ status: 400, body: { code: 'outcomes.import-encoding' } });
  });
  it('breaks off: whole batches are kept, how far it came is on record, and sending it again completes it', async () => {
    const contractId = await world.contract();
    const text = csv(...Array.from({ length: 1500 }, (_, i) => row(`B-${i}`)));
    const token = await world.service.identity.token(PEOPLE['fatima']!);
    const upload = request(`${world.service.url}/api/outcomes/contracts/${contractId}/imports`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv', 'Content-Length': text.length + 1000 },
    });
    upload.on('error', () => undefined);
    upload.write(text);
    await eventually(async () => expect(await claimsOf(contractId)).toHaveLength(1000));
    upload.destroy();
    await eventually(async () =>
      expect(
        await world.rows(
          `SELECT report->>'rows' AS rows FROM import WHERE contract_id = $1 AND finished_at IS NOT NULL`,
          [contractId],
        ),
      ).toEqual([{ rows: '1000' }]),
    );
    expect((await world.import('fatima', contractId, text)).body).toMatchObject({ accepted: 500, repeated: 1000 });
  });
  it('has too many rows: what came before is kept, the rest of the body is read and thrown away', async () => {
    const contractId = await world.contract();
    const line = JSON.stringify({ participant: 'x', outcome: 'y', achieved_on: 'z' });
    const answer = await world.import('fatima', contractId, `${line}\n`.repeat(25_001), 'application/x-ndjson');
    expect(answer).toMatchObject({ status: 400, body: { code: 'outcomes.import-too-many-rows' } });
  });
});

describe('many claims at once', () => {
  it('go from file to final events: 20,000 rows', async () => {
    const contractId = await world.contract();
    const text = csv(
      ...Array.from({ length: 20_000 }, (_, i) => row(`B-${i}`, { ref: `r-${i}`, group: i % 2 ? 'young' : 'old' })),
    );
    const imported = await world.import('fatima', contractId, text);
    expect(imported.body).toMatchObject({ accepted: 20_000, failed: 0, refused: 0 });
    const attested = await world.post('anna', `/contracts/${contractId}/attestations`, {
      importId: imported.body['importId'],
    });
    expect(attested.body).toEqual({ done: 20_000, finalised: 0, skipped: 0 });
    const verified = await world.post('hans', `/contracts/${contractId}/verifications`, { all: true });
    expect(verified.body).toEqual({ done: 20_000, finalised: 20_000, skipped: 0 });
    const events = await world.finalised(contractId);
    expect(new Set(events.map(({ claimId }) => claimId)).size).toBe(20_000);
  });
  it('skip what the caller may not decide', async () => {
    const contractId = await world.contract();
    const own = await world.claim(contractId, await world.enrol(contractId));
    const other = await world.claim(contractId, await world.enrol(contractId));
    await world.rows(`UPDATE claim SET claimant = 'anna' WHERE claim_id = $1`, [own.claimId]);
    expect(
      (await world.post('anna', `/contracts/${contractId}/attestations`, { claimIds: [own.claimId, other.claimId] }))
        .body,
    ).toEqual({ done: 1, finalised: 0, skipped: 1 });
    expect((await world.post('anna', `/contracts/${contractId}/attestations`, { all: true })).body).toMatchObject({
      done: 0,
      skipped: 1,
    });
    expect((await world.post('hans', `/contracts/${contractId}/attestations`, { all: true })).status).toBe(403);
    expect((await world.post('fatima', `/contracts/${contractId}/verifications`, { all: true })).status).toBe(403);
  });
  it.each([[{}], [{ all: false }], [{ claimIds: [] }], [{ all: true, importId: 'x' }]])(
    'refuse the selection %j',
    async (selection) => {
      expect((await world.post('anna', `/contracts/${await world.contract()}/attestations`, selection)).status).toBe(
        422,
      );
    },
  );
});
