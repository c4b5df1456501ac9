import { randomUUID } from 'node:crypto';
import { type Role } from '@ringvirkning/auth';
import {
  ContractDetailsSchema,
  ContractsMessagesBookedV1,
  ContractsMessagesQueuedV1,
  SigningPageSchema,
  type ContractDetails,
} from '@ringvirkning/contracts-api';
import { instant } from '@ringvirkning/kernel';
import type { EventEnvelope } from '@ringvirkning/message';
import {
  MemberChangedV1,
  PARTNER_MESSAGE_TYPES,
  PartnerMessagesReceivedV1,
  eachQueued,
  PartnerMessagesSettledV1,
  type PartnerMessagesQueued,
  type MemberStatus,
} from '@ringvirkning/partnership-api';
import { asSystem, Database, type Tx } from '@ringvirkning/persistence';
import { startTestService, type TestIdentity, type TestService } from '@ringvirkning/testing';
import { contractsService } from '../src/index.js';
import { PartnerConsumer } from '../src/joint/partner.consumer.js';
import { THIS_YEAR } from './terms.js';

interface Message {
  readonly to: string;
  readonly id: string;
  readonly type: string;
  readonly content: Record<string, unknown>;
}

/** The contracts service of one municipality, its people, and a stand-in for its partnership service. */
export class Municipality {
  private seen = 0;
  private readonly numbers = new Map<string, number>();

  private constructor(
    readonly name: string,
    readonly service: TestService,
  ) {}

  static async start(name: string, identity: TestIdentity): Promise<Municipality> {
    const clock = { now: () => instant(`${THIS_YEAR}-06-01T10:00:00Z`) };
    return new Municipality(
      name,
      await startTestService(contractsService, { clock, identity, env: { INSTANCE_ID: name } }),
    );
  }

  /** A person of this organisation, or of another one that is signed in here. */
  as(sub: string, role: Role, organisation = this.name, departments = ['unge', 'job']) {
    return this.service.request({ sub: `${sub}-${organisation}`, roles: [role], organisation, departments });
  }

  async send(who: readonly [sub: string, role: Role, organisation?: string], path: string, body: object = {}) {
    const { status, body: answer } = await (await this.as(...who)).post(`/api/contracts${path}`).send(body);
    return { status, body: answer as { code?: string; errors?: { code: string; en: string }[] } };
  }

  async details(id: string): Promise<ContractDetails> {
    return ContractDetailsSchema.parse(
      (await (await this.as('bo', 'department-head')).get(`/api/contracts/${id}`)).body,
    );
  }

  async rows<R>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    return asSystem('test', () =>
      this.service.app.get(Database).read(async (tx) => (await tx.query(sql, [...parameters])) as R[]),
    );
  }

  member(member: string, status: MemberStatus = 'active'): Promise<void> {
    return this.consume(MemberChangedV1.subject, (tx, on, event) =>
      on.changed([event({ member, name: `${member} Kommune`, status })], tx),
    );
  }

  /** What was queued since it was asked last, each as its schema has it. */
  async queued(): Promise<Message[]> {
    const rows = await this.rows<{ data: PartnerMessagesQueued }>(
      'SELECT data FROM outbox WHERE subject = $1 ORDER BY id OFFSET $2',
      [ContractsMessagesQueuedV1.subject, this.seen],
    );
    this.seen += rows.length;
    const messages = rows.flatMap(({ data }) => eachQueued(data));
    for (const { type, content } of messages)
      PARTNER_MESSAGE_TYPES.find(({ name }) => name === type)!.content.parse(content);
    return messages;
  }

  /** Takes a message, whose booking must be told in the same transaction. */
  async take(from: string, { id, type, content }: Omit<Message, 'to'>): Promise<void> {
    const number = (this.numbers.get(from) ?? 0) + 1;
    this.numbers.set(from, number);
    await this.consume(PartnerMessagesReceivedV1.subject, (tx, on, event) =>
      on.received([event({ from, messages: [{ number, id, agreement: 'a'.repeat(64), type, content }] })], tx),
    );
    const booked = await this.rows(`SELECT FROM outbox WHERE subject = $1 AND data @> $2`, [
      ContractsMessagesBookedV1.subject,
      { from, messages: [{ number, id }] },
    ]);
    if (booked.length !== 1) throw new Error(`${type} ${number} of ${from} is booked ${booked.length} times`);
  }

  settled(to: string, { id, type }: Pick<Message, 'id' | 'type'>, outcome: string): Promise<void> {
    return this.consume(PartnerMessagesSettledV1.subject, (tx, on, event) =>
      on.settled([event({ to, messages: [{ id, type, outcome }] })], tx),
    );
  }

  private consume(
    type: string,
    work: (tx: Tx, on: PartnerConsumer, event: <D>(data: D) => EventEnvelope<D>) => Promise<void>,
  ): Promise<void> {
    const event = <D>(data: D): EventEnvelope<D> => ({
      ...{ specversion: '1.0', id: randomUUID(), source: `/ringvirkning/${this.name}/partnership`, type, data },
      ...{
        time: instant(`${THIS_YEAR}-06-01T10:00:00Z`),
        subject: 'x',
        datacontenttype: 'application/json',
        sequence: '1',
      },
    });
    const { app } = this.service;
    return asSystem('test', () => app.get(Database).transaction((tx) => work(tx, app.get(PartnerConsumer), event)));
  }
}

/** Brings everything that waits, and what follows from it, until nothing is on its way. @returns the types, as `from to type`. */
export async function bring(...all: readonly Municipality[]): Promise<string[]> {
  const brought: string[] = [];
  for (let round = 0; round < 20; round += 1) {
    const waiting = [];
    for (const from of all) for (const message of await from.queued()) waiting.push({ from, message });
    if (waiting.length === 0) return brought;
    for (const { from, message } of waiting) {
      const to = all.find(({ name }) => name === message.to);
      if (!to) continue;
      await to.take(from.name, message);
      await from.settled(to.name, message, 'booked');
      brought.push(`${from.name} ${to.name} ${message.type}`);
    }
  }
  throw new Error('messages without end');
}

export const [ANNA, BO, CARL, ERIK, DORTE] = [
  ['anna', 'case-worker'],
  ['bo', 'department-head'],
  ['carl', 'controller'],
  ['erik', 'council-member'],
  ['dorte', 'municipal-director'],
] as const;
export const FATIMA = ['fatima', 'supplier', 'st-basils'] as const;

/** Signs what stands, on what it is signed on here. @param more Another version than the one in force, a note, where the decision is found. */
export async function sign(
  at: Municipality,
  who: readonly [string, 'council-member' | 'municipal-director' | 'supplier', string?],
  id: string,
  [role, party]: readonly [string, string],
  more: {
    readonly version?: number;
    readonly decision?: string;
    readonly decidedOn?: string;
    readonly caseNumber?: string;
    readonly note?: string;
  } = {},
) {
  const { version } = await at.details(id);
  const shown = await (await at.as(...BO)).get(`/api/contracts/${id}/signing`);
  const { digest: summary } = SigningPageSchema.parse(shown.body);
  return at.send(who, `/${id}/sign-offs`, { version, role, party, summary, ...more });
}
export const appropriate = (at: Municipality, id: string, payer: string, amount = '8000000', budgetYear = THIS_YEAR) =>
  at.send(CARL, `/${id}/appropriations`, { payer, budgetYear, amount });
