import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '@ringvirkning/auth';
import type { Across, Overview } from '@ringvirkning/benefits-api';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { PARTNER_MESSAGE_TYPES, type PartnershipState } from '@ringvirkning/partnership-api';
import { evidenceSchema, proofOf, verifier } from '@ringvirkning/partnership-domain';
import type { Due, MovedCitizen, MovedCitizenPage, Run } from '@ringvirkning/payments-api';
import { certificate, eventually } from '@ringvirkning/testing';
import { ringvirkning } from './support/command.js';
import { MetricsTable } from './support/metrics-table.js';
import { System } from './support/system.js';

const THIS_YEAR = new Date().getFullYear();
/** Outcomes are of the year before, so that it is the same on every day of this one. */
const ACHIEVED = `${THIS_YEAR - 1}-06-15`;
const CUT_OFF = `${THIS_YEAR - 1}-12-31`;
const LONG = 60_000;
const METRICS_PAGE = fileURLToPath(new URL('../../../docs/metrics.md', import.meta.url));

const TERMS = `
language: ringvirkning-terms/1
ref: JOB-FAELLES
title: { da: Job i vækstvirksomheder, en: Jobs in growth companies }
currency: DKK
period: { from: ${THIS_YEAR - 1}-01-01, to: ${THIS_YEAR + 2}-12-31 }
parties:
  - { id: aarhus, name: Aarhus Kommune, kind: municipality, organisation: aarhus, municipalityCode: '0751', roles: [authority, payer] }
  - { id: herning, name: Herning Kommune, kind: municipality, organisation: herning, municipalityCode: '0657', roles: [payer] }
  - { id: company, name: Vækstvirksomhed, kind: company, organisation: company, roles: [supplier] }
  - { id: checker, name: Uafhængig, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [register] } }
groups:
  - { code: ready, name: { da: Jobparate, en: Job-ready } }
  - { code: sick, name: { da: Langvarigt sygemeldte, en: Long-term sick }, uplift: 1 }
outcomes:
  - { kind: reached, code: job, name: { da: Ordinært job, en: Ordinary job }, planned: [{ count: 8 }], price: { kind: per-claim, amount: 20000 } }
payers: { split: top-up, parts: [{ party: of-participant }], otherwise: aarhus }
payees: [{ party: company, share: 1 }]
`;
const MODEL = `
code: jobs
version: 1
title: { da: Job, en: Jobs }
currency: DKK
validFrom: 2020-01-01
priceLevelYear: 2026
source: Specs
departments: { work: { da: Beskæftigelse, en: Employment } }
prices:
  month: { title: { da: Måned, en: Month }, unit: month, basis: assumption, reason: Round figure, values: [{ from: 2020-01-01, amount: 1000 }] }
anchors:
  refund:
    title: { da: Refusion, en: Refund }
    rules:
      - from: 2020-01-01
        shares:
          - { treasury: municipality, department: work, steeringArea: transfers, share: 0.8 }
          - { treasury: state, share: 0.2 }
outcomes:
  job:
    - { consequence: less-benefit, title: { da: Mindre ydelse, en: Less benefit }, quantity: 10, price: month, anchor: refund, profile: [{ year: 0, share: 1 }], cashable: true, confidence: medium }
`;
const charter = {
  ...{ name: 'Midtjysk partnerskab', purpose: 'Fælles sociale investeringer', shares: 'Kontrakter og betalinger' },
  ...{ legalBasis: 'Kommunalfuldmagten', retention: 'Fem år', threshold: 5 },
};

type Who = readonly [role: Role, organisation?: string];
/** People of one municipality, over HTTP. */
class Municipality {
  constructor(
    readonly id: string,
    readonly system: System,
  ) {}

