import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobRunner } from '@ringvirkning/jobs';
import { eventually } from '@ringvirkning/testing';
import { PEOPLE, startWorld, type World } from './world.js';

const PNG = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010800000000000000000000ffff49444154', 'hex'),
  randomBytes(100_000),
]);
const picture = (): Buffer => Buffer.concat([PNG, randomBytes(16)]);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function pdfWith(text: string): Buffer {
  const stream = `BT /F1 12 Tf 20 100 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  return Buffer.from(`%PDF-1.4\n${body.join('')}trailer << /Root 1 0 R /Size 6 >>\n%%EOF`);
}

let world: World;
let contractId: string;
/** Where the master keys stand, which may change while the service runs. */
const masters = join(mkdtempSync(join(tmpdir(), 'evidence-key-')), 'evidence.key');
const [oldest, newest] = [randomBytes(32), randomBytes(32)];
beforeAll(async () => {
  writeFileSync(masters, oldest.toString('base64'));
  world = await startWorld(undefined, { EVIDENCE_KEY: '', EVIDENCE_KEY_FILE: masters });
  contractId = await world.contract({ evidence: true });
});
afterAll(() => world.stop());

const open = async (who: string, digest: string, contract = contractId) =>
  (await world.as(who)).get(`/api/outcomes/contracts/${contract}/evidence-files/${digest}`).buffer(true);
const kept = (contract = contractId): string[] => {
  try {
    return readdirSync(join(world.files, contract)).sort();
  } catch {
    return [];
  }
};
const arriving = (): string[] => readdirSync(join(world.files, 'arriving'));
const rows = (contract: string) =>
  world.rows('SELECT digest FROM evidence_file WHERE contract_id = $1 ORDER BY digest', [contract]);

describe('a file of evidence', () => {
  it('is kept sealed, and comes back as it went, to be shown and not run', async () => {
    const content = picture();
    const { status, body } = await world.sendFile(contractId, content, { name: 'Foto af kontrakt.png' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ digest: sha256(content), mediaType: 'image/png', size: content.length, warnings: [] });
    const answer = await open('hans', sha256(content));
    expect(Buffer.compare(answer.body as Buffer, content)).toBe(0);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(content.length),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(answer.headers['content-disposition']).toMatch(/^inline; filename="[0-9a-f]{12}"$/);
    expect(answer.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
    expect(readFileSync(join(world.files, contractId, sha256(content))).includes(content.subarray(0, 64))).toBe(false);
  });

  it('comes under a master key that was made anew, and is opened all the while', async () => {
    const content = picture();
    await world.sendFile(contractId, content);
    const key = async () =>
      (await world.rows('SELECT file_key AS key FROM evidence_file WHERE digest = $1', [sha256(content)]))[0]?.['key'];
    const before = await key();
    writeFileSync(masters, [newest, oldest].map((one) => one.toString('base64')).join());
    expect(Buffer.compare((await open('hans', sha256(content))).body as Buffer, content)).toBe(0);
    await eventually(async () => expect(await key()).not.toBe(before));
    // The one before opens nothing of it any more.
    writeFileSync(masters, newest.toString('base64'));
    expect(Buffer.compare((await open('hans', sha256(content))).body as Buffer, content)).toBe(0);
    writeFileSync(masters, [newest, oldest].map((one) => one.toString('base64')).join());
  });

  it('is one file however often it is sent', async () => {
    const content = picture();
    const answers = await Promise.all([1, 2, 3].map(() => world.sendFile(contractId, content)));
    const again = await world.sendFile(contractId, content);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(answers.map(({ body }) => body)).toEqual([again.body, again.body, again.body]);
    expect((await rows(contractId)).filter(({ digest }) => digest === sha256(content))).toHaveLength(1);
    expect(Buffer.compare((await open('hans', sha256(content))).body as Buffer, content)).toBe(0);
    expect(arriving()).toEqual([]);
  });

  it.each([
    ['too large', () => Buffer.concat([PNG, randomBytes(1_000_000)]), undefined, 413, 'files.too-large'],
    ['a program', () => Buffer.from('7f454c460201010000000000', 'hex'), 'kontrakt.pdf', 415, 'files.type-not-taken'],
    ['a page', () => Buffer.from('<html><script>alert(1)</script>'), 'kontrakt.pdf', 415, 'files.type-not-taken'],
    ['a picture that calls itself a PDF', picture, 'kontrakt.pdf', 415, 'files.disguised'],
    ['named by a CPR number', picture, '010190-1234.png', 400, 'outcomes.cpr-in-file-name'],
    ['named by half a character', picture, '\u0000.png', 400, 'outcomes.file-name'],
  ])('is refused when it is %s, and nothing is kept', async (_, content, name, expected, code) => {
    const contract = await world.contract();
    const { status, body } = await world.sendFile(contract, content(), name === undefined ? {} : { name });
    expect([status, body['code']]).toEqual([expected, code]);
    expect([kept(contract), await rows(contract), arriving()]).toEqual([[], [], []]);
  });

  it('that never ends is cut off at the limit', async () => {
    const contract = await world.contract();
    const token = await world.service.identity.token(PEOPLE['fatima']!);
    const url = new URL(`/api/outcomes/contracts/${contract}/evidence-files`, world.service.url);
    let sent = 0;
    const status = await new Promise<number>((resolve, reject) => {
      const request = httpRequest(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      });
      const more = (): void => {
        if (request.destroyed) return;
        sent += 65_536;
        request.write(sent === 65_536 ? PNG.subarray(0, 65_536) : Buffer.alloc(65_536), () => setImmediate(more));
      };
      request.on('response', (answer) => {
        resolve(answer.statusCode ?? 0);
        request.destroy();
      });
      request.on('error', reject);
      more();
    });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(50_000_000);
    await eventually(() => expect([kept(contract), arriving()]).toEqual([[], []]));
  });

  it('that breaks off leaves nothing', async () => {
    const contract = await world.contract();
    const token = await world.service.identity.token(PEOPLE['fatima']!);
    const url = new URL(`/api/outcomes/contracts/${contract}/evidence-files`, world.service.url);
    await new Promise<void>((resolve) => {
      const request = httpRequest(url, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png', 'content-length': '900000' },
      });
      request.on('error', () => resolve());
      request.write(PNG, () => setImmediate(() => request.destroy(new Error('gone'))));
    });
    await eventually(() => expect(arriving()).toEqual([]));
    expect([kept(contract), await rows(contract)]).toEqual([[], []]);
  });

  it('with a CPR number in its text layer is kept with a warning', async () => {
    const { status, body } = await world.sendFile(contractId, pdfWith('Bekraeftelse for 010190-1234'));
    expect(status).toBe(201);
    expect(body['warnings']).toEqual([expect.objectContaining({ code: 'outcomes.cpr-in-file' })]);
    expect((await world.sendFile(contractId, pdfWith('Bekraeftelse'))).body['warnings']).toEqual([]);
  });

  it('that was changed in the store is not shown', async () => {
    const content = picture();
    await world.sendFile(contractId, content);
    const path = join(world.files, contractId, sha256(content));
    const sealed = readFileSync(path);
    sealed[10]! ^= 1;
    writeFileSync(path, sealed);
    const answer = await open('hans', sha256(content));
    expect([answer.status, (answer.body as { code?: string }).code]).toEqual([503, 'files.damaged']);
  });
});

describe('who may open a file of evidence', () => {
  let digest: string;
  let participantId: string;
  beforeAll(async () => {
    digest = sha256(PNG);
    await world.sendFile(contractId, PNG);
    participantId = await world.enrol(contractId);
    await world.claim(contractId, participantId, { evidence: [{ digest, source: 'document' }] });
  });

  it.each(['fatima', 'anna', 'bo', 'hans', 'karen'])('%s, who sent it, attests, verifies or audits, may', async (who) =>
    expect((await open(who, digest)).status).toBe(200),
  );

  it.each(['gry', 'erik', 'dorte'])('%s, who invests, decides or directs, may not', async (who) =>
    expect((await open(who, digest)).status).toBe(403),
  );

  it('nobody of an organisation that has no part in the contract may', async () =>
    expect((await open('stranger', digest)).status).toBe(404));

  it('another supplier of the same contract may not', async () => {
    const shared = await world.contract(
      (await import('./world.js'))
        .termsYaml()
        .replace(
          'roles: [supplier] }',
          'roles: [supplier] }\n  - { id: anden, name: Anden, kind: supplier, organisation: another, roles: [supplier] }',
        ),
    );
    await world.sendFile(shared, PNG);
    expect((await open('fatima', digest, shared)).status).toBe(200);
    expect((await open('stranger', digest, shared)).status).toBe(404);
  });

  it('is written down, each time, before the content is given out', async () => {
    const opened = () =>
      world.rows(
        `SELECT subject, cardinality(participants) AS people FROM access_record WHERE contract_id = $1 AND what = 'evidence' ORDER BY id`,
        [contractId],
      );
    const before = (await opened()).length;
    await open('hans', digest);
    await open('gry', digest);
    expect((await opened()).slice(before)).toEqual([{ subject: 'hans', people: 1 }]);
  });

  it('is refused to whoever is not signed in, and nobody but a supplier and a case worker sends files', async () => {
    expect(
      (await (await world.service.request()).get(`/api/outcomes/contracts/${contractId}/evidence-files/${digest}`))
        .status,
    ).toBe(401);
    for (const who of ['hans', 'gry', 'erik', 'karen'])
      expect((await world.sendFile(contractId, picture(), { who })).status).toBe(403);
    expect((await world.sendFile(contractId, picture(), { who: 'stranger' })).status).toBe(404);
  });
});

describe('a claim', () => {
  it('tells which of its evidence can be opened, and what it rests on becomes a record that never changes', async () => {
    const content = picture();
    await world.sendFile(contractId, content);
    const elsewhere = 'b'.repeat(64);
    const { claimId } = await world.claim(contractId, await world.enrol(contractId), {
      evidence: [
        { digest: sha256(content), source: 'document', legalBasis: 'servicelovens § 140' },
        { digest: elsewhere, source: 'register' },
      ],
    });
    expect((await world.get('hans', `/claims/${claimId}`)).body['evidence']).toEqual([
      {
        digest: sha256(content),
        source: 'document',
        legalBasis: 'servicelovens § 140',
        file: { mediaType: 'image/png', size: content.length },
      },
      { digest: elsewhere, source: 'register' },
    ]);
    expect(
      await world.rows(
        'SELECT digest, source, legal_basis, media_type, recorded_by FROM evidence WHERE digest = ANY ($1)',
        [[sha256(content), elsewhere]],
      ),
    ).toEqual([
      {
        digest: sha256(content),
        source: 'document',
        legal_basis: 'servicelovens § 140',
        media_type: 'image/png',
        recorded_by: 'fatima',
      },
    ]);
  });
});

describe('what becomes of files', () => {
  const age = (digest: string) =>
    world.rows(`UPDATE evidence_file SET uploaded_at = uploaded_at - interval '8 days' WHERE digest = $1`, [digest]);
  const sweep = () => world.service.app.get(JobRunner, { strict: false }).runOnce();

  it('go with the person they are about, from rows and disk, at once for every reader', async () => {
    const contract = await world.contract();
    const [claimed, measured] = [picture(), picture()];
    for (const content of [claimed, measured]) await world.sendFile(contract, content);
    const person = await world.enrol(contract);
    await world.claim(contract, person, { evidence: [{ digest: sha256(claimed), source: 'document' }] });
    await world.post('fatima', `/participants/${person}/measurements`, {
      measure: 'star',
      value: '4',
      on: '2024-04-01',
      evidence: { digest: sha256(measured), source: 'document' },
    });
    expect(kept(contract)).toHaveLength(2);
    expect((await world.post('anna', `/participants/${person}/erasure`)).status).toBe(201);
    for (const content of [claimed, measured]) expect((await open('hans', sha256(content), contract)).status).toBe(404);
    await eventually(() => expect(kept(contract)).toEqual([]));
    await eventually(async () => expect(await rows(contract)).toEqual([]));
  });

  it('stay as long as they are evidence about somebody else', async () => {
    const contract = await world.contract();
    const content = picture();
    await world.sendFile(contract, content);
    const people = [await world.enrol(contract), await world.enrol(contract)];
    for (const person of people)
      await world.claim(contract, person, { evidence: [{ digest: sha256(content), source: 'document' }] });
    await world.post('anna', `/participants/${people[0]!}/erasure`);
    expect((await open('hans', sha256(content), contract)).status).toBe(200);
    await world.post('anna', `/participants/${people[1]!}/erasure`);
    expect((await open('hans', sha256(content), contract)).status).toBe(404);
    await eventually(() => expect(kept(contract)).toEqual([]));
  });

  it('can be sent again after an erasure, for somebody else', async () => {
    const contract = await world.contract();
    const content = picture();
    const claimWith = async () => {
      await world.sendFile(contract, content);
      const person = await world.enrol(contract);
      await world.claim(contract, person, { evidence: [{ digest: sha256(content), source: 'document' }] });
      return person;
    };
    await world.post('anna', `/participants/${await claimWith()}/erasure`);
    await claimWith();
    await sweep();
    await sweep();
    expect(Buffer.compare((await open('hans', sha256(content), contract)).body as Buffer, content)).toBe(0);
  });

  it('end after a week when nothing refers to them', async () => {
    const contract = await world.contract();
    const [used, unused, fresh] = [picture(), picture(), picture()];
    for (const content of [used, unused, fresh]) await world.sendFile(contract, content);
    await world.claim(contract, await world.enrol(contract), {
      evidence: [{ digest: sha256(used), source: 'document' }],
    });
    for (const content of [used, unused]) await age(sha256(content));
    await eventually(() => expect(kept(contract)).toEqual([sha256(used), sha256(fresh)].sort()));
  });
});
