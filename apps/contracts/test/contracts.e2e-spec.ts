import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import {
  ContractActivatedV1,
  ContractBudgetSchema,
  ContractDetailsSchema,
  ContractPageSchema,
  GetContractV1,
  MunicipalBudgetSchema,
  SigningPageSchema,
} from '@ringvirkning/contracts-api';
import { keptOverview, overviewOf } from '@ringvirkning/contracts-domain';
import { localDate, sum } from '@ringvirkning/kernel';
import { Broker, Requests } from '@ringvirkning/nats';
import { asSystem, Database, type Tx } from '@ringvirkning/persistence';
import { type TestService } from '@ringvirkning/testing';
import { Client } from 'pg';
import { Spending, type Spent } from '../src/appropriate/spending.js';
import { ContractSettledConsumer } from '../src/end-contract/contract-settled.consumer.js';
import { CommitmentStore } from '../src/persistence/commitment.store.js';
import { startContracts, termsYaml, THIS_YEAR } from './terms.js';

let service: TestService;
beforeAll(async () => {
  service = await startContracts();
});
afterAll(() => service.stop());

const roles: Record<string, { roles: Role[]; organisation: string; sub: string; name?: string }> = {
  anna: { roles: ['case-worker'], organisation: 'aarhus', sub: 'anna' },
  bo: { roles: ['department-head'], organisation: 'aarhus', sub: 'bo' },
  carl: { roles: ['controller'], organisation: 'aarhus', sub: 'carl' },
  dorte: { roles: ['municipal-director'], organisation: 'aarhus', sub: 'dorte' },
  erik: { roles: ['council-member'], organisation: 'aarhus', sub: 'erik', name: 'Erik Eriksen' },
  both: { roles: ['council-member', 'municipal-director'], organisation: 'aarhus', sub: 'both' },
  fatima: { roles: ['supplier'], organisation: 'st-basils', sub: 'fatima' },
  stranger: { roles: ['supplier'], organisation: 'another', sub: 'stranger' },
  gry: { roles: ['investor'], organisation: 'dsi', sub: 'gry' },
};
const as = (who: string) => service.request(roles[who]!);
/** Payments has settled the contract for good. */
const settle = (contractId: string) =>
  asSystem('test', () =>
    service.app
      .get(Database)
      .transaction((tx) =>
        service.app
          .get(ContractSettledConsumer)
          .settled(
            [
              { data: { contractId, settledOn: localDate(`${THIS_YEAR}-06-01`), digest: 'a'.repeat(64) } },
            ] as unknown as Parameters<ContractSettledConsumer['settled']>[0],
            tx,
          ),
      ),
  );
let counter = 0;
let ref = '';
beforeEach(() => {
  counter += 1;
  ref = `AAR-${counter}`;
});

const send = async (path: string, who: string, body: object, key?: string) => {
  const request = (await as(who)).post(`/api/contracts${path}`);
  return (key ? request.set('Idempotency-Key', key) : request).send(body);
};
const create = async (
  change: Parameters<typeof termsYaml>[0] = {},
  who = 'anna',
): Promise<{ status: number; body: { id: string } & Record<string, unknown> }> =>
  (await as(who))
    .post('/api/contracts')
    .set('Content-Type', 'application/yaml')
    .send(termsYaml({ from: THIS_YEAR, ref, ...change }));
const sign = async (id: string, who: string, role: string, party: string) => {
  const { version } = ContractDetailsSchema.parse((await (await as('anna')).get(`/api/contracts/${id}`)).body);
  return send(`/${id}/sign-offs`, who, { version, role, party, summary: await shown(id) });
};
/** What whoever signs has read. */
const shown = async (id: string): Promise<string> =>
  SigningPageSchema.parse((await (await as('bo')).get(`/api/contracts/${id}/signing`)).body).digest;
