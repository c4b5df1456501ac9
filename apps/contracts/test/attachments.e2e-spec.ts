import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ContractDetailsSchema, SignedSignOffSchema, SigningPageSchema } from '@ringvirkning/contracts-api';
import { signatureFaults } from '@ringvirkning/contracts-domain';
import { instant, verifier } from '@ringvirkning/kernel';
import { asSystem } from '@ringvirkning/persistence';
import { type TestService, type TokenClaims } from '@ringvirkning/testing';
import { RewrapAttachmentKeysJob, SweepAttachmentsJob } from '../src/attachments/attachment.jobs.js';
import { startContracts, termsYaml, THIS_YEAR } from './terms.js';

const files = mkdtempSync(join(tmpdir(), 'attachments-'));
/** Where the master keys stand, which may change while the service runs. */
const masters = join(mkdtempSync(join(tmpdir(), 'attachment-key-')), 'attachment.key');
let service: TestService;
beforeAll(async () => {
  writeFileSync(masters, randomBytes(32).toString('base64'));
  const key = { ATTACHMENT_KEY: '', ATTACHMENT_KEY_FILE: masters };
  service = await startContracts({ ...key, FILES_FOLDER: files, FILES_LARGEST: '100000' });
});
afterAll(async () => {
  await service?.stop();
  rmSync(files, { recursive: true });
});

const people: Readonly<Record<string, TokenClaims>> = {
  anna: { roles: ['case-worker'], organisation: 'aarhus', sub: 'anna' },
  dorte: { roles: ['municipal-director'], organisation: 'aarhus', sub: 'dorte' },
  erik: { roles: ['council-member'], organisation: 'aarhus', sub: 'erik' },
  fatima: { roles: ['supplier'], organisation: 'st-basils', sub: 'fatima' },
  stranger: { roles: ['supplier'], organisation: 'another', sub: 'stranger' },
};
const as = (who: string) => service.request(people[who]);
const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010800000000000000000000ffff49444154', 'hex');
const picture = () => Buffer.concat([PNG, randomBytes(200)]);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A PDF of one page with this text. */
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

let counter = 0;
const draft = async (): Promise<string> => {
  counter += 1;
  const client = (await as('anna')).post('/api/contracts').set('Content-Type', 'application/yaml');
  const { body } = await client.send(termsYaml({ from: THIS_YEAR, ref: `ATT-${counter}` }));
  return (body as { id: string }).id;
};
const attach = async (id: string, content: Buffer, who = 'erik') =>
  (await as(who))
    .post(`/api/contracts/${id}/attachments`)
    .set('Content-Type', 'application/octet-stream')
    .send(content);
const open = async (id: string, digest: string, who: string) =>
  (await as(who)).get(`/api/contracts/${id}/attachments/${digest}`).buffer(true);
async function sign(id: string, attachment: string | undefined, [who, role] = ['erik', 'council']) {
  const page = SigningPageSchema.parse((await (await as('dorte')).get(`/api/contracts/${id}/signing`)).body);
  return (await as(who))
    .post(`/api/contracts/${id}/sign-offs`)
    .send({ version: 1, role, party: 'kommune', summary: page.digest, attachment });
}
const kept = (id: string): string[] => {
  try {
    return readdirSync(join(files, id));
  } catch {
    return [];
  }
};