  private async client([role, organisation = this.id]: Who) {
    return this.system.request({ sub: `${role}-${organisation}`, roles: [role], organisation, departments: [] });
  }
  async get<T>(who: Who, path: string): Promise<T> {
    const { status, body } = await (await this.client(who)).get(path);
    expect([path, status, status < 300 ? undefined : body]).toEqual([path, 200, undefined]);
    return body as T;
  }
  async post<T>(who: Who, path: string, content: object = {}): Promise<T> {
    const { status, body } = await (await this.client(who)).post(path).send(content);
    expect([path, status < 300 ? undefined : { status, body }]).toEqual([path, undefined]);
    return body as T;
  }
  async refused(who: Who, path: string, content: object = {}): Promise<string> {
    const { body } = await (await this.client(who)).post(path).send(content);
    return (body as { code: string }).code;
  }
  /** Certifies the difference of a run as it stands. */
  async certify(runId: string): Promise<void> {
    const { digest } = await this.get<{ digest: string }>(['controller'], `/api/payments/runs/${runId}/difference`);
    await this.post(['controller'], `/api/payments/runs/${runId}/certification`, { shown: digest });
  }
  contract = (id: string): Promise<ContractDetails> => this.get(['department-head'], `/api/contracts/${id}`);
  partnership = (): Promise<PartnershipState> => this.get(['operator'], '/api/partnership');
}

const soon = <T>(look: () => Promise<T>): Promise<T> => eventually(look, { timeout: LONG, interval: 250 });

