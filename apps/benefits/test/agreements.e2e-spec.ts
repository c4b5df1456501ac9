import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AgreementDueSchema,
  AgreementSimulationSchema,
  BenefitAgreementSchema,
  DepartmentSheetSchema,
  SettlementBundleSchema,
  SettlementSchema,
  type Settlement,
} from '@ringvirkning/benefits-api';
import { parseAgreement, settleAgreement } from '@ringvirkning/benefits-domain';
import { ContractMirror } from '@ringvirkning/contract-mirror';
import { instant, parseMinor } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import type { TestService, TokenClaims } from '@ringvirkning/testing';
import { ConsumeOutcomesHandler } from '../src/on-outcomes-finalised/consume-outcomes.handler.js';
import { benefitsReconciled } from '../src/persistence/reconciled.js';
import { TakeBackOutcomesHandler } from '../src/on-outcomes-reversed/take-back-outcomes.handler.js';
import { clock, consume, contractEvent, finalised, modelText, outcome, startBenefits } from './fixtures.js';

const head = (department: string, sub: string): TokenClaims => ({
  ...{ roles: ['department-head'], departments: [department], sub, name: sub },
});
const [BO, JULIE, TOVE] = [head('social', 'bo'), head('jobs', 'julie'), head('schools', 'tove')];
const CARL: TokenClaims = { roles: ['controller'], sub: 'carl', name: 'Carl' };

const contract = contractEvent();
const { contractId } = contract;
const outcomes = Array.from({ length: 6 }, () => outcome());
/** Half of what jobs gains goes back to social, who pays for the intervention. */
const TEXT = `
language: ringvirkning-agreement/1
code: jobs-and-social
version: 1
title: { da: Job og social, en: Jobs and social }
currency: DKK
period: { from: 2026, to: 2030 }
gains: cashable
sides:
  - { id: social, silo: 'municipality:0751/social', name: { da: Sociale Forhold, en: Social Affairs }, account: '0538110000000001' }
  - { id: jobs, silo: 'municipality:0751/jobs', name: { da: Beskæftigelse, en: Employment }, account: '0557130000000002' }
steps:
  - { kind: return, id: back, from: jobs, to: social, share: 0.5, until: { amount: 100000 } }
`;

let service: TestService;
const get = async (path: string, who: TokenClaims = CARL) => (await service.request(who)).get(`/api/benefits/${path}`);
const post = async (path: string, body: string | object, who: TokenClaims = CARL) =>
  (await service.request(who))
    .post(`/api/benefits/${path}`)
    .set('Content-Type', typeof body === 'string' ? 'application/yaml' : 'application/json')
    .send(body);
const draft = (text: string, who?: TokenClaims) => post(`contracts/${contractId}/agreements`, text, who);

beforeAll(async () => {
  clock.at = '2027-02-01T10:00:00Z';
  service = await startBenefits();
  const model = modelText(1)
    .replace('departments: {', 'departments: { jobs: { da: Job, en: Jobs },')
    .replace('{ treasury: region, share: 1 }', '{ treasury: municipality, department: jobs, share: 1 }')
    .replace('profile: [{ year: 1, share: 1 }], cashable: false', 'profile: [{ year: 0, share: 1 }], cashable: true');
  await post('valuation-models', model);
  await consume(service, async (tx) => {
    await service.app.get(ContractMirror).keep(tx, contract);
    await service.app.get(ConsumeOutcomesHandler).execute(tx, [finalised(contractId, outcomes)]);
  });
  await post(`contracts/${contractId}/valuation`, { model: 'shelter@1' });
});
afterAll(() => service?.stop());

