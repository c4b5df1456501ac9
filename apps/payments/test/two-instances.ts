import { randomUUID } from 'node:crypto';
import type { ActiveContract, JointContract } from '@ringvirkning/contracts-api';
import { digestOf } from '@ringvirkning/kernel';
import type { EventEnvelope } from '@ringvirkning/message';
import { eachQueued, type PartnerMessageQueued, type PartnerMessagesQueued } from '@ringvirkning/partnership-api';
import type { Run } from '@ringvirkning/payments-api';
import { asSystem, Database } from '@ringvirkning/persistence';
import {
  startTestService,
  testIdentity,
  type TestIdentity,
  type TestService,
  type TokenClaims,
} from '@ringvirkning/testing';
import { paymentsService } from '../src/index.js';
import { PartnerPostConsumer } from '../src/partner-post/partner-post.consumer.js';
import { appropriated, arrivals, clock, contractEvent } from './fixtures.js';

/** A message on its way from one instance to the other. */
export interface Sent extends PartnerMessageQueued {
  readonly from: string;
}

/** The usual contract, of which Herning pays a third from an instance of its own. */
export function jointEvent(over: Partial<ActiveContract> = {}): ActiveContract {
  const event = contractEvent(over);
  const text = JSON.stringify(event.terms).replaceAll(
    '"id":"dsi","name":"DSI","kind":"fund","organisation":"dsi","roles":["payer","investor"]',
    '"id":"herning","name":"Herning Kommune","kind":"municipality","organisation":"herning","municipalityCode":"0657","roles":["payer"]',
  );
  const terms = JSON.parse(text.replaceAll('"dsi"', '"herning"')) as { readonly parties: ActiveContract['parties'] };
  return { ...event, terms: { ...terms }, termsDigest: digestOf(terms), parties: terms.parties, partners: ['herning'] };
}

/** Payments of two municipalities, and the post between them as a test carries it. */
export class TwoInstances {
  /** What each council has set aside in 2026, as its contracts service would answer; øre. */
  appropriated: Record<string, bigint> = { aarhus: 100_000_000n, herning: 100_000_000n };
  private readonly carried: Record<string, number> = { aarhus: 0, herning: 0 };
  private readonly numbers: Record<string, number> = { aarhus: 0, herning: 0 };

  private constructor(
    private readonly identity: TestIdentity,
    readonly services: Readonly<Record<string, TestService>>,
  ) {}

  static async start(): Promise<TwoInstances> {
    const identity = await testIdentity();
    const [aarhus, herning] = await Promise.all(
      ['aarhus', 'herning'].map((id) =>
        startTestService(paymentsService, { clock, identity, env: { INSTANCE_ID: id } }),
      ),
    );
    const two = new TwoInstances(identity, { aarhus: aarhus!, herning: herning! });
    for (const [payer, service] of Object.entries(two.services))
      appropriated(service, payer, () => two.appropriated[payer]!);
    return two;
  }

  async stop(): Promise<void> {
    for (const service of Object.values(this.services)) await service.stop();
    await this.identity.stop();
  }

  /** The contract in force on both sides. */
  async contract(): Promise<string> {
    const event = jointEvent();
    await this.arrive.contract(event);
    await this.joint({ ...event, home: 'aarhus' });
    return event.contractId;
  }

  get arrive() {
    return arrivals(this.services['aarhus']!);
  }

  joint(contract: JointContract): Promise<void> {
    return this.consume('herning', (post, tx) => post.activated([envelope(contract)], tx));
  }

  private consume(
    at: string,
    work: (post: PartnerPostConsumer, tx: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<void>,
  ): Promise<void> {
    const { app } = this.services[at]!;
    return asSystem('test', () => app.get(Database).transaction((tx) => work(app.get(PartnerPostConsumer), tx)));
  }

  /** What an instance has given to be brought since it was asked last. */
  async sent(from: string): Promise<Sent[]> {
    const rows = await asSystem('test', () =>
      this.services[from]!.app.get(Database).read((tx) =>
        tx.query<{ id: string; data: PartnerMessagesQueued }[]>(
          `SELECT id::text AS id, data FROM outbox WHERE subject = 'evt.payments.partner-messages-queued.v1' AND id > $1 ORDER BY id`,
          [this.carried[from]],
        ),
      ),
    );
    this.carried[from] = Number(rows.at(-1)?.id ?? this.carried[from]);
    return rows.flatMap(({ data }) => eachQueued(data).map((message) => ({ from, ...message })));
  }

  /** Brings a message, as the partnership of the other side tells that it was understood. */
  deliver({ from, to, id, type, content }: Sent): Promise<void> {
    const number = (this.numbers[to]! += 1);
    return this.consume(to, (post, tx) =>
      post.received([envelope({ from, messages: [{ number, id, type, content, agreement: null }] })], tx),
    );
  }

  settle({ from, to, id, type }: Sent, outcome = 'booked'): Promise<void> {
    return this.consume(from, (post, tx) => post.settled([envelope({ to, messages: [{ id, type, outcome }] })], tx));
  }

  /** Brings all that there is until nothing more is said. */
  async carry(): Promise<void> {
    for (let messages = await this.all(); messages.length > 0; messages = await this.all())
      for (const message of messages) {
        await this.deliver(message);
        await this.settle(message);
      }
  }
  private all = async (): Promise<Sent[]> => [...(await this.sent('aarhus')), ...(await this.sent('herning'))];

  get = async (at: string, path: string, who: Who = 'controller') =>
    (await this.services[at]!.request(personOf(at, who))).get(`/api/payments/${path}`);
  post = async (at: string, path: string, who: Who, body: object = {}) =>
    (await this.services[at]!.request(personOf(at, who))).post(`/api/payments/${path}`).send(body);

  /** A run of the home, through both signatures. */
  async run(contractId: string, cutOff = '2026-06-30'): Promise<Run> {
    const { runId } = (await this.post('aarhus', `contracts/${contractId}/runs`, 'controller', { cutOff })).body as Run;
    const { digest } = (await this.get('aarhus', `runs/${runId}/difference`)).body as { digest: string };
    await this.post('aarhus', `runs/${runId}/certification`, 'controller', { shown: digest });
    return (await this.post('aarhus', `runs/${runId}/authorisation`, 'department-head')).body as Run;
  }

  /** Balance of an account of Herning's part in somebody's books. */
  async balance(at: string, contractId: string, account: string): Promise<number> {
    const rows = await asSystem('test', () =>
      this.services[at]!.app.get(Database).read((tx) =>
        tx.query<{ amount: string | null }[]>(
          `SELECT sum(amount)::text AS amount FROM ledger_line WHERE contract_id = $1 AND account = $2 AND party = 'herning'`,
          [contractId, account],
        ),
      ),
    );
    return Number(rows[0]?.amount ?? 0);
  }
}

type Who = 'controller' | 'department-head' | 'both' | TokenClaims;
const personOf = (organisation: string, who: Who): TokenClaims =>
  typeof who === 'object'
    ? who
    : who === 'both'
      ? { roles: ['controller', 'department-head'], sub: 'both', organisation }
      : { roles: [who], sub: who, organisation };

const envelope = <D>(data: D): EventEnvelope<D> => ({
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
