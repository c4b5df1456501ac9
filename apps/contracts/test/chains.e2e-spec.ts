import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import {
  ChainSettingsSchema,
  ContractDetailsSchema,
  MandatesSchema,
  SigningPageSchema,
  type ContractDetails,
} from '@ringvirkning/contracts-api';
import { digestOf } from '@ringvirkning/kernel';
import { type TestService } from '@ringvirkning/testing';
import { startContracts, termsYaml, THIS_YEAR } from './terms.js';

let service: TestService;
beforeAll(async () => {
  service = await startContracts();
});
afterAll(() => service?.stop());

const people: Record<string, { roles: Role[]; organisation: string; sub: string; name?: string }> = {
  bo: { roles: ['department-head'], organisation: 'aarhus', sub: 'bo' },
  carl: { roles: ['controller'], organisation: 'aarhus', sub: 'carl', name: 'Carl Carlsen' },
  dorte: { roles: ['municipal-director'], organisation: 'aarhus', sub: 'dorte' },
  erik: { roles: ['council-member'], organisation: 'aarhus', sub: 'erik' },
  mia: { roles: ['council-member'], organisation: 'aarhus', sub: 'mia' },
  fatima: { roles: ['supplier'], organisation: 'st-basils', sub: 'fatima' },
  foreign: { roles: ['municipal-director'], organisation: 'herning', sub: 'foreign' },
};
const as = (who: string) => service.request(people[who]!);
const post = async (who: string, path: string, body: object) =>
  (await as(who)).post(`/api/contracts${path}`).send(body);
const details = async (id: string): Promise<ContractDetails> =>
  ContractDetailsSchema.parse((await (await as('bo')).get(`/api/contracts/${id}`)).body);
const create = async (ref: string, change: Parameters<typeof termsYaml>[0] = {}): Promise<string> => {
  const answer = await (
    await as('bo')
  )
    .post('/api/contracts')
    .set('Content-Type', 'application/yaml')
    .send(termsYaml({ from: THIS_YEAR, ref, signOffs: '[]', planned: 10, ...change }));
  expect(answer.status).toBe(201);
  return (answer.body as { id: string }).id;
};
const page = async (id: string, digest = '') =>
  SigningPageSchema.parse((await (await as('erik')).get(`/api/contracts/${id}/signing${digest && `/${digest}`}`)).body);
const sign = async (id: string, who: string, role: string, party = 'kommune') => {
  const { version } = await details(id);
  const summary = (await page(id)).digest;
  const { status, body } = await post(who, `/${id}/sign-offs`, { version, role, party, summary });
  return status === 201 ? 'signed' : (body as { code: string }).code.replace('contracts.', '');
};
const names = (asked: readonly { role: string; party: string }[]) => asked.map(({ role }) => role);

/** Ten people of 20,000 kr. are small, a thousand are not. */
const LIMIT = '100000000';
const RULES = [
  {
    above: { measure: 'worst-total', amount: LIMIT },
    steps: [['department-head'], ['municipal-director', 'mayor'], ['council']],
  },
  { steps: [['department-head'], ['municipal-director']] },
];
const setting = (version: number, rules: object[] = RULES) => ({
  ...{ version, expectedSuccess: 50, rules, reason: 'Byrådet 3. marts 2026, pkt. 7' },
});