describe('a benefit-sharing agreement', () => {
  it('is refused with every reason, line and column; purses that the contract does not know among them', async () => {
    const bad = TEXT.replace('share: 0.5', 'share: 5').replace('version: 1', 'version: x');
    const { status, body } = await draft(bad);
    expect([status, body.errors.length]).toEqual([422, 2]);
    expect(body.errors[0]).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
    const unknown = await draft(TEXT.replace('0751/jobs', '0751/elsewhere'));
    expect(unknown.body.errors).toMatchObject([{ path: 'sides.1.silo' }]);
  });
  it('is drafted once per version, and never changed', async () => {
    const first = await draft(TEXT);
    expect([first.status, (await draft(TEXT)).body]).toEqual([201, first.body]);
    const other = await draft(TEXT.replace('share: 0.5', 'share: 0.4'));
    expect([other.status, other.body.code]).toEqual([409, 'benefits.agreement-version-taken']);
  });
  it('is simulated before anybody signs; departments need to share their figures for that', async () => {
    const simulated = await post(`contracts/${contractId}/agreements/simulation`, TEXT);
    expect(AgreementSimulationSchema.parse(simulated.body).transfers).toMatchObject([
      { from: 'jobs', to: 'social', year: 2026, amount: '300000' },
    ]);
    const refused = await post(`contracts/${contractId}/agreements/simulation`, TEXT, BO);
    expect([refused.status, refused.body.code]).toEqual([403, 'benefits.side-not-shared']);
  });
  it('does not exist for departments that are no side of it', async () => {
    const { id } = (await draft(TEXT)).body;
    expect((await get(`contracts/${contractId}/agreements`, TOVE)).body).toEqual({ items: [] });
    expect((await get(`agreements/${id}`, TOVE)).status).toBe(404);
  });
  it('settles nothing before both sides have signed, each by its own head', async () => {
    const { id, digest } = (await draft(TEXT)).body;
    const sign = (side: string, who: TokenClaims, of = digest) =>
      post(`agreements/${id}/signatures`, { side, digest: of }, who);
    expect((await sign('jobs', BO)).body.code).toBe('benefits.not-your-side');
    expect((await sign('social', BO, 'f'.repeat(64))).body.code).toBe('benefits.agreement-other-text');
    expect((await sign('social', BO)).body).toMatchObject({ inForce: false });
    expect((await sign('social', BO)).status).toBe(409);
    const early = await post(`agreements/${id}/settlements`, { through: 2026 });
    expect(early.body.code).toBe('benefits.agreement-not-in-force');
    const both: TokenClaims = { ...BO, departments: ['social', 'jobs'] };
    expect((await sign('jobs', both)).body.code).toBe('benefits.side-same-person');
    expect(BenefitAgreementSchema.parse((await sign('jobs', JULIE)).body).inForce).toBe(true);
  });
});

describe('the sheet of a department', () => {
  const sheet = async (who: TokenClaims, silo = 'municipality:0751/social') =>
    get(`sheet?silo=${encodeURIComponent(silo)}`, who);
  it('says what it cost, what it got, what it should get back, why and from whom', async () => {
    const { totals, agreements } = DepartmentSheetSchema.parse((await sheet(BO)).body);
    expect(totals).toMatchObject({ realised: '3000000', forecast: '1500000', settled: '0' });
    expect(agreements).toMatchObject([
      {
        through: 2027,
        others: [{ name: { da: 'Beskæftigelse' }, amount: '300000', why: [{ year: 2026, amount: '300000' }] }],
      },
    ]);
    expect(agreements[0]!.others[0]!.why[0]!.why.da).toContain('50 % af den realiserede gevinst');
  });
  it('is for its own department, and for who reads all', async () => {
    expect((await get('departments', BO)).body.items).toMatchObject([{ silo: 'municipality:0751/social', mine: true }]);
    expect((await get('departments')).body.items).toHaveLength(2);
    expect((await sheet(JULIE)).body.code).toBe('benefits.side-not-shared');
    expect((await sheet(CARL, 'municipality:0751/none')).status).toBe(404);
  });
});

/** Contracts whose final settlements are not what the ledger says. */
const differing = async (tx: Tx) => {
  const { compare } = benefitsReconciled.books!.find(({ kind }) => kind === 'settlements')!;
  return (await compare(tx, contractId)).differing;
};

