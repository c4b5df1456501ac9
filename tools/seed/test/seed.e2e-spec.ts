import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contractsService } from '@ringvirkning/app-contracts';
import { benefitsService } from '@ringvirkning/app-benefits';
import { outcomesService } from '@ringvirkning/app-outcomes';
import { paymentsService } from '@ringvirkning/app-payments';
import type { Flows, Overview } from '@ringvirkning/benefits-api';
import { serviceManifests, type Service } from '@ringvirkning/catalogue';
import type { ContractPage, ContractWorkList } from '@ringvirkning/contracts-api';
import { demoPeople } from '@ringvirkning/embedded';
import { instant, localDate, type Clock, type LocalDate } from '@ringvirkning/kernel';
import type {
  ClaimAudit,
  ClaimDetails,
  ClaimPage,
  Participant,
  ParticipantPage,
  PersonDetails,
  Progress,
  Progression,
  SampleList,
  WhatWorks,
  WorkList,
} from '@ringvirkning/outcomes-api';
import type { PaymentSummary, PaymentWorkList } from '@ringvirkning/payments-api';
import {
  eventually,
  startTestService,
  testIdentity,
  testNats,
  type TestIdentity,
  type TestNats,
  type TestService,
  type TokenClaims,
} from '@ringvirkning/testing';
import { Api, type DemoUser } from '../src/api.js';
import { seed } from '../src/index.js';

const SECRET = Buffer.alloc(32, 7).toString('base64');
const UNTIL = localDate('2026-11-20');
/** The machine's own date must not decide what lies in the future. */
const clock: Clock = { now: () => instant('2026-11-23T09:00:00Z') };
let identity: TestIdentity;
let nats: TestNats;
const services: TestService[] = [];
const files = mkdtempSync(join(tmpdir(), 'seed-files-'));
const mail = mkdtempSync(join(tmpdir(), 'seed-mail-'));
const MAIL = {
  ORIGIN: 'https://ringvirkning.example',
  MAIL_URL: pathToFileURL(mail).href,
  MAIL_FROM: 'ringvirkning@aarhus.example',
  REMIND_EVERY_MS: '200',
};
const origin = {} as Record<Service, string>;
let api: Api;
const steps: string[] = [];
/** The claim that came back and was corrected. */
let corrected: ClaimDetails | undefined;

const tokenFor = (user: DemoUser) => {
  const { roles, organisation, name, departments } = demoPeople.find((person) => person.username === user)!;
  const claims = { email: `${user}@${organisation}.example` };
  return identity.token({ roles: roles as TokenClaims['roles'], organisation, sub: user, name, departments, claims });
};
const run = (until: LocalDate = UNTIL) => seed({ origin, tokenFor, until, progress: (step) => steps.push(step) });
const contractId = async (ref: string) =>
  (await api.get<ContractPage>('controller', '/api/contracts?limit=50')).items.find((contract) => contract.ref === ref)!
    .id;
const summary = async (ref: string) =>
  api.get<PaymentSummary>('controller', `/api/payments/contracts/${await contractId(ref)}/summary`);

beforeAll(async () => {
  identity = await testIdentity();
  nats = await testNats(serviceManifests);
  const env = { PSEUDONYM_KEY: SECRET, EVIDENCE_KEY: SECRET, FILES_FOLDER: files, ...MAIL };
  for (const definition of [contractsService, outcomesService, paymentsService, benefitsService]) {
    const service = await startTestService(definition, { identity, nats, clock, env });
    services.push(service);
    origin[definition.manifest.name as Service] = service.url;
  }
  api = new Api(origin, tokenFor);
  await run();
});
afterAll(async () => {
  for (const service of services.reverse()) await service.stop();
  for (const folder of [files, mail]) rmSync(folder, { recursive: true, force: true });
  await nats?.stop();
  await identity?.stop();
});