const signAll = async (id: string): Promise<void> => {
  for (const [who, role, party] of [
    ['erik', 'council', 'kommune'],
    ['dorte', 'municipal-director', 'kommune'],
    ['fatima', 'supplier', 'leverandoer'],
  ] as const) {
    expect((await sign(id, who, role, party)).status).toBe(201);
  }
};
const appropriate = (id: string, budgetYear = THIS_YEAR, amount = '500000000') =>
  send(`/${id}/appropriations`, 'carl', { payer: 'kommune', budgetYear, amount });
const rows = (sql: string, parameters: unknown[] = []): Promise<Record<string, unknown>[]> => asOwner(sql, parameters);
const asOwner = async (sql: string, parameters: unknown[]): Promise<Record<string, unknown>[]> => {
  const client = new Client({ connectionString: service.database!.ownerUrl, options: '-c app.organisation=*' });
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};

describe('a contract from draft to force', () => {
  it('is created from a document, signed by three people, given money and activated, and tells the others', async () => {
    const created = await create();
    expect(created).toMatchObject({ status: 201, body: { ref, status: 'draft', version: 1 } });
    const id = created.body.id;
    const early = await send(`/${id}/activation`, 'bo', {});
    expect(early).toMatchObject({ status: 422, body: { code: 'contracts.not-ready' } });
    expect((early.body as { errors: unknown[] }).errors).toHaveLength(4);
    await signAll(id);
    expect((await appropriate(id)).status).toBe(201);
    expect(await send(`/${id}/activation`, 'bo', {})).toMatchObject({ status: 201, body: { status: 'active', ref } });
    const details = ContractDetailsSchema.parse((await (await as('fatima')).get(`/api/contracts/${id}`)).body);
    expect(details).toMatchObject({
      status: 'active',
      signOffs: { missing: [] },
      appropriations: { missing: [] },
      source: { format: 'yaml' },
    });
    expect(details.versions[0]!.frozenAt).not.toBeNull();
    expect(details.signOffs.given[0]).toMatchObject({ role: 'council', by: 'erik', byName: 'Erik Eriksen' });
    const [event] = await rows('SELECT data FROM outbox WHERE key = $1', [id]);
    expect(ContractActivatedV1.data.parse(event!['data'])).toMatchObject({
      contractId: id,
      title: 'Unge i bolig',
      departments: [{ id: 'unge', party: 'kommune' }],
      parties: expect.arrayContaining([expect.objectContaining({ id: 'leverandoer', cvr: '12345674' })]),
    });
  });

  /** What consumers gave back to a database that was put back to an older backup. */
  const givenBack = (told: { contractId: string; version: number; termsDigest: unknown; activatedOn: string }) =>
    rows(
      `INSERT INTO outbox (event_id, subject, key, trace, data, given_back_by) VALUES (gen_random_uuid(), $1, $2, '{}', $3, 'payments')`,
      [ContractActivatedV1.subject, told.contractId, JSON.stringify({ ref, ...told })],
    );

  it('that others were told of comes into force from the day it had, and they are not told again', async () => {
    const { id, termsDigest } = (await create()).body;
    await givenBack({ contractId: id, version: 1, termsDigest, activatedOn: '2020-05-01' });
    await signAll(id);
    await appropriate(id);
    expect(await send(`/${id}/activation`, 'bo', {})).toMatchObject({ body: { activatedOn: '2020-05-01' } });
    expect(await rows('SELECT FROM outbox WHERE key = $1', [id])).toHaveLength(1);
  });

  it('that was lost is the same contract when it is drafted again, and comes into force as it was alone', async () => {
    const id = '01900000-0000-7000-8000-00000000c0de';
    await givenBack({ contractId: id, version: 3, termsDigest: '0'.repeat(64), activatedOn: '2020-05-01' });
    expect(await create()).toMatchObject({ status: 201, body: { id, version: 3 } });
    await signAll(id);
    await appropriate(id);
    expect(await send(`/${id}/activation`, 'bo', {})).toMatchObject({ body: { code: 'contracts.other-than-told' } });
  });

  it('asks for every sign-off again after other terms, and keeps what was signed', async () => {
    const { id } = (await create()).body;
    await signAll(id);
    const second = await (
      await as('anna')
    )
      .post(`/api/contracts/${id}/versions`)
      .set('Content-Type', 'application/yaml')
      .send(termsYaml({ from: THIS_YEAR, ref, amount: 30000 }));
    expect(second).toMatchObject({ status: 201, body: { version: 2 } });
    const details = ContractDetailsSchema.parse((await (await as('anna')).get(`/api/contracts/${id}`)).body);
    expect(details.signOffs.missing).toHaveLength(3);
    // Who had the first version before them when it was changed signs neither.
    const read = { version: 1, role: 'council', party: 'kommune', summary: await shown(id) };
    expect(await send(`/${id}/sign-offs`, 'erik', read)).toMatchObject({
      status: 409,
      body: { code: 'contracts.version-changed', params: { read: 1, version: 2 } },
    });
    expect(details.versions.map(({ version, frozenAt }) => [version, frozenAt !== null])).toEqual([
      [2, false],
      [1, true],
    ]);
  });
});

