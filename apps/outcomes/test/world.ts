import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@ringvirkning/auth';
import { serviceManifests } from '@ringvirkning/catalogue';
import type { ActiveContract } from '@ringvirkning/contracts-api';
import { instant, localDate, systemIds, type Clock } from '@ringvirkning/kernel';
import type { EventEnvelope } from '@ringvirkning/message';
import {
  FollowUpsEndedV1,
  OutcomesFinalisedV1,
  type Claim,
  type FinalisedOutcome,
  type FollowUpsEnded,
} from '@ringvirkning/outcomes-api';
import type { PaymentAuthorised } from '@ringvirkning/payments-api';
import { asSystem, Database } from '@ringvirkning/persistence';
import { parseTerms } from '@ringvirkning/terms';
import { startTestService, testNats, type TestNats, type TestService } from '@ringvirkning/testing';
import { Client } from 'pg';
import { outcomesService } from '../src/index.js';
import { ContractStore } from '../src/persistence/contract.store.js';
import { PaymentAuthorisedConsumer } from '../src/views/progress/payment-authorised.consumer.js';

interface TestPerson {
  readonly roles: readonly Role[];
  readonly organisation: string;
  readonly sub: string;
  readonly name?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
}
export const PEOPLE: Readonly<Record<string, TestPerson>> = {
  anna: { roles: ['case-worker'], organisation: 'aarhus', sub: 'anna', claims: { email: 'anna@aarhus.example' } },
  bo: { roles: ['department-head'], organisation: 'aarhus', sub: 'bo' },
  dorte: { roles: ['municipal-director'], organisation: 'aarhus', sub: 'dorte' },
  erik: { roles: ['council-member'], organisation: 'aarhus', sub: 'erik' },
  fatima: {
    roles: ['supplier'],
    organisation: 'st-basils',
    sub: 'fatima',
    name: 'Fatima Farah',
    claims: { email: 'fatima@st-basils.example' },
  },
  gry: { roles: ['investor'], organisation: 'dsi', sub: 'gry' },
  karen: { roles: ['controller'], organisation: 'aarhus', sub: 'karen' },
  hans: { roles: ['verifier'], organisation: 'verifier-org', sub: 'hans', name: 'Hans Hansen' },
  stranger: { roles: ['supplier'], organisation: 'another', sub: 'stranger' },
};

export const termsYaml = ({
  objectionDays = 0,
  evidence = false,
  until = '2029-12-31',
}: { objectionDays?: number; evidence?: boolean; until?: string } = {}): string => `
language: ringvirkning-terms/1
ref: T-1
title: { da: Prøve, en: Test }
currency: DKK
period: { from: 2024-01-01, to: ${until} }
parties:
  - { id: kommune, name: Aarhus, kind: municipality, organisation: aarhus, roles: [authority, payer] }
  - { id: leverandoer, name: St Basils, kind: supplier, organisation: st-basils, roles: [supplier] }
  - { id: dsi, name: DSI, kind: fund, organisation: dsi, roles: [investor] }
  - { id: revisor, name: Revisor, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: ${objectionDays}, evidence: { required: ${evidence}, sources: [register, document] } }
followUps: [{ code: m3, months: 3 }, { code: m6, months: 6 }]
groups: [{ code: young, name: { da: Unge, en: Young } }, { code: old, name: { da: Ældre, en: Old } }]
cohorts: [{ code: c1, name: { da: Hold 1, en: Cohort 1 }, from: 2024-01-01, to: 2025-12-31, planned: 40 }]
measures: [{ code: star, name: { da: Stjerne, en: Star } }]
outcomes:
  - { kind: reached, code: move-in, name: { da: Indflytning, en: Move in }, planned: [{ count: 20 }], price: { kind: per-claim, amount: 500 } }
  - { kind: reached, code: housed, name: { da: Bolig, en: Housed }, followUps: [m3, m6], sustained: {}, requires: [{ fact: move-in }], price: { kind: per-claim, amount: 1500 } }
  - { kind: counted, code: lesson, name: { da: Time, en: Lesson }, price: { kind: per-unit, unit: hour, amount: 100 } }
payers: { split: fixed, parts: [{ party: kommune, share: 1 }] }
payees: [{ party: leverandoer, share: 1 }]
`;

export function activeContract(change: Parameters<typeof termsYaml>[0] | string = {}): ActiveContract {
  const parsed = parseTerms(typeof change === 'string' ? change : termsYaml(change));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const { terms, digest } = parsed;
  return {
    contractId: systemIds.next(),
    ref: terms.ref,
    version: 1,
    title: terms.title.da,
    currency: terms.currency,
    activatedOn: localDate('2024-01-01'),
    termsDigest: digest,
    terms: { ...terms },
    parties: terms.parties.map(({ id, name, kind, organisation, roles }) => ({ id, name, kind, organisation, roles })),
    departments: [],
  };
}

/** The service with a broker on which the test plays the other services. */
export async function startWorld(clock?: Clock, env: Readonly<Record<string, string>> = {}): Promise<World> {
  const nats = await testNats(serviceManifests);
  const files = mkdtempSync(join(tmpdir(), 'evidence-'));
  const service = await startTestService(outcomesService, {
    nats,
    clock,
    env: {
      PSEUDONYM_KEY: 'a key that is only for tests, 32 chars',
      FINALISE_EVERY_MS: '100',
      SWEEP_FILES_EVERY_MS: '100',
      FILES_FOLDER: files,
      FILES_LARGEST: '1000000',
      IMPORT_LARGEST: '5000000',
      IMPORT_ROWS: '25000',
      ...env,
    },
  });
  return new World(service, nats, files);
}