describe('the seeded instance', () => {
  it('pays the published value of the Fair Chance Fund', async () =>
    expect(await summary('FCF-ST-BASILS')).toMatchObject({
      gross: '280295000',
      payable: '280295000',
      paid: '280295000',
      open: '0',
      facts: 2646,
    }));
  it('shows where the young people of Aarhus stand on the scales, and their small steps', async () => {
    const path = `/api/outcomes/contracts/${await contractId('AAR-UH-2024')}/progression`;
    const { measures, smallSteps } = await api.get<Progression>('case-worker', path);
    const everyday = measures.find(({ measure }) => measure === 'everyday-life')!;
    expect(everyday.points.map(({ point, n }) => [point, n > 40])).toEqual([
      [0, true],
      [1, true],
      [2, true],
    ]);
    expect(smallSteps).toMatchObject([{ measure: 'met-contact-person', of: 45 }]);
    expect(smallSteps[0]!.reached).toBeGreaterThan(0);
  });
  it('knows of follow-ups that were not reached, and of one without an answer: shares are of those of whom it is known', async () => {
    const id = await contractId('AAR-UH-2024');
    const { steps } = await api.get<WhatWorks>('case-worker', `/api/outcomes/what-works?contractId=${id}`);
    const own = steps.filter(({ group, followUp }) => group === null && followUp !== null);
    const ofFirstYear = own.filter(({ followUp }) => followUp!.en === '12 months');
    expect(ofFirstYear).toHaveLength(3);
    for (const { intervention, share, notReached, awaiting } of ofFirstYear) {
      expect(intervention.en).toBe('A home of one’s own, with support');
      expect(share).toBeLessThan(1);
      expect(notReached).toBeGreaterThan(0);
      expect(awaiting).toBeGreaterThan(0);
    }
    const people = await api.get<ParticipantPage>(
      'case-worker',
      `/api/outcomes/contracts/${id}/participants?limit=200`,
    );
    const states = await Promise.all(
      people.items.map(async ({ participantId }) =>
        (await api.get<PersonDetails>('case-worker', `/api/outcomes/participants/${participantId}`)).followUps.map(
          ({ state }) => state,
        ),
      ),
    );
    expect(states.flat().filter((state) => state === 'no-answer')).toHaveLength(1);
  });
  it('shows what works across contracts of the same intervention, and no contract without one', async () => {
    const { steps } = await api.get<WhatWorks>('case-worker', '/api/outcomes/what-works');
    const interventions = Map.groupBy(steps, ({ intervention }) => intervention.da);
    expect([...interventions.keys()].sort()).toEqual([
      'Bolig, uddannelse og arbejde',
      'Bostøtte',
      'Egen bolig med støtte',
      'Mentor',
    ]);
    expect(Math.max(...interventions.get('Egen bolig med støtte')!.map(({ contracts }) => contracts))).toBe(2);
  });
  it('has people under own keys with measurements, whose keys the verifier does not see', async () => {
    const path = `/api/outcomes/contracts/${await contractId('AAR-UH-2024')}/participants?limit=200`;
    const people = (await api.get<ParticipantPage>('case-worker', path)).items;
    expect(people.map(({ key }) => key).sort()).toEqual(
      Array.from({ length: 45 }, (_, n) => `aar-${String(n + 1).padStart(2, '0')}`),
    );
    const first = people.find(({ key }) => key === 'aar-01')!;
    const { measures } = await api.get<{ measures: { scores: unknown[] }[] }>(
      'case-worker',
      `/api/outcomes/participants/${first.participantId}/progression`,
    );
    expect(measures.length).toBeGreaterThan(0);
    const seen = (await api.get<ParticipantPage>('verifier', path)).items;
    expect(seen.filter(({ key }) => key !== null)).toEqual([]);
  });
  it('has somebody who dropped out', async () => {
    const path = `/api/outcomes/contracts/${await contractId('AAR-UH-2024')}/participants?limit=200`;
    const left = (await api.get<ParticipantPage>('case-worker', path)).items.filter((one: Participant) => one.left);
    expect(left).toMatchObject([{ key: 'aar-40', left: { reason: 'withdrew' } }]);
    const { history } = await api.get<PersonDetails>(
      'case-worker',
      `/api/outcomes/participants/${left[0]!.participantId}`,
    );
    expect(history.map(({ type }) => type)).toEqual(['enrolled', 'left']);
  });
  it('has a claim that came back, was corrected and went on, and one that came back and waits', async () => {
    const path = `/api/outcomes/contracts/${await contractId('AAR-UH-2024')}/claims?limit=200`;
    const returned = await api.all('case-worker', `${path}&status=returned`.replace('limit=200&', ''));
    expect(returned).toHaveLength(1);
    const all = await api.all<ClaimPage['items'][number]>('case-worker', path.replace('?limit=200', ''));
    const found: ClaimDetails[] = [];
    for (const { claimId } of all.slice(-60)) {
      const details = await api.get<ClaimDetails>('case-worker', `/api/outcomes/claims/${claimId}`);
      if (details.versions.length > 0) found.push(details);
    }
    expect(found).toMatchObject([{ version: 2, status: 'final' }]);
    [corrected] = found;
    expect(corrected!.history.map(({ type }) => type)).toEqual([
      'claimed',
      'returned',
      'corrected',
      'attested',
      'verified',
      'finalised',
    ]);
  });
  it('tells the whole story of a claim to who audits: who did and who looked, from referral to final', async () => {
    const id = await contractId('AAR-UH-2024');
    const { claimId, evidence } = corrected!;
    const opened = await fetch(
      `${origin.outcomes}/api/outcomes/contracts/${id}/evidence-files/${evidence[0]!.digest}`,
      {
        headers: { Authorization: `Bearer ${await tokenFor('verifier')}` },
      },
    );
    expect(opened.status).toBe(200);
    const { acts, versions } = await api.get<ClaimAudit>('controller', `/api/outcomes/claims/${claimId}/audit`);
    expect(acts.filter(({ kind }) => kind !== 'look').map(({ kind, type, by }) => `${kind} ${type} ${by}`)).toEqual([
      'person enrolled case-worker',
      'person follow-up-closed case-worker',
      'person follow-up-closed case-worker',
      'evidence questionnaire case-worker',
      'claim claimed case-worker',
      'claim returned department-head',
      'claim corrected case-worker',
      'claim attested department-head',
      'claim verified verifier',
      'claim finalised system',
    ]);
    expect(acts.filter(({ kind }) => kind === 'look').map(({ type, by }) => `${type} ${by}`)).toEqual(
      expect.arrayContaining(['claim case-worker', 'evidence verifier', 'claim-audit controller']),
    );
    expect(versions).toHaveLength(1);
  });
  it('has mail for those who have something to do, daily for the case worker and weekly for the department head', () =>
    eventually(async () => {
      const letters = readdirSync(mail).map((name) => readFileSync(join(mail, name), 'utf8'));
      expect(letters.map((text) => /^To: (.*)\r$/m.exec(text)?.[1]).sort()).toEqual([
        'case-worker@aarhus.example',
        'department-head@aarhus.example',
      ]);
    }));
  it('has a contract whose intake is behind its plan', async () => {
    const path = `/api/outcomes/contracts/${await contractId('AAR-UH-B')}/progress`;
    expect(await api.get<Progress>('case-worker', path)).toMatchObject({ participants: 24, plannedParticipants: 36 });
  });
  it('has four half-years of the Aarhus contract paid, and a run to certify', async () =>
    expect(await summary('AAR-UH-2024')).toMatchObject({ currency: 'DKK', openRun: { no: 5, status: 'calculated' } }));
  it('shows who invested and who gained in Aarhus', async () => {
    const id = await contractId('AAR-UH-2024');
    const { silos, totals } = await eventually(async () => {
      const overview = await api.get<Overview>('council-member', `/api/benefits/overview?contractId=${id}`);
      expect(BigInt(overview.totals.invested!)).toBe(730_000_000n);
      return overview;
    });
    expect(silos.map((row) => row.silo)).toEqual(
      expect.arrayContaining([
        'fund:aarhus-fund',
        'fund:dsi',
        'municipality:0751/sociale-forhold',
        'municipality:0751/beskaeftigelse',
        'region:midtjylland',
        'state',
      ]),
    );
    expect(totals.paid).not.toBe('0');
    expect(silos.find((row) => row.silo === 'municipality:0751/sociale-forhold')?.name.da).toBe(
      'Aarhus Kommune, Sociale Forhold',
    );
  });
  it('draws the money of 2026 for the council: from payers through the intervention to every purse', async () => {
    const { links } = await api.get<Flows>(
      'council-member',
      `/api/benefits/flows?year=2026&contractId=${await contractId('AAR-UH-2024')}`,
    );
    expect(links.map((link) => (link.kind === 'gained' ? link.target : link.source)).sort()).toEqual([
      'payer:fund:dsi',
      'payer:municipality:0751/sociale-forhold',
      'purse:municipality:0751/beskaeftigelse',
      'purse:municipality:0751/faelles-finansiering',
      'purse:municipality:0751/sociale-forhold',
      'purse:region:midtjylland',
      'purse:state',
    ]);
  });
  it('gives everybody who decides something to do', async () => {
    const tasks = async (user: DemoUser) => {
      const [outcomes, contracts, payments] = await Promise.all([
        api.get<WorkList>(user, '/api/outcomes/work-list'),
        api.get<ContractWorkList>(user, '/api/contracts/work-list'),
        user === 'verifier' ? { items: [] } : api.get<PaymentWorkList>(user, '/api/payments/work-list'),
      ]);
      return [
        ...Object.keys(outcomes.counts),
        ...contracts.items.map((task) => task.kind),
        ...payments.items.map((task) => task.kind),
      ];
    };
    expect(await tasks('case-worker')).toEqual(expect.arrayContaining(['attest', 'returned']));
    expect(await tasks('department-head')).toEqual(expect.arrayContaining(['attest']));
    expect(await tasks('controller')).toEqual(expect.arrayContaining(['certify']));
    expect(await tasks('municipal-director')).toEqual(expect.arrayContaining(['sign-off']));
    expect(await tasks('council-member')).toEqual(expect.arrayContaining(['sign-off']));
    expect(await tasks('verifier')).toEqual(expect.arrayContaining(['verify']));
    expect(await tasks('supplier')).toEqual(
      expect.arrayContaining(['returned', 'follow-up-overdue', 'follow-up-due', 'measurement-due']),
    );
  });
  it('has an objection of the investor that waits for a decision', async () => {
    const disputed = await api.all<{ claimId: string }>(
      'department-head',
      `/api/outcomes/contracts/${await contractId('AAR-UH-B')}/claims?status=disputed`,
    );
    expect(disputed).toHaveLength(1);
  });
  it('said what it was doing', () =>
    expect(steps).toEqual(
      expect.arrayContaining([
        'Aarhus: contract',
        'Fair Chance Fund: 2646 claims of 322 people',
        'Aarhus: payment up to 2026-06-30',
      ]),
    ));
  it('shows a sample that is drawn, and decided in part', async () => {
    const samples = await api.get<SampleList>(
      'controller',
      `/api/outcomes/contracts/${await contractId('AAR-MENTOR')}/samples`,
    );
    expect(samples).toMatchObject({
      waiting: 0,
      items: [{ status: 'drawn', units: 44, selected: 30, decided: 20, wrong: 1 }],
    });
  });
  it('stays as it is when seeded again', async () => {
    const before = await Promise.all(['FCF-ST-BASILS', 'AAR-UH-2024', 'AAR-UH-B'].map(summary));
    await run();
    expect(await Promise.all(['FCF-ST-BASILS', 'AAR-UH-2024', 'AAR-UH-B'].map(summary))).toEqual(before);
    expect((await api.get<ContractPage>('controller', '/api/contracts?limit=50')).items).toHaveLength(6);
  });
  it('goes on where it is when the demo is seeded again on a later day', async () => {
    const before = await summary('AAR-UH-2024');
    await run(localDate('2026-11-23'));
    expect(await summary('AAR-UH-2024')).toEqual(before);
  });
});