describe('who signs what', () => {
  it('is set by who administers for the whole municipality, with the reason, and every version is kept', async () => {
    for (const who of ['bo', 'erik', 'fatima', 'foreign'])
      expect([who, (await post(who, '/chains', setting(0))).status]).toEqual([who, 403]);
    expect((await (await as('fatima')).get('/api/contracts/chains')).status).toBe(403);
    expect((await post('carl', '/chains', setting(0, [RULES[1]!]))).status).toBe(201);
    expect(await post('dorte', '/chains', setting(0))).toMatchObject({
      status: 409,
      body: { code: 'contracts.chains-changed' },
    });
    expect((await post('dorte', '/chains', setting(1))).status).toBe(201);
    const { items } = ChainSettingsSchema.parse((await (await as('erik')).get('/api/contracts/chains')).body);
    expect(items).toMatchObject([
      { version: 2, by: 'dorte', rules: RULES, reason: 'Byrådet 3. marts 2026, pkt. 7' },
      { version: 1, by: 'carl', byName: 'Carl Carlsen' },
    ]);
  });
  it('is refused with every fault when it leaves contracts without a chain', async () => {
    const { status, body } = await post('carl', '/chains', setting(2, [{ ...RULES[0], steps: [['mayor', 'mayor']] }]));
    expect([status, (body as { errors: { code: string }[] }).errors.map(({ code }) => code)]).toEqual([
      422,
      ['contracts.chain-office-twice', 'contracts.chain-of-one', 'contracts.chain-not-for-all'],
    ]);
    for (const steps of [[], [[]], [['janitor'], ['council']]])
      expect((await post('carl', '/chains', setting(2, [{ steps }]))).status).toBe(422);
  });

  it('follows what a contract costs, in the order that is set, and is asked before it comes into force', async () => {
    const [small, large] = [await create('SMALL'), await create('LARGE', { planned: 1_000 })];
    expect(names((await details(small)).signOffs.required)).toEqual(['department-head', 'municipal-director']);
    const { signOffs } = await details(large);
    expect(names(signOffs.required)).toEqual(['department-head', 'municipal-director', 'mayor', 'council']);
    expect(signOffs.chain).toEqual({ setting: 2, party: 'kommune', steps: RULES[0]!.steps, isFixed: false });
    const list = (await (await as('bo')).get('/api/contracts')).body as {
      items: { ref: string; signOffs: { required: number } }[];
    };
    expect(Object.fromEntries(list.items.map(({ ref, signOffs: { required } }) => [ref, required]))).toEqual({
      LARGE: 4,
      SMALL: 2,
    });

    expect(await sign(large, 'erik', 'council')).toBe('before-its-turn');
    expect(await sign(large, 'dorte', 'department-head')).toBe('not-your-sign-off');
    for (const [who, role] of [
      ['bo', 'department-head'],
      ['mia', 'mayor'],
      ['dorte', 'municipal-director'],
    ] as const)
      expect(await sign(large, who, role)).toBe('signed');
    expect(await sign(large, 'mia', 'council')).toBe('same-person');
    const appropriation = { payer: 'kommune', budgetYear: THIS_YEAR, amount: '9000000000' };
    expect((await post('carl', `/${large}/appropriations`, appropriation)).status).toBe(201);
    expect(await post('bo', `/${large}/activation`, {})).toMatchObject({ body: { code: 'contracts.not-ready' } });
    expect(await sign(large, 'erik', 'council')).toBe('signed');
  });
  it('does not change for a version that somebody has signed; the next version follows what stands then', async () => {
    const [signed, open] = [await create('SIGNED'), await create('OPEN')];
    expect(await sign(signed, 'bo', 'department-head')).toBe('signed');
    expect((await post('carl', '/chains', setting(2, [{ steps: [['municipal-director'], ['mayor']] }]))).status).toBe(
      201,
    );
    expect((await details(signed)).signOffs).toMatchObject({
      required: [{ role: 'department-head' }, { role: 'municipal-director' }],
      chain: { setting: 2, isFixed: true },
    });
    expect(names((await details(open)).signOffs.required)).toEqual(['municipal-director', 'mayor']);
    await (
      await as('bo')
    )
      .post(`/api/contracts/${signed}/versions`)
      .set('Content-Type', 'application/yaml')
      .send(termsYaml({ from: THIS_YEAR, ref: 'SIGNED', signOffs: '[]', planned: 11 }));
    expect((await details(signed)).signOffs).toMatchObject({ given: [], chain: { setting: 3, isFixed: false } });
  });
});

