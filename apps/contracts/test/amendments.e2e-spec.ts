import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import {
  AmendmentsSchema,
  ContractActivatedV1,
  ContractEndedV1,
  ContractDetailsSchema,
  ContractWorkListSchema,
  DifferencesSchema,
  SignedSignOffSchema,
  SigningPageSchema,
} from '@ringvirkning/contracts-api';
import { signatureFaults } from '@ringvirkning/contracts-domain';
import { digestOf, instant, localDate, verifier } from '@ringvirkning/kernel';
import type { ContractSettled } from '@ringvirkning/payments-api';
import { asSystem, Database } from '@ringvirkning/persistence';
import { evaluate, frozenTerms } from '@ringvirkning/terms';
import { type TestService } from '@ringvirkning/testing';
import { Client } from 'pg';
import { ContractSettledConsumer } from '../src/end-contract/contract-settled.consumer.js';
import { startContracts, termsYaml, THIS_YEAR } from './terms.js';

let service: TestService;
beforeAll(async () => {
  service = await startContracts();
});
afterAll(() => service?.stop());

const people: Record<string, { roles: Role[]; organisation: string; sub: string }> = {
  anna: { roles: ['case-worker'], organisation: 'aarhus', sub: 'anna' },
  bo: { roles: ['department-head'], organisation: 'aarhus', sub: 'bo' },
  carl: { roles: ['controller'], organisation: 'aarhus', sub: 'carl' },
  dorte: { roles: ['municipal-director'], organisation: 'aarhus', sub: 'dorte' },
  erik: { roles: ['council-member'], organisation: 'aarhus', sub: 'erik' },
  fatima: { roles: ['supplier'], organisation: 'st-basils', sub: 'fatima' },
  nadia: { roles: ['supplier'], organisation: 'next', sub: 'nadia' },
};
const as = (who: string) => service.request(people[who]!);
const read = async (who: string, path: string) => (await as(who)).get(`/api/contracts${path}`);
const post = async (who: string, path: string, body: object) =>
  (await as(who)).post(`/api/contracts${path}`).send(body);
const write = async (who: string, path: string, text: string) =>
  (await as(who)).post(`/api/contracts${path}`).set('Content-Type', 'application/yaml').send(text);
const propose = (who: string, id: string, text: string, from = 1) => write(who, `/${id}/amendments?from=${from}`, text);
const amendments = async (who: string, id: string) =>
  AmendmentsSchema.parse((await read(who, `/${id}/amendments`)).body);
const codeOf = ({ status, body }: { status: number; body: unknown }) =>
  status === 201 ? 'done' : (body as { code: string }).code.replace('contracts.', '');

const SIGNERS = [
  ['erik', 'council', 'kommune'],
  ['dorte', 'municipal-director', 'kommune'],
  ['fatima', 'supplier', 'leverandoer'],
] as const;
const sign = async (id: string, version: number, [who, role, party]: readonly [string, string, string]) => {
  const { digest: summary } = SigningPageSchema.parse((await read(who, `/${id}/signing`)).body);
  return codeOf(await post(who, `/${id}/sign-offs`, { version, role, party, summary }));
};
const appropriate = (id: string, budgetYear = THIS_YEAR) =>
  post('carl', `/${id}/appropriations`, { payer: 'kommune', budgetYear, amount: '50000000' });

let counter = 0;
/** A contract in force, and the text of an amendment of it. */
const active = async () => {
  const ref = `LIFE-${(counter += 1)}`;
  const text = (amount = 20000) => termsYaml({ from: THIS_YEAR, ref, planned: 10, amount });
  const { id } = (await write('anna', '', text())).body as { id: string };
  for (const signer of SIGNERS) expect(await sign(id, 1, signer)).toBe('done');
  await appropriate(id);
  expect(codeOf(await post('bo', `/${id}/activation`, {}))).toBe('done');
  const amends = (amount: number, more = '', kind = 'change', from = '2026-09-01') =>
    `${text(amount)}amends: { kind: ${kind}, from: ${from}, reason: 'Prisen følger aftalen', ${more} }\n`;
  return { id, ref, text, amends };
};
const rows = async (sql: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: service.database!.ownerUrl, options: '-c app.organisation=*' });
  await client.connect();
  try {
    return (await client.query(sql, [...values])).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};