describe('the decision that is attached to a sign-off', () => {
  it('is sealed at rest, part of what is signed, and opened by who reads the contract; every opening is logged', async () => {
    const [id, content] = [await draft(), picture()];
    const digest = sha256(content);
    expect(await attach(id, content)).toMatchObject({
      status: 201,
      body: { digest, mediaType: 'image/png', size: content.length, warnings: [] },
    });
    // Nobody sees it before it is signed on.
    expect((await open(id, digest, 'erik')).status).toBe(404);
    expect((await sign(id, digest)).status).toBe(201);
    expect(readFileSync(join(files, id, digest)).includes(content)).toBe(false);
    const { signOffs } = ContractDetailsSchema.parse((await (await as('fatima')).get(`/api/contracts/${id}`)).body);
    expect(signOffs.given).toMatchObject([{ role: 'council', attachment: digest }]);
    for (const who of ['erik', 'anna', 'fatima']) {
      const answer = await open(id, digest, who);
      expect([answer.status, answer.headers['content-type'], (answer.body as Buffer).equals(content)]).toEqual([
        ...[200, 'image/png', true],
      ]);
      expect(answer.headers['content-security-policy']).toContain('sandbox');
    }
    expect((await open(id, digest, 'stranger')).status).toBe(404);
    const log = await (await as('dorte')).get(`/api/contracts/access-log?contractId=${id}`);
    expect((log.body as { items: unknown[] }).items).toMatchObject(
      ['fatima', 'anna', 'erik'].map((subject) => ({ subject, what: 'attachment', participantIds: [] })),
    );
    const which = `${id}/sign-offs/signed?version=1&role=council&party=kommune`;
    const file = SignedSignOffSchema.parse((await (await as('erik')).get(`/api/contracts/${which}`)).body);
    expect([file.statement.attachment, signatureFaults(file, verifier())]).toEqual([digest, []]);
    const other = { ...file, statement: { ...file.statement, attachment: sha256(picture()) } };
    expect(signatureFaults(other, verifier())).toEqual(['signature']);
  });

  it('is warned of when its text holds a personal number', async () => {
    const pdf = pdfWith('Bekraeftelse for 010190-1234');
    expect((await attach(await draft(), pdf)).body).toMatchObject({ warnings: [{ code: 'contracts.cpr-in-file' }] });
  });

  it.each([
    ['too large', Buffer.concat([PNG, randomBytes(100_000)]), 'erik', 413, 'files.too-large'],
    ['a program', Buffer.from('7f454c460201010000000000', 'hex'), 'erik', 415, 'files.type-not-taken'],
    ['empty', Buffer.alloc(0), 'erik', 400, 'files.empty'],
    ['of a stranger', picture(), 'stranger', 404, 'contracts.unknown-contract'],
    ['of who signs nothing', picture(), 'anna', 403, 'auth.not-permitted'],
  ])('is refused when it is %s, and nothing is kept', async (_, content, who, status, code) => {
    const id = await draft();
    const answer = await attach(id, content, who);
    expect([answer.status, (answer.body as { code: string }).code, kept(id)]).toEqual([status, code, []]);
  });

  it('must have been sent; unused it is gone after a week, and what is signed on stays', async () => {
    const [id, used, unused] = [await draft(), picture(), picture()];
    expect(await sign(id, sha256(used))).toMatchObject({ status: 404, body: { code: 'contracts.unknown-attachment' } });
    for (const content of [used, unused, used]) await attach(id, content);
    expect((await sign(id, sha256(used))).status).toBe(201);
    const job = service.app.get(SweepAttachmentsJob);
    const sweep = (now: string) =>
      asSystem('test', async () => {
        for (const file of await job.due(instant(now))) await job.run(file);
      });
    await sweep(`${THIS_YEAR}-06-07T10:00:00Z`);
    expect(kept(id)).toHaveLength(2);
    await sweep(`${THIS_YEAR}-06-09T10:00:00Z`);
    expect(kept(id)).toEqual([sha256(used)]);
    expect((await open(id, sha256(used), 'erik')).status).toBe(200);
  });

  it('comes under the newest master key, and is opened by that alone', async () => {
    const [id, content] = [await draft(), picture()];
    await attach(id, content);
    await sign(id, sha256(content));
    const job = service.app.get(RewrapAttachmentKeysJob);
    const [oldest, newest] = [readFileSync(masters, 'utf8'), randomBytes(32).toString('base64')];
    writeFileSync(masters, `${newest},${oldest}`);
    await asSystem('test', async () => {
      for (const contract of await job.due()) await job.run(contract);
      expect(await job.due()).toEqual([]);
    });
    writeFileSync(masters, newest);
    expect((await open(id, sha256(content), 'erik')).status).toBe(200);
    writeFileSync(masters, `${newest},${oldest}`);
  });
});