describe('refusals, with nothing stored', () => {
  const count = async () => Number((await rows('SELECT count(*) AS n FROM contract'))[0]!['n']);

  it('names line and column of every fault in a document, in both languages', async () => {
    const before = await count();
    const answer = await (
      await as('anna')
    )
      .post('/api/contracts')
      .set('Content-Type', 'application/yaml')
      .send(
        termsYaml({ from: THIS_YEAR, ref }).replace('share: 1', 'share: 0.9').replace('currency: DKK', 'currency: XYZ'),
      );
    expect(answer).toMatchObject({
      status: 422,
      type: 'application/problem+json',
      body: { code: 'contracts.terms-invalid' },
    });
    expect((answer.body as { errors: { line: number; da: string; en: string }[] }).errors[0]).toMatchObject({
      line: expect.any(Number),
      da: expect.any(String),
      en: expect.any(String),
    });
    expect(await count()).toBe(before);
  });
  it.each([
    ['an empty body', 'application/yaml', '', 422],
    ['another media type', 'text/plain', 'x', 415],
    ['more than one megabyte', 'application/yaml', `# ${'x'.repeat(1_100_000)}`, 413],
    ['unreadable bytes', 'application/yaml', Buffer.from([0xff, 0xfe, 0x00]), 415],
  ])('%s', async (_, type, body, status) => {
    const before = await count();
    const answer = await (
      await as('anna')
    )
      .post('/api/contracts')
      .set('Content-Type', type)
      .send(body as string);
    expect(answer).toMatchObject({ status, type: 'application/problem+json' });
    expect(await count()).toBe(before);
  });
  it('a reference that is taken', async () => {
    await create();
    expect(await create()).toMatchObject({ status: 409, body: { code: 'contracts.ref-taken' } });
  });
  it.each([
    ['a supplier', 'fatima'],
    ['a council member', 'erik'],
  ])('%s who wants to create one', async (_, who) => expect(await create({}, who)).toMatchObject({ status: 403 }));
  it('somebody who is not signed in', async () => {
    expect((await (await service.request()).get('/api/contracts')).status).toBe(401);
  });
  it('a second sign-off by the same person', async () => {
    const { id } = (await create()).body;
    expect((await sign(id, 'both', 'council', 'kommune')).status).toBe(201);
    expect(await sign(id, 'both', 'municipal-director', 'kommune')).toMatchObject({
      status: 422,
      body: { code: 'contracts.same-person' },
    });
  });
  it('a sign-off in the name of another party', async () => {
    const { id } = (await create()).body;
    expect(await sign(id, 'gry', 'supplier', 'leverandoer')).toMatchObject({
      status: 403,
      body: { code: 'contracts.not-your-sign-off' },
    });
  });
  it.each([['0'], ['-5'], ['1.5'], [500]])('an appropriation of %j', async (amount) => {
    const { id } = (await create()).body;
    expect(
      (await send(`/${id}/appropriations`, 'carl', { payer: 'kommune', budgetYear: THIS_YEAR, amount })).status,
    ).toBe(422);
  });
  it('an appropriation for the wrong year does not open the contract', async () => {
    const { id } = (await create()).body;
    await signAll(id);
    await appropriate(id, THIS_YEAR + 1);
    expect(await send(`/${id}/activation`, 'bo', {})).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'contracts.appropriation-missing' }] },
    });
  });
  it('new terms for a contract in force', async () => {
    const { id } = (await create()).body;
    await signAll(id);
    await appropriate(id);
    await send(`/${id}/activation`, 'bo', {});
    const answer = await (
      await as('anna')
    )
      .post(`/api/contracts/${id}/versions`)
      .set('Content-Type', 'application/yaml')
      .send(termsYaml({ from: THIS_YEAR, ref, amount: 1 }));
    expect(answer).toMatchObject({ status: 422, body: { code: 'contracts.not-draft' } });
  });
});

