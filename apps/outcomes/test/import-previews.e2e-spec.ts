import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ImportReportSchema, EnrolmentPreviewSchema, type ImportReport } from '@ringvirkning/outcomes-api';
import { workbook, workbookRows, zipOf } from '@ringvirkning/sheets';
import { PEOPLE, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const HEADER = 'Borger;Resultat;Opfølgning;Dato;Antal;Henvist';
const csv = (...rows: string[]): string => [HEADER, ...rows].join('\r\n');
const GOOD = 'B-1;Indflytning;;01-05-2024;;01-02-2024';
const WRONG = 'B-2;Indflytning;;01-13-2024;;01-02-2024';
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function sent(
  contractId: string,
  body: string | Buffer,
  query: string,
  type = 'text/csv',
): Promise<ImportReport> {
  const answer = await world.import('fatima', contractId, body, type, query);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return ImportReportSchema.parse(answer.body);
}
const stored = async (contractId: string): Promise<number[]> =>
  Promise.all(
    ['claim', 'participant', 'evidence_file'].map(async (table) => {
      const rows = await world.rows(`SELECT 1 FROM ${table} WHERE contract_id = $1`, [contractId]);
      return rows.length;
    }),
  );
const putAside = (): string[] => readdirSync(join(world.files, 'arriving'));

describe('a preview', () => {
  it('says what an import would, and stores nothing of it', async () => {
    const contractId = await world.contract();
    const text = csv(GOOD, WRONG, 'B-1;Bolig;3 måneder;01-08-2024;;', 'B-3;time;;02-05-2024;2,5;01-02-2024');
    const preview = await sent(contractId, text, 'mode=preview');
    expect(preview).toMatchObject({
      preview: true,
      rows: 4,
      accepted: 3,
      failed: 1,
      enrolled: 2,
      digest: sha256(text),
    });
    expect(preview.errors).toMatchObject([{ row: 3, column: 'achieved_on', code: 'outcomes.cell-not-a-date' }]);
    expect(await stored(contractId)).toEqual([0, 0, 0]);
    const imported = await sent(contractId, text, `mode=claim&digest=${preview.digest}`);
    expect({ ...imported, importId: '', preview: true }).toEqual({ ...preview, importId: '' });
    expect(await stored(contractId)).toEqual([3, 2, 0]);
    expect(putAside()).toEqual([]);
  });
  it('tells what is known unchanged from what is known with other content', async () => {
    const contractId = await world.contract();
    await sent(contractId, csv(GOOD, 'B-3;time;;02-05-2024;2,5;01-02-2024'), 'mode=claim');
    expect(
      await sent(contractId, csv(GOOD, 'B-3;time;;02-05-2024;3;', 'B-1;time;;02-05-2024;1;01-03-2024'), 'mode=preview'),
    ).toMatchObject({ accepted: 0, repeated: 1, failed: 2, differing: 2, enrolled: 0 });
  });
  it('is a look at people, so it is written down; so is every import and preview', async () => {
    const contractId = await world.contract();
    await sent(contractId, csv(GOOD), 'mode=claim');
    await sent(contractId, csv(GOOD), 'mode=preview');
    expect(
      await world.rows(
        `SELECT subject, cardinality(participants) AS people FROM access_record WHERE contract_id = $1 AND what = 'import'`,
        [contractId],
      ),
    ).toEqual([{ subject: 'fatima', people: 1 }]);
    expect(
      await world.rows(`SELECT report->>'preview' AS preview FROM import WHERE contract_id = $1 ORDER BY started_at`, [
        contractId,
      ]),
    ).toEqual([{ preview: 'false' }, { preview: 'true' }]);
  });
  it('binds: another file is not taken for the one that was looked through', async () => {
    const contractId = await world.contract();
    const { digest } = await sent(contractId, csv(GOOD), 'mode=preview');
    const answer = await world.import('fatima', contractId, csv(WRONG), 'text/csv', `mode=claim&digest=${digest}`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'outcomes.import-another-file' } });
    expect(await stored(contractId)).toEqual([0, 0, 0]);
  });
  it.each([
    ['hans', 403],
    ['stranger', 404],
    ['anna', 403],
  ])('is for those who may import: %s gets %i', async (who, status) => {
    const contractId = await world.contract();
    const answer = await world.import(who, contractId, csv(GOOD), 'text/csv', 'mode=preview');
    expect(answer.status).toBe(status);
    expect(await world.rows('SELECT 1 FROM import WHERE contract_id = $1', [contractId])).toEqual([]);
  });
  it('of more bytes than are taken is cut off, and nothing is left', async () => {
    const answer = await world.import(
      'fatima',
      await world.contract(),
      'x'.repeat(6_000_000),
      'text/csv',
      'mode=preview',
    );
    expect(answer).toMatchObject({ status: 413, body: { code: 'files.too-large' } });
    expect(putAside()).toEqual([]);
  });
});

