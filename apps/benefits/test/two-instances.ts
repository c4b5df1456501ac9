import { randomUUID } from 'node:crypto';
import type { Role } from '@ringvirkning/auth';
import { ContractMirror } from '@ringvirkning/contract-mirror';
import type { ActiveContract } from '@ringvirkning/contracts-api';
import { JobRunner } from '@ringvirkning/jobs';
import { localDate } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import type { EventEnvelope } from '@ringvirkning/message';
import type { FinalisedOutcome } from '@ringvirkning/outcomes-api';
import { eachQueued, type PartnerMessageQueued, type PartnerMessagesQueued } from '@ringvirkning/partnership-api';
import type { DueAuthorised } from '@ringvirkning/payments-api';
import { asSystem, Database, type Tx } from '@ringvirkning/persistence';
import {
  startTestService,
  testIdentity,
  type TestIdentity,
  type TestService,
  type TokenClaims,
} from '@ringvirkning/testing';
import { Client } from 'pg';
import { AttachModelHandler } from '../src/attach-model/attach-model.handler.js';
import { benefitsService } from '../src/index.js';
import { CreateModelHandler } from '../src/manage-models/create-model.handler.js';
import { ReadModel } from '../src/manage-models/read-model.js';
import { ConsumeOutcomesHandler } from '../src/on-outcomes-finalised/consume-outcomes.handler.js';
import { TakeBackOutcomesHandler } from '../src/on-outcomes-reversed/take-back-outcomes.handler.js';
import { BookPaymentsHandler } from '../src/on-payment-authorised/book-payments.handler.js';
import { MovePersonHandler } from '../src/on-person-moved/move-person.handler.js';
import { PartnerPostConsumer } from '../src/partner-post/partner-post.consumer.js';
import { clock, contractEvent, finalised, modelText, outcome, paymentRun, signedTerms } from './fixtures.js';

export interface Sent extends PartnerMessageQueued {
  readonly from: string;
}
export type Town = 'aarhus' | 'herning';

const party = (id: string, kind: string, roles: string[], more: object = {}) => ({
  ...{ id, name: `${id[0]!.toUpperCase()}${id.slice(1)}`, kind, organisation: id, roles },
  ...more,
});
const PARTIES = [
  party('aarhus', 'municipality', ['authority', 'payer'], { municipalityCode: '0751' }),
  party('herning', 'municipality', ['payer', 'investor'], { municipalityCode: '0657' }),
  party('dsi', 'fund', ['investor']),
  party('supplier', 'supplier', ['supplier']),
];

/** A contract of Aarhus that Herning takes part in from an instance of its own, and in which it has put 500.00 of its own. */
export function jointEvent(): ActiveContract {
  const terms = signedTerms({
    parties: PARTIES,
    payers: { split: 'top-up', parts: [{ party: 'of-participant' }], otherwise: 'aarhus' },
    capital: [
      { party: 'dsi', kind: 'grant', amount: '1000', paidIn: [{ on: '2026-01-01', amount: '1000' }] },
      { party: 'herning', kind: 'grant', amount: '500', paidIn: [{ on: '2026-01-01', amount: '500' }] },
    ],
  });
  return contractEvent({ terms, parties: PARTIES as ActiveContract['parties'], partners: ['herning'] });
}

/** An outcome of a citizen for whom a municipality pays. */
export const of = (payingMunicipality: string, over: Partial<FinalisedOutcome> = {}): FinalisedOutcome =>
  outcome({ payingMunicipality, ...over });

/** Benefits of two municipalities, and the post between them as a test carries it. */
export class TwoInstances {
  private readonly carried: Record<Town, number> = { aarhus: 0, herning: 0 };
  private number = 0;

  private constructor(
    private readonly identity: TestIdentity,
    readonly services: Readonly<Record<Town, TestService>>,
  ) {}

  static async start(): Promise<TwoInstances> {
    const identity = await testIdentity();
    const [aarhus, herning] = await Promise.all(
      ['aarhus', 'herning'].map((id) =>
        startTestService(benefitsService, { clock, identity, env: { INSTANCE_ID: id } }),
      ),
    );
    const both = new TwoInstances(identity, { aarhus: aarhus!, herning: herning! });
    await both.as('aarhus', async () => {
      const { app } = aarhus!;
      await app.get(CreateModelHandler).execute(await app.get(ReadModel).from(modelText(1)));
    });
    return both;
  }

  async stop(): Promise<void> {
    for (const service of Object.values(this.services)) await service.stop();
    await this.identity.stop();
  }

  private as = <T>(at: Town, work: () => Promise<T>): Promise<T> => asSystem(`test-${at}`, work);
  consume = <T>(at: Town, work: (tx: Tx) => Promise<T>): Promise<T> =>
    this.as(at, () => this.services[at].app.get(Database).transaction(work));
  private app = (at: Town) => this.services[at].app;

  /** In force at home, with its model. */
  async contract(event = jointEvent()): Promise<ActiveContract> {
    await this.consume('aarhus', (tx) => this.app('aarhus').get(ContractMirror).keep(tx, event));
    await this.as('aarhus', () => this.app('aarhus').get(AttachModelHandler).execute(event.contractId, 'shelter@1'));
    return event;
  }

  /** In force at the partner. */
  join = (event: ActiveContract): Promise<void> =>
    this.consume('herning', (tx) =>
      this.app('herning')
        .get(PartnerPostConsumer)
        .activated([envelope({ ...event, home: 'aarhus' })], tx),
    );