describe('what each party sees', () => {
  it('is its own contracts only, in list, detail and work list', async () => {
    const { id } = (await create()).body;
    const listOf = async (who: string) =>
      ContractPageSchema.parse((await (await as(who)).get('/api/contracts?limit=200')).body).items.map(
        (item) => item.id,
      );
    expect(await listOf('fatima')).toContain(id);
    expect(await listOf('gry')).toContain(id);
    expect(await listOf('stranger')).toEqual([]);
    expect(await (await as('stranger')).get(`/api/contracts/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'contracts.unknown-contract' },
    });
  });
  it('ends when a new version no longer names the party', async () => {
    const { id } = (await create()).body;
    await (
      await as('anna')
    )
      .post(`/api/contracts/${id}/versions`)
      .set('Content-Type', 'application/yaml')
      .send(termsYaml({ from: THIS_YEAR, ref, investor: 'bikubenfonden' }));
    expect((await (await as('gry')).get(`/api/contracts/${id}`)).status).toBe(404);
  });
  it('comes in pages', async () => {
    await create();
    const first = ContractPageSchema.parse((await (await as('anna')).get('/api/contracts?limit=1')).body);
    const second = ContractPageSchema.parse(
      (await (await as('anna')).get(`/api/contracts?limit=1&after=${first.next}`)).body,
    );
    expect(second.items[0]!.id).not.toBe(first.items[0]!.id);
    expect((await (await as('anna')).get('/api/contracts?after=nonsense')).status).toBe(400);
  });
  it('tells who must sign, and then who may put it in force', async () => {
    const { id } = (await create()).body;
    const tasks = async (who: string) =>
      (
        (await (await as(who)).get('/api/contracts/work-list')).body as {
          items: { contractId: string; kind: string; role?: string }[];
        }
      ).items.filter(({ contractId }) => contractId === id);
    expect(await tasks('erik')).toMatchObject([{ kind: 'sign-off', role: 'council' }]);
    expect(await tasks('bo')).toEqual([]);
    await signAll(id);
    await appropriate(id);
    expect(await tasks('erik')).toEqual([]);
    expect(await tasks('bo')).toMatchObject([{ kind: 'activate' }]);
  });
});

describe('budget years', () => {
  const decision = { body: 'Byrådet', on: `${THIS_YEAR}-05-20`, caseNumber: '26/1142' };
  /** What the payments service would answer. */
  const spent = (...years: Spent[]): void =>
    void Object.assign(service.app.get(Spending), {
      of: async () => years,
      settled: async () => years,
      between: async () => [],
    });
  const of = (amount: bigint, budgetYear = THIS_YEAR): Spent => ({
    payer: 'kommune',
    budgetYear,
    spent: amount,
    due: 0n,
    verified: 0n,
  });
  const budget = async (id: string, who = 'carl') =>
    ContractBudgetSchema.parse((await (await as(who)).get(`/api/contracts/${id}/budget`)).body);
  const back = (id: string, amount: string, more: object = {}) =>
    send(`/${id}/corrections`, 'carl', {
      payer: 'kommune',
      budgetYear: THIS_YEAR,
      amount,
      reason: 'Tastefejl',
      ...more,
    });
  const over = (id: string, amount: string, more: object = {}) =>
    send(`/${id}/carry-overs`, 'carl', { payer: 'kommune', fromYear: THIS_YEAR, amount, decision, ...more });
  const active = async (planned = 1): Promise<string> => {
    const { id } = (await create({ planned })).body;
    await signAll(id);
    await appropriate(id, THIS_YEAR, '5000000');
    expect((await send(`/${id}/activation`, 'bo', {})).status).toBe(201);
    return id;
  };

  it('show what is set aside, committed, spent and left, and carry what lapses into the next', async () => {
    spent(of(2_000_000n));
    const id = await active();
    const [year, next] = (await budget(id)).years;
    expect(year).toMatchObject({ appropriated: '5000000', worstCase: '2000000', spent: '2000000', left: '3000000' });
    expect([year!.lapses, next!.lapses, next!.appropriated]).toEqual(['3000000', null, '0']);
    const [draft] = (await budget(id)).carryOvers;
    expect(draft).toMatchObject({ fromYear: THIS_YEAR, toYear: THIS_YEAR + 1, amount: '3000000' });
    expect(await over(id, '3000001')).toMatchObject({ status: 422, body: { code: 'contracts.below-spent' } });
    expect(await over(id, '3000000')).toMatchObject({
      status: 201,
      body: { out: { amount: '-3000000', decision }, into: { amount: '3000000', budgetYear: THIS_YEAR + 1 } },
    });
    const after = await budget(id);
    expect(after.years.slice(0, 2).map(({ appropriated }) => appropriated)).toEqual(['2000000', '3000000']);
    expect(after.entries).toHaveLength(3);
    expect(after.carryOvers).toEqual([]);
  });

  it('forecast what is known and the rest of what is expected, steering areas apart', async () => {
    spent({ ...of(500_000n), due: 300_000n, verified: 200_000n });
    const { years, areas } = await budget(await active());
    expect(years[0]).toMatchObject({
      ...{ expected: '2000000', verified: '200000', due: '300000', forecast: '2000000', left: '4500000' },
      ...{ lapses: '4000000', account: null, area: null },
    });
    expect(areas[0]).toEqual({
      ...{ budgetYear: THIS_YEAR, area: null, appropriated: '5000000', spent: '500000', forecast: '2000000' },
    });
  });

  it('give back what is not spent by a counter-entry, and less than is committed only knowingly', async () => {
    spent(of(1_000_000n));
    const id = await active();
    expect(await back(id, '4000001')).toMatchObject({ status: 422, body: { code: 'contracts.below-spent' } });
    expect(await back(id, '4000000')).toMatchObject({ status: 422, body: { code: 'contracts.below-committed' } });
    expect((await back(id, '4000000', { mayFallBelowCommitment: true })).status).toBe(201);
    expect((await budget(id)).years[0]).toMatchObject({ appropriated: '1000000', left: '0', uncovered: '1000000' });
  });

  it('are seen for all contracts together, by department, from the first look on', async () => {
    const seen = async (who = 'carl') =>
      MunicipalBudgetSchema.parse((await (await as(who)).get(`/api/contracts/budgets?from=${THIS_YEAR}&years=2`)).body);
    spent();
    const before = (await seen()).items.find(({ budgetYear }) => budgetYear === THIS_YEAR);
    const id = await active();
    const paid = [{ contractId: id, payer: 'kommune', budgetYear: THIS_YEAR, spent: 500_000n }];
    Object.assign(service.app.get(Spending), { between: async () => paid });
    const after = (await seen()).items.find(({ budgetYear }) => budgetYear === THIS_YEAR)!;
    expect(after).toMatchObject({
      organisation: 'aarhus',
      department: 'unge',
      contracts: (before?.contracts ?? 0) + 1,
      spent: '500000',
    });
    expect(BigInt(after.appropriated) - BigInt(before?.appropriated ?? '0')).toBe(5_000_000n);
    expect(BigInt(after.worstCase) - BigInt(before?.worstCase ?? '0')).toBe(2_000_000n);
    expect((await seen('erik')).items[0]).toMatchObject({ spent: null, lapses: null });
    await settle(id);
    const ended = (await seen()).items.find(({ budgetYear }) => budgetYear === THIS_YEAR)!;
    const { contracts, appropriated, spent: used } = after;
    expect(ended).toMatchObject({ contracts, appropriated, spent: used, worstCase: before?.worstCase ?? '0' });
    expect((await (await as('fatima')).get(`/api/contracts/budgets?from=${THIS_YEAR}`)).status).toBe(403);
    expect((await (await as('carl')).get('/api/contracts/budgets?from=1&years=99')).status).toBe(422);
  });

  it('are kept as sums that are those of their rows, after whatever was set aside, taken back, amended and ended, and by nobody else', async () => {
    const inDatabase = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
      asSystem('test', () => service.app.get(Database).transaction(work));
    const store = service.app.get(CommitmentStore);
    const agree = async () => {
      const [rows, kept] = await inDatabase(async (tx) => [
        await store.between(tx, THIS_YEAR - 5, THIS_YEAR + 20),
        await store.kept(tx, THIS_YEAR - 5, THIS_YEAR + 20),
      ]);
      const today = localDate(`${THIS_YEAR}-06-01`);
      const all = overviewOf(
        rows.map((row) => ({ ...row, spent: 0n })),
        today,
      );
      expect(keptOverview(kept, [], today)).toEqual(all);
      return sum(all.map(({ appropriated }) => appropriated));
    };
    spent();
    const id = await active();
    const look = async () => (await as('carl')).get(`/api/contracts/budgets?from=${THIS_YEAR}`);
    await look();
    const before = await agree();
    await appropriate(id, THIS_YEAR + 1, '700');
    expect(await agree()).toBe(before + 700n);
    expect((await back(id, '200', { mayFallBelowCommitment: true })).status).toBe(201);
    expect(await agree()).toBe(before + 500n);
    // Another version comes into force: its years are not there before somebody looks.
    await rows(
      `INSERT INTO contract_version SELECT contract_id, 2, source_format, source_text, terms, terms_digest, created_at, created_by FROM contract_version WHERE contract_id = $1`,
      [id],
    );
    await rows('UPDATE contract SET version = 2 WHERE contract_id = $1', [id]);
    expect(await agree()).toBeLessThan(before);
    await look();
    expect(await agree()).toBe(before + 500n);
    await settle(id);
    expect(await agree()).toBe(before + 500n);
    for (const statement of ['UPDATE budget_sum SET contracts = 0', 'DELETE FROM budget_sum'])
      await expect(inDatabase((tx) => tx.query(statement))).rejects.toThrow(/permission denied/);
  });

  it('get more beside the budget with a decision and its financing alone', async () => {
    const id = await active();
    const more = { payer: 'kommune', budgetYear: THIS_YEAR + 1, amount: '100', kind: 'supplementary', decision };
    expect(await send(`/${id}/appropriations`, 'carl', more)).toMatchObject({
      body: { code: 'contracts.not-financed' },
    });
    const financing = [{ text: 'Kassebeholdningen', amount: '100' }];
    const account = '5.38.59.1.1.1234.002.40';
    expect(await send(`/${id}/appropriations`, 'carl', { ...more, financing, account, area: 'service' })).toMatchObject(
      {
        status: 201,
        body: { kind: 'supplementary', account: '5385911123400240', financing },
      },
    );
    expect(await send(`/${id}/appropriations`, 'carl', { ...more, financing, account: '9'.repeat(16) })).toMatchObject({
      status: 422,
      body: { code: 'contracts.not-an-account', errors: [{ code: 'contracts.account-main-account' }, {}, {}] },
    });
  });

  it('open a contract without full cover by the council’s recorded decision, which another acts on', async () => {
    const { id } = (await create({ planned: 3 })).body;
    await signAll(id);
    await appropriate(id, THIS_YEAR, '5000000');
    expect(await send(`/${id}/activation`, 'bo', {})).toMatchObject({ body: { code: 'contracts.not-ready' } });
    const risk = { payer: 'kommune', budgetYear: THIS_YEAR, uncovered: '1000000', decision };
    expect(
      await send(`/${id}/risk-decisions`, 'bo', { ...risk, decision: { ...decision, on: '2030-01-01' } }),
    ).toMatchObject({
      body: { code: 'contracts.decided-later' },
    });
    expect(await send(`/${id}/risk-decisions`, 'bo', risk)).toMatchObject({
      status: 201,
      body: { uncovered: '1000000' },
    });
    expect(await send(`/${id}/activation`, 'bo', {})).toMatchObject({ body: { code: 'contracts.own-appropriation' } });
    expect((await send(`/${id}/activation`, 'dorte', {})).status).toBe(422);
    roles['hanne'] = { ...roles['bo']!, sub: 'hanne' };
    expect((await send(`/${id}/activation`, 'hanne', {})).status).toBe(201);
    expect((await budget(id)).riskDecisions).toMatchObject([{ decision, uncovered: '1000000' }]);
  });

  it('are for the authority to see and its economists to change; what is paid is not told to the council', async () => {
    spent(of(1n));
    const id = await active();
    expect((await budget(id, 'erik')).years[0]).toMatchObject({ appropriated: '5000000', spent: null, left: null });
    for (const who of ['fatima', 'gry', 'stranger'])
      expect((await (await as(who)).get(`/api/contracts/${id}/budget`)).status).toBe(403);
    const wanted = { payer: 'kommune', budgetYear: THIS_YEAR, amount: '1' };
    for (const who of ['erik', 'anna', 'fatima'])
      for (const path of ['appropriations', 'corrections', 'carry-overs', 'risk-decisions'])
        expect((await send(`/${id}/${path}`, who, wanted)).status).toBe(403);
  });
});

describe('promises of the database', () => {
  it('signed terms, sign-offs, appropriations and history cannot be changed by the service', async () => {
    const { id } = (await create()).body;
    await sign(id, 'erik', 'council', 'kommune');
    const client = new Client({ connectionString: service.database!.appUrl, options: '-c app.organisation=*' });
    await client.connect();
    try {
      for (const table of ['contract_version', 'sign_off', 'appropriation', 'risk_decision', 'contract_fact']) {
        await expect(client.query(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
        await expect(client.query(`UPDATE ${table} SET contract_id = contract_id`)).rejects.toThrow(
          'permission denied',
        );
      }
    } finally {
      await client.end();
    }
  });
  it('the same request twice creates one contract', async () => {
    const once = async () =>
      (await as('anna'))
        .post('/api/contracts')
        .set('Content-Type', 'application/yaml')
        .set('Idempotency-Key', `k-${ref}`)
        .send(termsYaml({ from: THIS_YEAR, ref }));
    const [first, second] = [await once(), await once()];
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
  });
  it('is answered over NATS for the other services, once in force', async () => {
    const broker = new Broker({ service: 'outcomes', url: service.nats!.url, seed: service.nats!.adminSeed });
    try {
      await broker.connection();
      const requests = new Requests(broker, [GetContractV1]);
      const { id } = (await create()).body;
      await expect(requests.ask(GetContractV1, { contractId: id })).rejects.toMatchObject({
        code: 'contracts.unknown-contract',
        kind: 'not-found',
      });
      await signAll(id);
      await appropriate(id);
      await send(`/${id}/activation`, 'bo', {});
      expect(await requests.ask(GetContractV1, { contractId: id })).toMatchObject({ contractId: id, ref, version: 1 });
    } finally {
      await broker.close();
    }
  });
});

describe('who and what a contract needs to come into force', () => {
  it('covers the worst case of this budget year, shows it before, and refuses less with the figures', async () => {
    const { id } = (await create({ planned: 10 })).body;
    await signAll(id);
    await appropriate(id, THIS_YEAR, '15000000');
    const { appropriations } = ContractDetailsSchema.parse((await (await as('bo')).get(`/api/contracts/${id}`)).body);
    const [missing] = appropriations.missing;
    expect(missing).toMatchObject({ payer: 'kommune', budgetYear: THIS_YEAR, appropriated: '15000000' });
    expect(BigInt(missing!.worstCase)).toBeGreaterThan(15_000_000n);
    expect(await send(`/${id}/activation`, 'bo', {})).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'contracts.appropriation-missing', en: expect.stringContaining('150,000.00') }] },
    });
    await appropriate(id, THIS_YEAR, String(BigInt(missing!.worstCase) - 15_000_000n));
    expect((await send(`/${id}/activation`, 'bo', {})).status).toBe(201);
  });
  it('is put in force by one who neither signed it nor recorded its appropriation', async () => {
    const { id } = (await create()).body;
    await signAll(id);
    await appropriate(id);
    expect(await send(`/${id}/activation`, 'dorte', {})).toMatchObject({ body: { code: 'contracts.own-sign-off' } });
    expect(await send(`/${id}/activation`, 'carl', {})).toMatchObject({
      status: 422,
      body: { code: 'contracts.own-appropriation' },
    });
    expect((await send(`/${id}/activation`, 'bo', {})).status).toBe(201);
  });
  it('needs two people of the authority where the terms name nobody', async () => {
    const { id } = (await create({ signOffs: '[]' })).body;
    await appropriate(id);
    const early = await send(`/${id}/activation`, 'bo', {});
    expect((early.body as { errors: { code: string }[] }).errors.map(({ code }) => code)).toEqual([
      'contracts.sign-off-missing',
      'contracts.sign-off-missing',
    ]);
    const [line] = ContractPageSchema.parse((await (await as('bo')).get('/api/contracts?limit=1')).body).items;
    expect(line).toMatchObject({ id, signOffs: { required: 2, given: 0 } });
    expect((await sign(id, 'both', 'council', 'kommune')).status).toBe(201);
    expect((await sign(id, 'both', 'municipal-director', 'kommune')).status).toBe(422);
    expect((await sign(id, 'dorte', 'municipal-director', 'kommune')).status).toBe(201);
    expect((await send(`/${id}/activation`, 'bo', {})).status).toBe(201);
  });
  it('gets the appropriations of later years while in force', async () => {
    const { id } = (await create()).body;
    await signAll(id);
    await appropriate(id);
    await send(`/${id}/activation`, 'bo', {});
    expect((await appropriate(id, THIS_YEAR + 1)).status).toBe(201);
  });
});

describe('a document that asks for too much', () => {
  const draft = async (text: string) =>
    (await as('anna')).post('/api/contracts').set('Content-Type', 'application/yaml').send(text);
  const assumptions = (count: number): string =>
    `assumptions:\n${Array.from({ length: count }, () => `  - { about: x, da: "${'a'.repeat(4_000)}", en: y }\n`).join('')}`;

  it('is refused at the draft when it could be signed but never come into force, with the limit', async () => {
    const answer = await draft(termsYaml({ from: THIS_YEAR, ref }) + assumptions(225));
    expect(answer).toMatchObject({ status: 400, body: { code: 'contracts.terms-too-large' } });
    expect(answer.body.en).toContain('890 kB at most');
  });
  it('comes into force when it is just below', async () => {
    const { body } = await draft(termsYaml({ from: THIS_YEAR, ref }) + assumptions(215));
    await signAll(body.id);
    await appropriate(body.id);
    expect((await send(`/${body.id}/activation`, 'bo', {})).status).toBe(201);
  });
  it('is refused for its 8,000 references before they are followed', async () => {
    const names = Array.from({ length: 4_000 }, (_, i) => `  - &a${i} { about: x, da: x, en: x }`);
    const uses = Array.from({ length: 4_000 }, (_, i) => `  - *a${i}`);
    expect(
      await draft(`${termsYaml({ from: THIS_YEAR, ref })}assumptions:\n${[...names, ...uses].join('\n')}\n`),
    ).toMatchObject({
      status: 422,
      body: { code: 'contracts.terms-invalid', errors: [{ en: expect.stringContaining('100 references') }] },
    });
  });
});