describe('what is signed on', () => {
  it('is what the contract costs in each year, how much of it is appropriated, and who signs', async () => {
    const id = await create('SHOWN', { planned: 100 });
    expect(
      (await post('carl', `/${id}/appropriations`, { payer: 'kommune', budgetYear: THIS_YEAR, amount: '1000' })).status,
    ).toBe(201);
    const { summary } = await page(id);
    const [payer] = summary.payers;
    expect(summary).toMatchObject({ version: 1, expectedSuccess: 50, budgetYear: THIS_YEAR, plans: true });
    expect(payer).toMatchObject({
      party: 'kommune',
      least: '0',
      expected: '100000000',
      most: '200000000',
      appropriated: '1000',
    });
    const inYear = payer!.years.find(({ year }) => year === THIS_YEAR)!;
    expect(payer!.uncovered).toBe(String(BigInt(inYear.most) - 1000n));
    for (const which of ['least', 'expected', 'most'] as const)
      expect(payer!.years.reduce((sum, year) => sum + BigInt(year[which]), 0n)).toBe(BigInt(payer![which]));
  });
  it('is what stands, not what somebody saw before the money or the rules changed; and it is kept as it was shown', async () => {
    const id = await create('STALE');
    const { digest: seen } = await page(id);
    const appropriation = { payer: 'kommune', budgetYear: THIS_YEAR, amount: '1000' };
    expect((await post('carl', `/${id}/appropriations`, appropriation)).status).toBe(201);
    const request = { version: 1, role: 'municipal-director', party: 'kommune' };
    expect((await post('dorte', `/${id}/sign-offs`, request)).status).toBe(422);
    expect(await post('dorte', `/${id}/sign-offs`, { ...request, summary: seen })).toMatchObject({
      status: 409,
      body: { code: 'contracts.summary-changed' },
    });
    expect((await details(id)).signOffs.given).toEqual([]);
    const read = await page(id);
    expect((await post('dorte', `/${id}/sign-offs`, { ...request, summary: read.digest })).status).toBe(201);
    expect((await post('carl', `/${id}/appropriations`, appropriation)).status).toBe(201);
    expect((await page(id)).digest).not.toBe(read.digest);
    const kept = await page(id, (await details(id)).signOffs.given[0]!.summary);
    expect(kept).toEqual({ ...read, signedOn: `${THIS_YEAR}-06-01T10:00:00.000Z` });
    expect(digestOf(kept.summary)).toBe(kept.digest);
    expect((await (await as('erik')).get(`/api/contracts/${id}/signing/${seen}`)).status).toBe(404);
  });
});

describe('who is away', () => {
  const mandate = {
    office: 'municipal-director',
    from: `${THIS_YEAR}-06-01`,
    until: `${THIS_YEAR}-06-14`,
    reason: 'Ferie',
  };
  const give = (who: string, to: object = { role: 'department-head' }) => post(who, '/mandates', { ...mandate, to });

  it('gives a mandate for a time; who signs by it does so on behalf of them, and is seen to', async () => {
    const id = await create('AWAY');
    expect(await sign(id, 'bo', 'municipal-director')).toBe('not-your-sign-off');
    expect(await give('bo')).toMatchObject({ status: 403, body: { code: 'contracts.not-your-office' } });
    expect((await give('carl')).status).toBe(403);
    expect((await give('fatima')).status).toBe(403);
    expect(await give('dorte', { subject: 'dorte', name: 'Dorte' })).toMatchObject({
      body: { code: 'contracts.mandate-to-self' },
    });
    const given = await give('dorte');
    expect(given).toMatchObject({ status: 201, body: { by: 'dorte', ended: null } });
    const work = async () =>
      (
        (await (await as('bo')).get('/api/contracts/work-list')).body as {
          items: { contractId: string; role?: string }[];
        }
      ).items;
    expect(await work()).toContainEqual(expect.objectContaining({ contractId: id, role: 'municipal-director' }));
    expect(await sign(id, 'bo', 'municipal-director')).toBe('signed');
    expect((await details(id)).signOffs.given).toMatchObject([
      { role: 'municipal-director', by: 'bo', behalfOf: (given.body as { byName: string }).byName },
    ]);
    expect(await sign(id, 'bo', 'mayor')).toBe('not-your-sign-off');
  });
  it('takes it back before its time, once, and nobody signs by it any more; all of it stays on record', async () => {
    const { items } = MandatesSchema.parse((await (await as('erik')).get('/api/contracts/mandates')).body);
    const path = `/mandates/${items[0]!.id}/end`;
    expect((await post('bo', path, { reason: 'Nej' })).status).toBe(403);
    expect((await post('dorte', path, { reason: 'Tilbage' })).status).toBe(201);
    expect(await post('dorte', path, { reason: 'Igen' })).toMatchObject({ body: { code: 'contracts.mandate-ended' } });
    expect(await sign(await create('BACK'), 'bo', 'municipal-director')).toBe('not-your-sign-off');
    const after = MandatesSchema.parse((await (await as('erik')).get('/api/contracts/mandates')).body);
    expect(after.items).toMatchObject([{ by: 'dorte', ended: { by: 'dorte', reason: 'Tilbage' } }]);
  });
});