describe('the rows that go back', () => {
  it('are as they were sent, with why; mended, they are taken as they are', async () => {
    const contractId = await world.contract();
    const { returned } = await sent(contractId, csv(GOOD, WRONG, 'B-4;"Sprog; dansk";;01-05-2024;;'), 'mode=claim');
    expect(returned).toMatchObject({ rows: 2, omitted: 0 });
    const [head, first, second] = returned!.text.slice(1).split('\r\n');
    expect(head).toBe(`${HEADER};fejl`);
    expect(first).toBe(`${WRONG};Skriv datoen som ÅÅÅÅ-MM-DD eller DD-MM-ÅÅÅÅ.`);
    expect(second).toMatch(/^B-4;"Sprog; dansk";;01-05-2024;;;/);
    const mended = returned!.text
      .replace('01-13-2024', '13-01-2024')
      .replace('"Sprog; dansk"', 'Indflytning')
      .replace('01-05-2024;;;', '01-05-2024;;01-02-2024;');
    const again = await sent(contractId, mended.replace('13-01-2024', '13-03-2024'), 'mode=claim&language=en');
    expect(again).toMatchObject({ rows: 2, accepted: 2, returned: null });
  });
  it('say why in the language asked for, and hide personal numbers', async () => {
    const { returned } = await sent(
      await world.contract(),
      csv('010190-4321;Indflytning;;01-05-2024;;01-02-2024'),
      'mode=preview&language=en',
    );
    expect(returned!.text).toContain(`${HEADER};reason\r\n[cpr];Indflytning`);
    expect(returned!.text).not.toContain('4321');
  });
  it('are at most ten thousand', async () => {
    const { returned } = await sent(
      await world.contract(),
      csv(...Array.from({ length: 10_100 }, () => 'x;y;;z;;')),
      'mode=preview',
    );
    expect(returned).toMatchObject({ rows: 10_000, omitted: 100 });
  });
});

describe('a workbook', () => {
  const sheet = (...rows: (string | number)[][]): Buffer =>
    Buffer.from(workbook([{ name: 'Rækker', columns: HEADER.split(';').map((title) => ({ title })), rows }]));

  it('is imported like the text it is, numbers and all', async () => {
    const contractId = await world.contract();
    const bytes = sheet(
      ['B-1', 'Indflytning', '', '01-05-2024', '', '01-02-2024'],
      ['B-1', 'time', '', '02-05-2024', 1.125, ''],
      ['B-2', 'Indflytning', '', '2024-05-01'],
    );
    const preview = await sent(contractId, bytes, 'mode=preview', WORKBOOK);
    expect(preview).toMatchObject({ rows: 3, accepted: 2, failed: 1, errors: [{ row: 4, column: 'participant' }] });
    await sent(contractId, bytes, `mode=claim&digest=${preview.digest}`, WORKBOOK);
    expect(
      await world.rows(`SELECT quantity FROM claim WHERE contract_id = $1 AND outcome = 'lesson'`, [contractId]),
    ).toEqual([{ quantity: '1.125' }]);
  });
  it.each<[string, Buffer, string]>([
    ['is cut off', sheet(['a', 'b']).subarray(0, 500), 'outcomes.import-not-a-zip'],
    ['is no workbook', Buffer.from('PK\x03\x04 and nothing more'), 'outcomes.import-not-a-zip'],
    [
      'has other columns',
      Buffer.from(workbook([{ name: 'a', columns: [{ title: 'x' }], rows: [] }])),
      'outcomes.import-header',
    ],
  ])('that %s is refused', async (_, bytes, code) => {
    const answer = await world.import('fatima', await world.contract(), bytes, WORKBOOK, 'mode=preview');
    expect(answer.body['code']).toBe(code);
    expect(answer.status).toBeLessThan(500);
  });
});