describe('a settlement', () => {
  let agreementId: string;
  let settlement: Settlement;
  const act = (what: string, body: object, who: TokenClaims, id = settlement.id) =>
    post(`settlements/${id}/${what}`, body, who);
  const approveAll = async (of: Settlement) => {
    await act('approvals', { side: 'social', digest: of.digest }, BO, of.id);
    await act('approvals', { side: 'jobs', digest: of.digest }, JULIE, of.id);
    return SettlementSchema.parse((await act('posting', {}, CARL, of.id)).body);
  };
  beforeAll(async () => {
    agreementId = (await get(`contracts/${contractId}/agreements`)).body.items[0].id;
  });

  it('is what the agreement gives on what is realised; the same books again are the same proposal', async () => {
    const { status, body } = await post(`agreements/${agreementId}/settlements`, { through: 2026 });
    settlement = SettlementSchema.parse(body);
    expect([status, settlement.netted]).toEqual([201, [{ from: 'jobs', to: 'social', amount: '300000' }]]);
    expect(settlement.statement.find(({ side }) => side === 'jobs')).toMatchObject({
      realised: '600000',
      gives: '300000',
    });
    expect((await post(`agreements/${agreementId}/settlements`, { through: 2026 })).body).toEqual(body);
  });
  it('is not for a year that has not begun', async () =>
    expect((await post(`agreements/${agreementId}/settlements`, { through: 2028 })).body.code).toBe(
      'benefits.settlement-outside-period',
    ));
  it('is approved by both, disputed by either, and final once: then its journal is there and balances', async () => {
    expect((await get(`settlements/${settlement.id}/journal`)).body.code).toBe('benefits.settlement-not-final');
    await act('approvals', { side: 'social', digest: settlement.digest }, BO);
    expect((await act('disputes', { side: 'jobs', reason: 'Forkert år' }, JULIE)).body).toMatchObject({
      state: 'disputed',
    });
    expect((await act('posting', {}, CARL)).body.code).toBe('benefits.settlement-not-approved');
    expect((await act('approvals', { side: 'jobs', digest: settlement.digest }, JULIE)).body).toMatchObject({
      state: 'approved',
    });
    expect((await act('posting', {}, JULIE)).status).toBe(403);
    expect((await act('posting', {}, CARL)).body).toMatchObject({ state: 'final' });
    expect((await act('posting', {}, CARL)).body.code).toBe('benefits.settlement-closed');
    const csv = await get(`settlements/${settlement.id}/journal`);
    expect(csv.text.split('\r\n').slice(1, 3)).toEqual([
      '0557130000000002;municipality:0751/jobs;3000,00;;DKK;2026;jobs-and-social 2026 nr 1',
      '0538110000000001;municipality:0751/social;;3000,00;DKK;2026;jobs-and-social 2026 nr 1',
    ]);
    const g69 = await get(`settlements/${settlement.id}/journal?as=g69&machine=123`);
    expect(g69.text).toContain('000G6900001075101NORFLYD&10300123');
    expect((await get(`settlements/${settlement.id}/journal?as=g69`)).body.code).toBe('benefits.journal-needs-machine');
    expect((await get(`settlements/${settlement.id}/statement`, BO)).text).toContain(
      'Beskæftigelse;Sociale Forhold;2026;3000,00',
    );
  });
  it('is in the overview of either side', async () => {
    const { silos, totals } = (await get(`overview?contractId=${contractId}&budgetYear=2026`)).body;
    const settled = silos.map(({ silo, settled: amount }: Record<string, string>) => [silo, amount]);
    expect(settled).toEqual(
      expect.arrayContaining([
        ['municipality:0751/jobs', '-300000'],
        ['municipality:0751/social', '300000'],
      ]),
    );
    expect(totals.settled).toBe('0');
  });
  it('stands in the books, in balance, and leaves nothing to settle', async () => {
    const { items } = (await get(`ledger/balances?contractId=${contractId}`)).body;
    expect(items.filter(({ account }: { account: string }) => account.startsWith('settlement-'))).toMatchObject([
      { account: 'settlement-given', silo: 'municipality:0751/jobs', budgetYear: 2026, amount: '300000' },
      { account: 'settlement-received', silo: 'municipality:0751/social', budgetYear: 2026, amount: '-300000' },
    ]);
    expect((await post(`agreements/${agreementId}/settlements`, { through: 2026 })).body.code).toBe(
      'benefits.nothing-to-settle',
    );
    expect(AgreementDueSchema.parse((await get(`agreements/${agreementId}/due?through=2026`, BO)).body).due).toEqual(
      [],
    );
  });
  it('can be computed again from its bundle by anybody', async () => {
    const bundle = SettlementBundleSchema.parse((await get(`settlements/${settlement.id}/bundle`, JULIE)).body);
    const parsed = parseAgreement(JSON.stringify(bundle.agreement));
    if (!parsed.ok) throw new Error('not an agreement');
    const amount = <T extends { amount: string }>(each: T) => ({ ...each, amount: parseMinor(each.amount) });
    const facts = { figures: bundle.facts.figures.map(amount), stated: bundle.facts.stated };
    const again = settleAgreement(parsed.agreement, parsed.digest, facts, bundle.through, bundle.before.map(amount));
    expect([again.digest, parsed.digest]).toEqual([bundle.digest, bundle.agreementDigest]);
  });
  it('pays back to the øre what rested on outcomes that are taken back', async () => {
    const taken = outcomes.map(({ claimId }) => ({ claimId, reversedAt: instant(clock.at) }));
    await consume(service, (tx) =>
      service.app.get(TakeBackOutcomesHandler).execute(tx, [{ contractId, outcomes: taken }]),
    );
    const back = SettlementSchema.parse((await post(`agreements/${agreementId}/settlements`, { through: 2026 })).body);
    expect(back.netted).toEqual([{ from: 'social', to: 'jobs', amount: '300000' }]);
    // One that is final without its booking would be seen.
    const undone = consume(service, async (tx) => {
      await tx.query(`INSERT INTO settlement_fact VALUES ($1, $2, 1, 'final', NULL, 'x', 'x', NULL, now())`, [
        back.id,
        contractId,
      ]);
      expect(await differing(tx)).toHaveLength(1);
      throw new Error('taken back');
    });
    await expect(undone).rejects.toThrow('taken back');
    expect((await approveAll(back)).state).toBe('final');
    expect(await consume(service, differing)).toEqual([]);
    const { items } = (await get(`ledger/balances?contractId=${contractId}`)).body;
    expect(items.filter(({ account }: { account: string }) => account.startsWith('settlement-'))).toEqual([]);
  });
  it('is neither shown to case workers, the council, suppliers nor investors', async () => {
    for (const role of ['case-worker', 'council-member', 'supplier', 'investor'] as const)
      expect((await get(`settlements/${settlement.id}`, { roles: [role] })).status).toBe(403);
  });
});