  finalise = (contractId: string, outcomes: FinalisedOutcome[]): Promise<void> =>
    this.consume('aarhus', (tx) =>
      this.app('aarhus')
        .get(ConsumeOutcomesHandler)
        .execute(tx, [finalised(contractId, outcomes)]),
    );

  reverse = (contractId: string, claimIds: readonly string[]): Promise<void> =>
    this.consume('aarhus', (tx) =>
      this.app('aarhus')
        .get(TakeBackOutcomesHandler)
        .execute(tx, [{ contractId, outcomes: claimIds.map((claimId) => ({ claimId, reversedAt: clock.now() })) }]),
    );

  move = (contractId: string, participantId: string, from: string, payer: string): Promise<void> =>
    this.consume('aarhus', (tx) =>
      this.app('aarhus')
        .get(MovePersonHandler)
        .execute(tx, [{ contractId, participantId, moves: [{ from: localDate(from), payer }] }]),
    );

  pay = (contractId: string, over: Parameters<typeof paymentRun>[1]): Promise<void> =>
    this.consume('aarhus', (tx) =>
      this.app('aarhus')
        .get(BookPaymentsHandler)
        .consume(tx, [paymentRun(contractId, over)]),
    );

  payDue = (due: DueAuthorised): Promise<void> =>
    this.consume('herning', (tx) => this.app('herning').get(BookPaymentsHandler).consumeDue(tx, [due]));

  /** What home has to tell by now. A round that runs by itself may have looked before: the next one has not. */
  async tell(): Promise<void> {
    for (let round = 0; round < 2; round += 1) await this.app('aarhus').get(JobRunner).runOnce();
  }

  /** What an instance has given to be brought since it was asked last. */
  async sent(from: Town): Promise<Sent[]> {
    const rows = await this.consume(from, (tx) =>
      tx.query<{ id: string; data: PartnerMessagesQueued }[]>(
        `SELECT id::text AS id, data FROM outbox WHERE subject = 'evt.benefits.partner-messages-queued.v1' AND id > $1 ORDER BY id`,
        [this.carried[from]],
      ),
    );
    this.carried[from] = Number(rows.at(-1)?.id ?? this.carried[from]);
    return rows.flatMap(({ data }) => eachQueued(data).map((message) => ({ from, ...message })));
  }

  deliver({ from, to, id, type, content }: Sent): Promise<void> {
    const message = { number: (this.number += 1), id, type, content, agreement: null };
    return this.consume(to as Town, (tx) =>
      this.app(to as Town)
        .get(PartnerPostConsumer)
        .received([envelope({ from, messages: [message] })], tx),
    );
  }

  settle = ({ from, to, id, type }: Sent, outcome: string): Promise<void> =>
    this.consume(from as Town, (tx) =>
      this.app(from as Town)
        .get(PartnerPostConsumer)
        .settled([envelope({ to, messages: [{ id, type, outcome }] })], tx),
    );

  /** Home tells, and the post is brought until nothing more is said. @returns all that was brought. */
  async carry(): Promise<Sent[]> {
    const all: Sent[] = [];
    for (;;) {
      await this.tell();
      const messages = [...(await this.sent('aarhus')), ...(await this.sent('herning'))];
      if (messages.length === 0) return all;
      all.push(...messages);
      for (const message of messages) await this.deliver(message);
    }
  }

  /** Home's database as an older backup has it: without what was told from a number on. */
  async forget(contractId: string, from: number): Promise<void> {
    const url = new URL(process.env['RV_TEST_POSTGRES_URL']!);
    url.pathname = `/${this.services.aarhus.database!.database}`;
    const past = new Client({ connectionString: url.href, options: '-c session_replication_role=replica' });
    await past.connect();
    await past.query('DELETE FROM told_statement WHERE contract_id = $1 AND number >= $2', [contractId, from]);
    await past.query('DELETE FROM told_statement_answer WHERE contract_id = $1 AND number >= $2', [contractId, from]);
    await past.end();
  }

  /** What stands in somebody's books of a contract, in kroner, without what nets to nothing. */
  async books(at: Town, contractId: string): Promise<Record<string, number>> {
    const found = await this.consume(at, (tx) =>
      this.app(at)
        .get(Ledger)
        .balances(tx, { filter: { contractId }, groupBy: ['account', 'silo', 'budgetYear', 'basis'] }),
    );
    return Object.fromEntries(
      found
        .filter(({ amount, account }) => amount !== 0n && account !== 'effect' && account !== 'capital')
        .map(({ account, silo, budgetYear, basis = '', amount }) => [
          `${account} ${silo} ${budgetYear} ${basis}`.trim(),
          Number(amount) / 100,
        ]),
    );
  }

  /** A request by a person of an instance. */
  by = async (at: Town, who: TokenClaims): Promise<Awaited<ReturnType<TestService['request']>>> =>
    this.services[at].request({ organisation: at, ...who });

  get = async (at: Town, path: string, role: Role = 'controller') =>
    (await this.services[at].request({ roles: [role], sub: role, organisation: at })).get(`/api/benefits/${path}`);
}

export const envelope = <D>(data: D): EventEnvelope<D> => ({
  specversion: '1.0',
  id: randomUUID(),
  source: '/ringvirkning/aarhus/partnership',
  type: 'test',
  time: clock.now(),
  subject: 'test',
  datacontenttype: 'application/json',
  sequence: '1',
  data,
});