export class World {
  constructor(
    readonly service: TestService,
    readonly nats: TestNats,
    /** Where evidence files lie. */
    readonly files: string,
  ) {}

  async stop(): Promise<void> {
    await this.service.stop();
    await this.nats.stop();
    await rm(this.files, { recursive: true, force: true });
  }

  as(who: string): ReturnType<TestService['request']> {
    return this.service.request(PEOPLE[who]!);
  }

  /** Puts a contract in force as if its event had arrived: the usual one with a change, or one of other terms; or the next version of one. */
  async contract(
    change: Parameters<typeof termsYaml>[0] | string = {},
    renews?: string,
    partners?: string[],
  ): Promise<string> {
    const contract = { ...activeContract(change), ...(renews && { contractId: renews, version: 2 }), partners };
    const store = this.service.app.get(ContractStore, { strict: false });
    await asSystem('test', () =>
      this.service.app.get(Database, { strict: false }).transaction((tx) => store.put(tx, contract)),
    );
    return contract.contractId;
  }

  /** A payment run is authorised, as payments tells of it. */
  authorised(contractId: string, no: number, change: Partial<PaymentAuthorised> = {}): Promise<void> {
    const data: PaymentAuthorised = {
      runId: systemIds.next(),
      contractId,
      no,
      cutOff: localDate('2025-01-14'),
      authorisedAt: instant('2025-01-15T09:00:00Z'),
      budgetYear: 2025,
      currency: 'DKK',
      payments: [],
      ...change,
    };
    const consumer = this.service.app.get(PaymentAuthorisedConsumer, { strict: false });
    return asSystem('test', () =>
      this.service.app
        .get(Database, { strict: false })
        .transaction((tx) => consumer.authorised([{ data } as EventEnvelope<PaymentAuthorised>], tx)),
    );
  }

  async post(
    who: string,
    path: string,
    body?: object,
    key?: string,
  ): Promise<{ status: number; body: Record<string, unknown>; headers: Record<string, string> }> {
    const request = (await this.as(who)).post(`/api/outcomes${path}`);
    return (await (key ? request.set('Idempotency-Key', key) : request).send(body)) as never;
  }

  async get(who: string, path: string): Promise<{ status: number; body: Record<string, unknown> }> {
    return (await (await this.as(who)).get(`/api/outcomes${path}`)) as never;
  }

  async enrol(contractId: string, change: object = {}): Promise<string> {
    const { status, body } = await this.post('fatima', `/contracts/${contractId}/participants`, {
      referredOn: '2024-02-01',
      ...change,
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body['participantId'] as string;
  }

  async claim(
    contractId: string,
    participantId: string,
    change: object = {},
    who = 'fatima',
  ): Promise<Claim & { code?: string }> {
    return (
      await this.post(who, `/contracts/${contractId}/claims`, {
        participantId,
        outcome: 'move-in',
        on: '2024-03-01',
        ...change,
      })
    ).body as never;
  }

  /** Sends a file of evidence. */
  async sendFile(
    contractId: string,
    content: Buffer,
    { who = 'fatima', name }: { readonly who?: string; readonly name?: string } = {},
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const request = (await this.as(who))
      .post(`/api/outcomes/contracts/${contractId}/evidence-files`)
      .set('Content-Type', 'application/octet-stream');
    return (await (name === undefined ? request : request.set('X-File-Name', encodeURIComponent(name))).send(
      content,
    )) as never;
  }

  /** A claim that Anna has attested and Hans approved. */
  async verified(contractId: string, change: object = {}): Promise<string> {
    const { claimId } = await this.claim(contractId, await this.enrol(contractId), change);
    await this.post('anna', `/claims/${claimId}/attestation`);
    const { status, body } = await this.post('hans', `/claims/${claimId}/verification`, { decision: 'approved' });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return claimId;
  }

  async import(
    who: string,
    contractId: string,
    body: string | Buffer,
    type = 'text/csv',
    query = 'mode=claim',
  ): Promise<{ status: number; type: string; body: Record<string, unknown> }> {
    return (await (
      await this.as(who)
    )
      .post(`/api/outcomes/contracts/${contractId}/imports?${query}`)
      .set('Content-Type', type)
      .send(body)) as never;
  }

  /** What the service told about a contract, in order. */
  /** What was told of follow-ups that ended, in order. */
  async followUpsEnded(participantId: string): Promise<FollowUpsEnded['ended'][]> {
    const rows = await this.rows(
      `SELECT data->'ended' AS ended FROM outbox WHERE key = $1 AND subject = $2 ORDER BY id`,
      [participantId, FollowUpsEndedV1.subject],
    );
    return rows.map((row) => row['ended'] as FollowUpsEnded['ended']);
  }

  async finalised(contractId: string): Promise<FinalisedOutcome[]> {
    const rows = await this.rows(
      `SELECT data->'outcomes' AS outcomes FROM outbox WHERE data->>'contractId' = $1 AND subject = $2 ORDER BY id`,
      [contractId, OutcomesFinalisedV1.subject],
    );
    return rows.flatMap((row) => row['outcomes'] as FinalisedOutcome[]);
  }

  /** As the owner of the database, who sees everything. */
  async rows(sql: string, parameters: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.query(this.service.database!.ownerUrl, sql, parameters);
  }

  /** As the service's own role. */
  asApp(sql: string, organisation = '*'): Promise<Record<string, unknown>[]> {
    return this.query(this.service.database!.appUrl, sql, [], organisation);
  }

  private async query(
    url: string,
    sql: string,
    parameters: unknown[],
    organisation = '*',
  ): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: url, options: `-c app.organisation=${organisation}` });
    await client.connect();
    try {
      return (await client.query(sql, parameters)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  }
}