describe('evidence beside rows', () => {
  const PDF = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF');
  const zip = async (files: Record<string, Buffer | string>): Promise<Buffer> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of zipOf(
      Object.entries(files).map(([name, bytes]) => ({ name, bytes: [Buffer.from(bytes)] })),
    ))
      pieces.push(piece);
    return Buffer.concat(pieces);
  };
  const rows = (...names: string[]): string =>
    [
      'Borger;Resultat;Dato;Henvist;Dokumentation;Kilde',
      ...names.map((name, i) => `B-${i};Indflytning;01-05-2024;01-02-2024;${name};dokument`),
    ].join('\n');

  it('is attached to the claim whose row names it, once, wherever in the archive it lies', async () => {
    const contractId = await world.contract({ evidence: true });
    const bytes = await zip({
      'bilag/lejekontrakt.pdf': PDF,
      'tabel.csv': rows('Lejekontrakt.PDF', '..\\..\\lejekontrakt.pdf'),
      '__MACOSX/x': 'x',
    });
    const preview = await sent(contractId, bytes, 'mode=preview', 'application/zip');
    expect(preview).toMatchObject({ rows: 2, accepted: 2, files: [], errors: [] });
    expect(await stored(contractId)).toEqual([0, 0, 0]);
    await sent(contractId, bytes, `mode=claim&digest=${preview.digest}`, 'application/zip');
    expect(await stored(contractId)).toEqual([2, 2, 1]);
    expect(await world.rows('SELECT DISTINCT evidence FROM claim WHERE contract_id = $1', [contractId])).toEqual([
      { evidence: [{ digest: sha256(PDF), source: 'document' }] },
    ]);
    const opened = await (
      await world.as('anna')
    ).get(`/api/outcomes/contracts/${contractId}/evidence-files/${sha256(PDF)}`);
    expect(opened.status).toBe(200);
  });
  it('that is missing, unused, disguised or named after a person is told, and harms no other row', async () => {
    const contractId = await world.contract();
    const bytes = await zip({
      'a.csv': rows('god.pdf', 'mangler.pdf', 'falsk.pdf', 'stor.pdf', ''),
      'god.pdf': PDF,
      'falsk.pdf': 'MZ\x90\x00 a program',
      'stor.pdf': Buffer.concat([PDF, Buffer.alloc(1_100_000)]),
      'ubrugt.pdf': PDF,
      '010190-4321.pdf': PDF,
    });
    const report = await sent(contractId, bytes, 'mode=claim', 'application/zip');
    expect(report).toMatchObject({ rows: 5, accepted: 1, failed: 4 });
    expect(report.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'evidence_file', 'outcomes.evidence-file-missing'],
      [4, 'evidence_file', 'files.type-not-taken'],
      [5, 'evidence_file', 'files.too-large'],
      [6, 'evidence_digest', 'outcomes.cell-missing'],
    ]);
    expect(report.files.map(({ name, code }) => [name, code]).sort()).toEqual([
      ['[cpr].pdf', 'outcomes.cpr-in-file-name'],
      ['falsk.pdf', 'files.type-not-taken'],
      ['stor.pdf', 'files.too-large'],
      ['ubrugt.pdf', 'outcomes.evidence-file-unused'],
    ]);
    expect((await stored(contractId))[2]).toBe(1);
  });
  it.each<[string, Record<string, string>]>([
    ['no table', { 'a.pdf': 'x' }],
    ['two tables', { 'a.csv': HEADER, 'b.csv': HEADER }],
  ])('with %s is refused', async (_, files) => {
    const answer = await world.import(
      'fatima',
      await world.contract(),
      await zip(files),
      'application/zip',
      'mode=preview',
    );
    expect(answer).toMatchObject({ status: 400, body: { code: 'outcomes.import-not-one-table' } });
  });
});