const told = async (id: string) =>
  (
    await rows('SELECT data FROM outbox WHERE key = $1 AND subject = $2 ORDER BY seq', [
      id,
      ContractActivatedV1.subject,
    ])
  ).map(({ data }) => ContractActivatedV1.data.parse(data));

describe('a contract that lives on', () => {
  it('is amended from a day on: drafted, compared, signed by the same offices, put in force by another, and told', async () => {
    const { id, amends } = await active();
    expect(await propose('anna', id, amends(25000))).toMatchObject({
      status: 201,
      body: { status: 'active', version: 2 },
    });
    const { clauses } = DifferencesSchema.parse((await read('fatima', `/${id}/differences?from=1&to=2`)).body);
    expect(clauses.map(({ path }) => path)).toContain('outcomes[0].price.amount');
    expect(clauses.every(({ path }) => !path.includes('before'))).toBe(true);

    const waiting = ContractWorkListSchema.parse((await read('erik', '/work-list')).body);
    expect(waiting.items).toMatchObject([{ kind: 'sign-off', contractId: id, role: 'council' }]);
    expect(codeOf(await post('bo', `/${id}/activation`, {}))).toBe('not-ready');
    for (const signer of SIGNERS) expect(await sign(id, 2, signer)).toBe('done');
    expect((await post('erik', `/${id}/activation`, {})).status).toBe(403);
    expect(ContractDetailsSchema.parse((await read('bo', `/${id}`)).body)).toMatchObject({
      status: 'active',
      version: 1,
    });
    expect(codeOf(await post('bo', `/${id}/activation`, {}))).toBe('done');

    const life = await amendments('fatima', id);
    expect(life).toMatchObject({
      version: 2,
      open: null,
      versions: [
        { version: 1, kind: null, from: null, isToday: true },
        { version: 2, kind: 'change', from: '2026-09-01', isToday: false, reason: 'Prisen følger aftalen' },
      ],
    });
    expect(life.versions[1]!.signedBy.map(({ role }) => role)).toEqual(['council', 'municipal-director', 'supplier']);

    const [first, second] = await told(id);
    expect(second).toMatchObject({ version: 2, activatedOn: first!.activatedOn });
    expect(digestOf(second!.terms)).toBe(second!.termsDigest);
    expect((second!.terms['amends'] as { before: unknown }).before).toEqual(first!.terms);
    const facts = ['2026-08-31', '2026-09-01'].map((on, i) => ({
      id: `f${i}`,
      participant: `p${i}`,
      outcome: 'housed',
      on,
    }));
    const { lines } = evaluate(frozenTerms(second!.terms), facts, '2026-12-31');
    expect(lines.map(({ payable }) => payable)).toEqual([2_000_000n, 2_500_000n]);
  });

  it('keeps one amendment in the making: two who write at once both keep their text, and it may be given up', async () => {
    const { id, amends } = await active();
    const [one, other] = await Promise.all([propose('anna', id, amends(21000)), propose('bo', id, amends(22000))]);
    expect([codeOf(one), codeOf(other)].sort()).toEqual(['amendment-open', 'done']);
    expect(codeOf(await propose('bo', id, amends(23000), 2))).toBe('done');
    expect(codeOf(await propose('anna', id, amends(24000), 2))).toBe('edited-meanwhile');
    expect(await sign(id, 2, SIGNERS[0])).toBe('version-changed');
    expect(await sign(id, 3, SIGNERS[0])).toBe('done');
    expect((await amendments('bo', id)).open).toMatchObject({
      version: 3,
      isFrozen: true,
      signOffs: { given: [{ role: 'council' }] },
    });
    expect(await post('bo', `/${id}/discard`, { version: 3, reason: 'Aftalen blev ikke til noget' })).toMatchObject({
      status: 201,
      body: { status: 'active' },
    });
    expect(await amendments('bo', id)).toMatchObject({ version: 1, open: null, versions: [{ version: 1 }] });
    expect(ContractDetailsSchema.parse((await read('bo', `/${id}`)).body)).toMatchObject({
      status: 'active',
      discarded: null,
    });
    expect(await propose('anna', id, amends(25000))).toMatchObject({ body: { version: 4 } });
  });

  it('is refused what it cannot be: an amendment of the past, of a draft, of nothing, by whom it does not concern', async () => {
    const { id, text, amends } = await active();
    expect(codeOf(await propose('anna', id, amends(1, '', 'change', '2026-06-01')))).toBe('amendment-backdated');
    const faulty = await propose('anna', id, amends(1, '', 'extension').replace('code: housed', 'code: home'));
    expect(faulty).toMatchObject({ status: 422, body: { code: 'contracts.terms-invalid' } });
    expect((faulty.body as { errors: { code: string; line: number }[] }).errors.map(({ code }) => code)).toEqual([
      'terms.extension-not-later',
      'terms.amends-loses-name',
    ]);
    expect((faulty.body as { errors: { line: number }[] }).errors.every(({ line }) => line > 0)).toBe(true);
    expect(codeOf(await propose('anna', id, text()))).toBe('terms-invalid');
    expect((await propose('fatima', id, amends(1))).status).toBe(403);
    expect((await propose('nadia', id, amends(1))).status).toBe(403);
    expect((await read('nadia', `/${id}/amendments`)).status).toBe(404);
    const ref = 'DRAFT-OF-LIFE';
    expect(codeOf(await write('anna', '', amends(1).replace(/LIFE-\d+/, ref)))).toBe('amends-nothing');
    const { id: draft } = (await write('anna', '', termsYaml({ from: THIS_YEAR, ref }))).body as { id: string };
    expect(codeOf(await propose('anna', draft, amends(1).replace(/LIFE-\d+/, ref)))).toBe('not-in-force');
  });

  const transferred = (text: string) =>
    text
      .replace('claims:', '  - { id: ny, name: Next, kind: supplier, organisation: next, roles: [supplier] }\nclaims:')
      .replace('payees: [{ party: leverandoer', 'payees: [{ party: ny')
      .replace('role: supplier, party: leverandoer', 'role: supplier, party: ny');

  it('passes to a new supplier, who sees and signs the amendment alone, and nothing when it comes to nothing', async () => {
    const { id, amends } = await active();
    expect(codeOf(await propose('anna', id, transferred(amends(20000, '', 'transfer'))))).toBe('done');
    expect(await amendments('nadia', id)).toMatchObject({ versions: [], open: { kind: 'transfer' } });
    const seen = ContractDetailsSchema.parse((await read('nadia', `/${id}`)).body);
    expect(seen).toMatchObject({
      status: 'draft',
      version: 2,
      activatedOn: null,
      appropriations: { given: [], missing: [] },
    });
    expect(seen.versions.map(({ version }) => version)).toEqual([2]);
    expect(JSON.stringify([seen, await amendments('nadia', id)])).not.toContain('"before"');
    const list = (await read('nadia', '')).body as { items: { id: string }[] };
    expect(list.items.map((item) => item.id)).not.toContain(id);
    const closed = ['versions/1', 'versions/2', 'differences?from=1&to=2', 'remarks', 'budget'];
    for (const path of closed)
      expect([path, (await read('nadia', `/${id}/${path}`)).status < 400]).toEqual([path, false]);
    const work = ContractWorkListSchema.parse((await read('nadia', '/work-list')).body);
    expect(work.items).toMatchObject([{ kind: 'sign-off', contractId: id, role: 'supplier' }]);
    expect(await sign(id, 2, ['nadia', 'supplier', 'ny'])).toBe('done');
    await post('bo', `/${id}/discard`, { version: 2, reason: 'Fortrudt' });
    for (const path of ['', '/amendments', '/signing']) expect((await read('nadia', `/${id}${path}`)).status).toBe(404);
    expect((await read('fatima', `/${id}/amendments`)).status).toBe(200);
  });

  it('is open to its new supplier from the day of the amendment; until then it sees what it signed', async () => {
    const { id, amends } = await active();
    const text = transferred(amends(20000, '', 'transfer', `${THIS_YEAR + 3}-12-31`));
    expect(codeOf(await propose('anna', id, text))).toBe('done');
    await appropriate(id, THIS_YEAR + 3);
    for (const signer of [SIGNERS[0], SIGNERS[1], ['nadia', 'supplier', 'ny'] as const])
      expect(await sign(id, 2, signer)).toBe('done');
    expect(codeOf(await post('bo', `/${id}/activation`, {}))).toBe('done');
    const opens = await rows(
      'SELECT DISTINCT opens_on::text AS on FROM contract_access WHERE contract_id = $1 AND organisation LIKE $2',
      [...[id, 'next:%']],
    );
    expect(opens).toEqual([{ on: `${THIS_YEAR + 3}-12-31` }]);
    expect(ContractDetailsSchema.parse((await read('nadia', `/${id}`)).body)).toMatchObject({ version: 2 });
    expect(JSON.stringify((await read('nadia', `/${id}`)).body)).not.toContain('"before"');
    expect((await read('nadia', `/${id}/versions/1`)).status).toBe(404);
  });

  it('is written from the version that stands: two that began with the same one do not undo each other', async () => {
    const { id, amends } = await active();
    expect(codeOf(await propose('anna', id, amends(21000)))).toBe('done');
    for (const signer of SIGNERS) expect(await sign(id, 2, signer)).toBe('done');
    expect(codeOf(await post('bo', `/${id}/activation`, {}))).toBe('done');
    const later = amends(22000, '', 'change', '2026-10-01');
    expect(codeOf(await propose('anna', id, later, 1))).toBe('edited-meanwhile');
    expect((await write('anna', `/${id}/amendments`, later)).status).toBe(422);
    expect(codeOf(await propose('anna', id, later, 2))).toBe('done');
    expect(await amendments('anna', id)).toMatchObject({ version: 2, open: { version: 3 } });
  });

  it('takes money of a party that pays by the amendment alone, and still of one that paid before it', async () => {
    const { id, amends } = await active();
    const others = (text: string) =>
      text
        .replace('roles: [authority, payer]', 'roles: [authority]')
        .replace(
          'claims:',
          '  - { id: region, name: Region, kind: municipality, organisation: aarhus, roles: [payer] }\nclaims:',
        )
        .replace('parts: [{ party: kommune', 'parts: [{ party: region');
    const give = (payer: string) =>
      post('carl', `/${id}/appropriations`, { payer, budgetYear: THIS_YEAR, amount: '50000000' });
    expect(codeOf(await give('region'))).toBe('not-a-payer');
    expect(codeOf(await propose('anna', id, others(amends(20000, '', 'succession'))))).toBe('done');
    expect(codeOf(await give('region'))).toBe('done');
    for (const signer of SIGNERS) expect(await sign(id, 2, signer)).toBe('done');
    expect(codeOf(await post('bo', `/${id}/activation`, {}))).toBe('done');
    expect([codeOf(await give('kommune')), codeOf(await give('region')), codeOf(await give('leverandoer'))]).toEqual([
      ...['done', 'done', 'not-a-payer'],
    ]);
  });

  it('is the same version again after a restore, told once; another cannot take its place', async () => {
    const { id, ref, amends } = await active();
    const text = amends(26000);
    expect(codeOf(await propose('anna', id, text))).toBe('done');
    const { termsDigest } = (await amendments('anna', id)).open!;
    const told = { contractId: id, version: 2, ref, termsDigest, activatedOn: '2026-06-01' };
    await rows(
      `INSERT INTO outbox (event_id, subject, key, trace, data, given_back_by) VALUES (gen_random_uuid(), $1, $2, '{}', $3, 'payments')`,
      [ContractActivatedV1.subject, id, JSON.stringify(told)],
    );
    expect(codeOf(await propose('anna', id, amends(27000), 2))).toBe('other-than-told');
    for (const signer of SIGNERS) expect(await sign(id, 2, signer)).toBe('done');
    expect(codeOf(await post('bo', `/${id}/activation`, {}))).toBe('done');
    const versions = await rows(
      `SELECT data->>'version' AS v FROM outbox WHERE key = $1 AND subject = $2 ORDER BY seq`,
      [...[id, ContractActivatedV1.subject]],
    );
    expect(versions.map(({ v }) => v)).toEqual(['1', '2']);
  });

  it('ends before its time with a reason by code, and says its last day', async () => {
    const { id, amends } = await active();
    const ended = amends(
      20000,
      'end: { because: too-few-participants, underWay: other-support }',
      'early-end',
      '2027-01-01',
    ).replace(`${THIS_YEAR + 3}-12-31`, '2026-12-31');
    expect(codeOf(await propose('anna', id, ended))).toBe('done');
    for (const signer of SIGNERS) expect(await sign(id, 2, signer)).toBe('done');
    expect(codeOf(await post('bo', `/${id}/activation`, {}))).toBe('done');
    expect((await amendments('carl', id)).versions[1]).toMatchObject({
      lastDay: '2026-12-31',
      end: { because: 'too-few-participants', underWay: 'other-support' },
    });
  });

  it('is signed with the day of the decision and its case, which is no day to come', async () => {
    const { id, amends } = await active();
    expect(codeOf(await propose('anna', id, amends(23000)))).toBe('done');
    const { digest: summary } = SigningPageSchema.parse((await read('erik', `/${id}/signing`)).body);
    const signing = { version: 2, role: 'council', party: 'kommune', summary, caseNumber: '26/77' };
    const signs = (decidedOn: string) => post('erik', `/${id}/sign-offs`, { ...signing, decidedOn });
    expect(codeOf(await signs('2026-06-02'))).toBe('decided-later');
    expect((await signs('2026-05-30')).body).toMatchObject({
      signOff: { decidedOn: '2026-05-30', caseNumber: '26/77' },
    });
    expect((await amendments('fatima', id)).open!.signOffs.given).toMatchObject([
      { role: 'council', decidedOn: '2026-05-30', caseNumber: '26/77', isSigned: true },
    ]);
    const file = `/${id}/sign-offs/signed?version=2&role=council&party=kommune`;
    const signed = SignedSignOffSchema.parse((await read('fatima', file)).body);
    expect(signed.statement).toMatchObject({
      by: 'erik',
      role: 'council',
      caseNumber: '26/77',
      summaryDigest: summary,
    });
    expect(signatureFaults(signed, verifier())).toEqual([]);
    expect((await read('fatima', file.replace('council', 'supplier'))).status).toBe(404);
    expect((await read('nadia', file)).status).toBe(404);
  });

  it('has ended with its final settlement: readable, what was in the making gone, and refusing what makes no sense', async () => {
    const { id, amends } = await active();
    expect(codeOf(await propose('anna', id, amends(21000)))).toBe('done');
    const settled = (no: number, digest: string) =>
      asSystem('test', () =>
        service.app.get(Database).transaction((tx) =>
          service.app.get(ContractSettledConsumer).settled(
            [
              {
                ...{ specversion: '1.0', id: randomUUID(), source: '/ringvirkning/aarhus/payments', type: 'test' },
                ...{ time: instant('2026-06-01T10:00:00Z'), subject: id, datacontenttype: 'application/json' },
                sequence: String(no),
                data: { contractId: id, no, settledOn: localDate('2026-06-01'), digest } as ContractSettled,
              },
            ],
            tx,
          ),
        ),
      );
    await settled(1, 'a'.repeat(64));
    const details = async () => ContractDetailsSchema.parse((await read('fatima', `/${id}`)).body);
    expect(await details()).toMatchObject({
      ...{ status: 'ended', version: 1, discarded: null },
      ended: { on: '2026-06-01', settlement: 'a'.repeat(64) },
    });
    expect(await amendments('anna', id)).toMatchObject({ open: null, versions: [{ version: 1 }] });
    expect((await read('anna', `/${id}/differences?from=1&to=2`)).status).toBe(200);
    expect(codeOf(await propose('anna', id, amends(22000)))).toBe('not-in-force');
    expect(codeOf(await appropriate(id))).toBe('ended');
    await settled(2, 'b'.repeat(64));
    expect((await details()).ended).toMatchObject({ settlement: 'b'.repeat(64) });
    const told = await rows(`SELECT data FROM outbox WHERE key = $1 AND subject = $2`, [id, ContractEndedV1.subject]);
    expect(told).toEqual([{ data: { contractId: id, endedOn: '2026-06-01' } }]);
  });
});