describe('two municipalities with a contract in common', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rv-between-'));
  /** What somebody has downloaded. */
  const files = mkdtempSync(join(tmpdir(), 'rv-files-'));
  /** Stands where people go, and shows a certificate. */
  const proxy = createServer(certificate());
  let aarhus: Municipality;
  let herning: Municipality;
  let id: string;
  /** Marks that no partner may ever hear of. */
  const people: string[] = [];
  /** The one claim for a citizen of each. */
  const claimOf = new Map<string, string>();
  beforeAll(async () => {
    const start = async (municipality: string): Promise<Municipality> =>
      new Municipality(
        municipality,
        await System.start({
          ...{ INSTANCE_ID: municipality, PARTNERSHIP_CARRIER: `folder:${folder}` },
          ...{ PARTNERSHIP_BEAT_MS: '300', PARTNERSHIP_IDLE_BEAT_MS: '600' },
          ...{ METRICS_PORT: '0', SIGN_OUT_FOLDER: join(files, municipality), ORIGIN: await proxyAddress(proxy) },
        }),
      );
    aarhus = await start('aarhus');
    herning = await start('herning');
    // Otherwise the first probe begins five minutes after the database was made.
    await aarhus.system.query('contracts', `UPDATE probe SET begun_at = now() - interval '1 hour'`);
  }, 300_000);
  afterAll(async () => {
    await aarhus?.system.stop();
    await herning?.system.stop();
    proxy.close();
    for (const each of [folder, files]) rmSync(each, { recursive: true });
  }, 120_000);

  it('become partners by an invitation whose check phrase was read by telephone', async () => {
    await aarhus.post(['municipal-director'], '/api/partnership/founding', {
      ...{ id: 'midtjylland', name: 'Aarhus Kommune', charter },
    });
    await aarhus.post(['operator'], '/api/partnership/invitations', { member: 'herning', name: 'Herning Kommune' });
    const invitation = await soon(async () => {
      const made = await aarhus.get<{ text: string | null; checkPhrase: string }>(
        ['operator'],
        '/api/partnership/invitations/herning',
      );
      expect(made.text).not.toBeNull();
      return made;
    });
    const { text, checkPhrase } = invitation;
    const other = checkPhrase.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
    const join = '/api/partnership/joining';
    expect(await herning.refused(['operator'], join, { text, checkPhrase: other })).toMatch(/^partnership\./);
    await herning.post(['operator'], join, { text, checkPhrase });
    await soon(async () => {
      for (const { partnership } of [aarhus, herning])
        expect((await partnership()).members.map((member) => [member.id, member.status])).toEqual([
          ['aarhus', 'active'],
          ['herning', 'active'],
        ]);
    });
  }, 120_000);

  it('agree on what may pass', async () => {
    const flows = ['aarhus', 'herning'].flatMap((from) =>
      PARTNER_MESSAGE_TYPES.map(({ name, examples }) => ({ from, type: name, fields: fieldsOf(examples) })),
    );
    await aarhus.post(['municipal-director'], '/api/partnership/agreements', {
      ...{ with: 'herning', purpose: 'Fælles kontrakter', legalBasis: 'Kommunalfuldmagten', flows },
      ...{ begins: `${THIS_YEAR - 1}-01-01`, ends: `${THIS_YEAR + 5}-12-31` },
      contacts: { ours: 'Socialforvaltningen', theirs: 'Jobcentret' },
    });
    const agreements = (at: Municipality) =>
      at.get<{ items: { id: string; status: string }[] }>(['municipal-director'], '/api/partnership/agreements');
    const [proposed] = await soon(async () => {
      const { items } = await agreements(herning);
      expect(items).toHaveLength(1);
      return items;
    });
    await herning.post(['municipal-director'], `/api/partnership/agreements/${proposed!.id}/approval`);
    await soon(async () => expect((await agreements(aarhus)).items.map(({ status }) => status)).toEqual(['active']));
  }, 120_000);

  const appropriate = (where: Municipality, budgetYear = THIS_YEAR, amount = '40000000') =>
    where.post(['controller'], `/api/contracts/${id}/appropriations`, { payer: where.id, budgetYear, amount });

  it('sign and appropriate each at home, and the contract comes into force on both sides', async () => {
    const client = await aarhus.system.request({ sub: 'dh', roles: ['department-head'], organisation: 'aarhus' });
    const created = await client.post('/api/contracts').type('application/yaml').send(TERMS);
    expect(created.status).toBe(201);
    id = (created.body as { id: string }).id;
    const at = `/api/contracts/${id}`;
    const sign = async (where: Municipality, who: Who, role: string, party: string) => {
      const { digest: summary } = await where.get<{ digest: string }>(who, `${at}/signing`);
      return where.post(who, `${at}/sign-offs`, { version: 1, role, party, summary });
    };
    await appropriate(aarhus);
    await sign(aarhus, ['council-member'], 'council', 'aarhus');
    await sign(aarhus, ['municipal-director'], 'municipal-director', 'aarhus');
    expect(await aarhus.refused(['department-head'], `${at}/activation`)).toMatch(/^contracts\./);
    await soon(async () => expect((await herning.contract(id)).ref).toBe('JOB-FAELLES'));
    await appropriate(herning);
    await sign(herning, ['council-member'], 'council', 'herning');
    await sign(herning, ['municipal-director'], 'municipal-director', 'herning');
    await herning.post(['department-head'], `${at}/accession`);
    await soon(async () => {
      const refusal = await aarhus.refused(['department-head'], `${at}/activation`);
      expect(refusal).toBeUndefined();
    });
    await soon(async () => expect((await herning.contract(id)).status).toBe('active'));
  }, 180_000);

  it('pay each for their own citizens, at home', async () => {
    const claims = `/api/outcomes/contracts/${id}`;
    const supplier: Who = ['supplier', 'company'];
    for (const [key, payer] of [
      ['mark-ene', 'aarhus'],
      ['mark-toe', 'herning'],
    ] as const) {
      const enrolled = await soon(() =>
        aarhus.post<{ participantId: string; pseudonym: string }>(supplier, `${claims}/participants`, {
          ...{ key, referredOn: `${THIS_YEAR - 1}-01-10`, group: 'ready', payingMunicipality: payer },
        }),
      );
      people.push(key, enrolled.participantId, enrolled.pseudonym);
      const { claimId } = await aarhus.post<{ claimId: string }>(supplier, `${claims}/claims`, {
        ...{ participantId: enrolled.participantId, outcome: 'job', on: ACHIEVED },
      });
      claimOf.set(payer, claimId);
    }
    await aarhus.post(['department-head'], `${claims}/attestations`, { all: true });
    await aarhus.post(['verifier', 'verifier-org'], `${claims}/verifications`, { all: true });
    await aarhus.system.api.until(
      'payments to have the outcomes',
      () => aarhus.get<{ facts: number | null }>(['controller'], `/api/payments/contracts/${id}/summary`),
      ({ facts }) => facts === 2,
    );
    const { runId } = await aarhus.post<{ runId: string }>(['controller'], `/api/payments/contracts/${id}/runs`, {
      cutOff: CUT_OFF,
    });
    await aarhus.certify(runId);
    // Its council has set nothing aside in the year that is paid for, nor has the partner's below.
    const runAuthorisation: [Who, string] = [['department-head'], `/api/payments/runs/${runId}/authorisation`];
    expect(await aarhus.refused(...runAuthorisation)).toBe('payments.beyond-appropriation');
    await appropriate(aarhus, THIS_YEAR - 1);
    await aarhus.post(...runAuthorisation);

    const [due] = await soon(async () => {
      const { items } = await herning.get<{ items: Due[] }>(['controller'], '/api/payments/due');
      expect(items.map(({ amount, status, from }) => [amount, status, from])).toEqual([
        ['2000000', 'received', 'aarhus'],
      ]);
      return items;
    });
    const dueAt = `/api/payments/due/${due!.dueId}`;
    await herning.post(['controller'], `${dueAt}/certification`);
    const authorisation: [Who, string] = [['department-head'], `${dueAt}/authorisation`];
    expect(await herning.refused(...authorisation)).toBe('payments.beyond-appropriation');
    await appropriate(herning, THIS_YEAR - 1, '1999999');
    expect(await herning.refused(...authorisation)).toBe('payments.beyond-appropriation');
    await appropriate(herning, THIS_YEAR - 1, '1');
    await herning.post(...authorisation);
    await soon(async () => {
      const run = await aarhus.get<Run>(['controller'], `/api/payments/runs/${runId}`);
      expect(run.partners?.map(({ member, status, amount }) => [member, status, amount])).toEqual([
        ['herning', 'authorised', '2000000'],
      ]);
    });
    for (const at of [aarhus, herning]) {
      expect(await at.post(['operator'], '/api/payments/operations/verification')).toMatchObject({ findings: [] });
    }
  }, 240_000);

  /** What an instance's own books say that purses gain, in øre. */
  const gainedAt = async (at: Municipality): Promise<Record<string, string | null>> => {
    const { silos } = await at.get<Overview>(['controller'], `/api/benefits/overview?contractId=${id}`);
    return Object.fromEntries(silos.filter(({ gained }) => gained !== '0').map(({ silo, gained }) => [silo, gained]));
  };
  const bookedAtPartner = async (): Promise<string | null | undefined> => {
    const { items } = await aarhus.get<Across>(['controller'], `/api/benefits/across?contractId=${id}`);
    expect(items.map(({ with: partner, state }) => [partner, state])).toEqual([['herning', 'booked']]);
    return items[0]!.held;
  };

  it('gain each by their own citizens, in their own books', async () => {
    const client = await aarhus.system.request({ sub: 'controller', roles: ['controller'], organisation: 'aarhus' });
    const made = await client.post('/api/benefits/valuation-models').type('application/yaml').send(MODEL);
    expect([made.status, made.status === 201 ? undefined : made.body]).toEqual([201, undefined]);
    await aarhus.post(['controller'], `/api/benefits/contracts/${id}/valuation`, { model: 'jobs@1' });
    await soon(async () =>
      expect(await gainedAt(herning)).toEqual({ 'municipality:0657/work': '800000', state: '200000' }),
    );
    expect(await gainedAt(aarhus)).toEqual({ 'municipality:0751/work': '800000', state: '200000' });
    await soon(async () => expect(await bookedAtPartner()).toBe('1000000'));
    // One citizen of Aarhus is too few to be told of.
    const { items } = await herning.get<Across>(['controller'], `/api/benefits/across?contractId=${id}`);
    expect(items[0]!.others.silos.flatMap(({ gained, paid }) => [gained, paid])).not.toContain('800000');
  }, 120_000);

  it('hear of citizens who move what they must, and that it was not so', async () => {
    const supplier: Who = ['supplier', 'company'];
    const enrol = async (key: string, payingMunicipality: string) => {
      const enrolled = await aarhus.post<{ participantId: string; pseudonym: string }>(
        supplier,
        `/api/outcomes/contracts/${id}/participants`,
        { key, referredOn: `${THIS_YEAR - 1}-01-10`, group: 'sick', payingMunicipality },
      );
      people.push(key, enrolled.participantId);
      return enrolled;
    };
    const move = ({ participantId }: { participantId: string }, payingMunicipality: string, seen?: string) =>
      aarhus.post(['case-worker'], `/api/outcomes/participants/${participantId}/moves`, {
        ...{ from: `${THIS_YEAR - 1}-09-01`, payingMunicipality, seen },
      });
    const moved = async (): Promise<MovedCitizen[]> => {
      const path = `/api/payments/moved-citizens?contractId=${id}`;
      return (await herning.get<MovedCitizenPage>(['case-worker'], path)).items;
    };
    const [comes, goes] = [await enrol('mark-tre', 'aarhus'), await enrol('mark-fire', 'herning')];
    people.push(goes.pseudonym);
    await move(comes, 'herning');
    await move(goes, 'aarhus');
    await soon(async () => expect(await moved()).toHaveLength(2));
    expect((await moved()).find(({ state }) => state === 'arrived')).toMatchObject({
      ...{ pseudonym: comes.pseudonym, periods: [{ from: `${THIS_YEAR - 1}-09-01`, to: null }], fault: null },
      // Long-term sick: twice the price. Why is not told.
      ...{ prices: [{ outcome: 'job', price: '4000000', most: '4000000' }], most: '4000000', currency: 'DKK' },
    });
    expect((await moved()).find(({ state }) => state === 'left')).toMatchObject({
      ...{ endsOn: `${THIS_YEAR - 1}-08-31`, pseudonym: null, cohort: null, prices: [] },
    });
    await move(comes, 'aarhus', 'herning');
    await soon(async () =>
      expect((await moved()).find(({ state }) => state === 'withdrawn')).toMatchObject({
        ...{ pseudonym: null, earlier: [{ periods: [{ from: `${THIS_YEAR - 1}-09-01` }] }] },
      }),
    );
  }, 120_000);

  it('hold the same, and each message is proved by its evidence alone', async () => {
    for (const [at, other] of [
      [aarhus, 'herning'],
      [herning, 'aarhus'],
    ] as const)
      await soon(async () => {
        const found = await at.post<{ outcome: string }>(
          ['operator'],
          `/api/partnership/members/${other}/verification`,
        );
        expect(found.outcome).toBe('same');
      });
    const messages = '/api/partnership/members/herning/messages';
    const { items } = await aarhus.get<{ items: { number: number; type: string }[] }>(
      ['controller'],
      `${messages}?direction=sent&limit=50`,
    );
    const claimed = items.find(({ type }) => type === 'payment-due-claimed/1')!;
    const evidence = await aarhus.get<object>(['controller'], `${messages}/sent/${claimed.number}/evidence`);
    expect(proofOf(evidenceSchema.parse(evidence), verifier())).toMatchObject({ outcome: 'booked', faults: [] });
    await computedAgain(JSON.stringify(evidence));
  }, 120_000);

  /** By the command, from two files: what the partner was asked to pay is what the run comes to for it. */
  const computedAgain = async (evidence: string): Promise<void> => {
    const { runId } = (JSON.parse(evidence) as { message: { content: { runId: string } } }).message.content;
    const bundle = JSON.stringify(await aarhus.get<object>(['controller'], `/api/payments/runs/${runId}/bundle`));
    const [run, claim] = ['run.json', 'claim.json'].map((name) => join(files, name));
    const command = (said: string, of = bundle) => {
      writeFileSync(run!, of);
      writeFileSync(claim!, said);
      return ringvirkning(['recompute', run!, '--claim', claim!], {});
    };
    expect(await command(evidence)).toMatchObject({ code: 0, err: '' });
    const changed = await command(evidence.replaceAll('"2000000"', '"2000001"'));
    expect([changed.code, changed.err]).toEqual([2, expect.stringContaining('claim.json')]);
    // Signed as it was said, and of another run than this.
    const other = await command(evidence, bundle.replace(runId, id));
    expect([other.code, other.out]).toEqual([3, expect.stringContaining('runId')]);
  };

  it('take back on both sides what turned out wrong', async () => {
    await aarhus.post(['department-head'], `/api/outcomes/claims/${claimOf.get('herning')}/reversal`, {
      reason: 'Forkert',
    });
    await soon(async () => expect(await gainedAt(herning)).toEqual({}));
    await soon(async () => expect(await bookedAtPartner()).toBe('0'));
    await aarhus.system.api.until(
      'payments to have the reversal',
      () => aarhus.get<{ facts: number | null }>(['controller'], `/api/payments/contracts/${id}/summary`),
      ({ facts }) => facts === 1,
    );
    const { runId } = await aarhus.post<{ runId: string }>(['controller'], `/api/payments/contracts/${id}/runs`, {
      cutOff: CUT_OFF,
    });
    await aarhus.certify(runId);
    await aarhus.post(['department-head'], `/api/payments/runs/${runId}/authorisation`);
    const credit = await soon(async () => {
      const { items } = await herning.get<{ items: Due[] }>(['controller'], '/api/payments/due');
      expect(items.map(({ amount }) => amount)).toEqual(['-2000000', '2000000']);
      return items[0]!;
    });
    await herning.post(['controller'], `/api/payments/due/${credit.dueId}/certification`);
    await herning.post(['department-head'], `/api/payments/due/${credit.dueId}/authorisation`);
    await soon(async () => {
      const { silos } = await herning.get<Overview>(['controller'], `/api/benefits/overview?contractId=${id}`);
      expect(silos.filter(({ paid, gained }) => paid !== '0' || gained !== '0')).toEqual([]);
    });
    for (const at of [aarhus, herning]) {
      expect(await at.post(['operator'], '/api/benefits/operations/verification')).toMatchObject({ findings: [] });
      await soon(async () => {
        const { state, comparisons } = await at.get<{ state: string; comparisons: object[] }>(
          ['operator'],
          '/api/operations/reconciliation',
        );
        expect([state, comparisons]).toEqual(['agrees', expect.any(Array)]);
      });
    }
  }, 240_000);

  it('have told each other nothing about any person', async () => {
    for (const { system } of [aarhus, herning]) {
      const facts = await system.query('partnership', 'SELECT body FROM fact');
      const told = JSON.stringify(facts);
      expect(told).toContain('payment-due-claimed/1');
      expect(told).toContain('benefits-gained/1');
      expect(told).toContain('person-moved/1');
      expect(people).toHaveLength(11);
      expect(people.filter((mark) => told.includes(mark))).toEqual([]);
    }
    const known = await herning.system.query('outcomes', 'SELECT count(*)::int AS count FROM participant');
    expect(known).toEqual([{ count: 0 }]);
  });

  it('see a probe come through contracts, outcomes, payments and benefits, and nothing of it in any books', async () => {
    await soon(async () => {
      const [, seconds] =
        /^ringvirkning_probe_seconds{.*} (.*)$/m.exec([...(await aarhus.system.metrics()).values()].join('')) ?? [];
      expect(Number(seconds)).toBeLessThan(240);
    });
    for (const service of ['payments', 'benefits'] as const)
      expect(await aarhus.system.query(service, `SELECT FROM ledger_entry WHERE kind = 'probe'`)).toEqual([]);
  });

  it('have measured what docs/metrics.md names, and nothing of any person (UPDATE_DOCS=1 writes it anew)', async () => {
    const page = readFileSync(METRICS_PAGE, 'utf8');
    const current = `${page.slice(0, page.indexOf('| metric |'))}${await tableOfMetrics(aarhus.system, join(files, 'aarhus'))}`;
    if (process.env['UPDATE_DOCS']) writeFileSync(METRICS_PAGE, current);
    expect(readFileSync(METRICS_PAGE, 'utf8')).toBe(current);
    const told = [...(await aarhus.system.metrics()).values()].join('');
    expect(people.filter((mark) => told.includes(mark))).toEqual([]);
  });
});

async function proxyAddress(proxy: Server): Promise<string> {
  if (!proxy.listening) await once(proxy.listen(0), 'listening');
  return `https://localhost:${(proxy.address() as AddressInfo).port}`;
}

/** Of all that the programs of this municipality have measured, the table of the page. */
async function tableOfMetrics(system: System, folder: string): Promise<string> {
  const moments = ['seconds', 'cut_seconds', 'ok'].map((name) => `ringvirkning_backup_verified_${name} 1\n`);
  writeFileSync(join(folder, 'verified.prom'), moments.join(''));
  const table = new MetricsTable();
  for (const [program, text] of await system.metrics()) table.add(program, text);
  return ['| metric | type | labels | told by | is |', '| --- | --- | --- | --- | --- |', ...table.rows(), ''].join(
    '\n',
  );
}

const fieldsOf = (examples: readonly Record<string, unknown>[]): string[] => [
  ...new Set(examples.flatMap((example) => Object.keys(example))),
];