describe('progress', () => {
  it('is told while rows are taken, and the report comes last', async () => {
    const contractId = await world.contract();
    const token = await world.service.identity.token(PEOPLE['fatima']!);
    const send = (body: string, query: string) =>
      fetch(`${world.service.url}/api/outcomes/contracts/${contractId}/imports?${query}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv', accept: 'text/event-stream' },
        body,
      });
    const text = csv(...Array.from({ length: 2_500 }, (_, i) => `B-${i};Indflytning;;01-05-2024;;01-02-2024`));
    const events = (await (await send(text, 'mode=claim')).text()).trim().split('\n\n');
    expect(events.slice(0, -1)).toEqual([0, 1000, 2000, 2500].map((rows) => `event: progress\ndata: {"rows":${rows}}`));
    const [name, data] = events.at(-1)!.split('\ndata: ');
    expect(name).toBe('event: done');
    expect(ImportReportSchema.parse(JSON.parse(data!))).toMatchObject({ accepted: 2_500 });
    const broken = await send('x;y\n1;2', 'mode=preview');
    expect(await broken.text()).toContain('event: problem\ndata: {"type"');
    const other = await send(text, `digest=${'0'.repeat(64)}`);
    expect([other.status, other.headers.get('content-type')]).toEqual([409, 'application/problem+json']);
  });
});

describe('a file of people', () => {
  const preview = async (body: string | Buffer, contractId: string, type = 'text/csv') => {
    const request = (await world.as('fatima')).post(`/api/outcomes/contracts/${contractId}/enrolments/preview`);
    return EnrolmentPreviewSchema.parse((await request.set('Content-Type', type).send(body)).body);
  };
  it('is looked through first: nobody is enrolled, and the rows to mend come back', async () => {
    const contractId = await world.contract();
    expect(
      await preview('Nøgle;Henvist;Målgruppe\nB-1;01-02-2024;Unge\nB-2;30-02-2024;Unge', contractId),
    ).toMatchObject({
      rows: 2,
      good: 1,
      errors: [{ row: 3, path: 'referred_on' }],
      returned: { rows: 1, text: expect.stringContaining('B-2;30-02-2024;Unge;Skriv datoen') },
    });
    expect(await stored(contractId)).toEqual([0, 0, 0]);
  });
  it('may be a workbook', async () => {
    const contractId = await world.contract();
    const bytes = Buffer.from(
      workbook([{ name: 'a', columns: [{ title: 'nøgle' }, { title: 'henvist' }], rows: [['B-1', '01-02-2024']] }]),
    );
    expect(await preview(bytes, contractId, WORKBOOK)).toMatchObject({ rows: 1, good: 1, errors: [] });
    const answer = await (
      await world.as('fatima')
    )
      .post(`/api/outcomes/contracts/${contractId}/enrolments`)
      .set('Content-Type', WORKBOOK)
      .send(bytes);
    expect([answer.status, answer.body.enrolled]).toEqual([201, 1]);
  });
});

describe('a template', () => {
  const template = async (what: string, query: string, who = 'fatima') =>
    (await world.as(who))
      .get(`/api/outcomes/contracts/${await world.contract()}/${what}/template?${query}`)
      .buffer()
      .parse((answer, done) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => done(null, Buffer.concat(pieces)));
      });
  const rowsIn = async (bytes: Buffer): Promise<(readonly string[])[]> => {
    const rows: (readonly string[])[] = [];
    async function* once() {
      yield await Promise.resolve(bytes);
    }
    for await (const some of workbookRows(once)) rows.push(...some.map(({ cells }) => cells));
    return rows;
  };
  it('names the columns and the words that the contract has a use for, as CSV and as a workbook', async () => {
    const csvAnswer = await template('imports', 'as=csv');
    const expected = [
      [
        'borger',
        'resultat',
        'dato',
        'opfølgning',
        'antal',
        'dokumentation',
        'kilde',
        'reference',
        'henvist',
        'årgang',
        'målgruppe',
        'ny borger',
      ],
      ['', 'Indflytning', '', '', '', '', '', '', '', '', '', ''],
      ['', 'Bolig', '', '3 måneder', '', '', '', '', '', '', '', ''],
      ['', 'Bolig', '', '6 måneder', '', '', '', '', '', '', '', ''],
      ['', 'Time', '', '', '', '', '', '', '', '', '', ''],
    ];
    expect((csvAnswer.body as Buffer).toString()).toBe(
      `\ufeff${expected.map((row) => row.join(';')).join('\r\n')}\r\n`,
    );
    const workbookAnswer = await template('imports', 'as=xlsx');
    expect(workbookAnswer.headers).toMatchObject({
      'content-type': WORKBOOK,
      'content-disposition': 'attachment; filename="resultater.xlsx"',
    });
    expect(await rowsIn(workbookAnswer.body as Buffer)).toEqual(expected);
  });
  it('that is filled in is taken', async () => {
    const contractId = await world.contract();
    const text = ((await template('imports', 'as=csv&language=en')).body as Buffer).toString();
    const [head = '', row = ''] = text.slice(1).split('\r\n');
    expect([head, row]).toEqual([
      'participant;outcome;achieved_on;follow_up;quantity;evidence_file;evidence_source;external_ref;referred_on;cohort;group;new_person',
      ';Move in;;;;;;;;;;',
    ]);
    expect(
      await sent(contractId, `${head}\nB-1;Move in;2024-05-01;;;;;;2024-02-01;Cohort 1;Young;`, 'mode=preview'),
    ).toMatchObject({ accepted: 1 });
  });
  it('of people has theirs', async () =>
    expect((await rowsIn((await template('enrolments', 'as=xlsx')).body as Buffer))[0]).toEqual([
      'nøgle',
      'cpr-nummer',
      'henvist',
      'startet',
      'årgang',
      'målgruppe',
      'ny borger',
    ]));
  it.each([
    ['imports', 'hans', 403],
    ['enrolments', 'hans', 403],
    ['imports', 'stranger', 404],
  ])('of %s is not for %s: %i', async (what, who, status) =>
    expect((await template(what, 'as=csv', who)).status).toBe(status),
  );
});
