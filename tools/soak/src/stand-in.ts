import { Controller, Module } from '@nestjs/common';
import { catalogue } from '@ringvirkning/catalogue';
import { ContractsMessageBookedV1, ContractsMessageQueuedV1 } from '@ringvirkning/contracts-api';
import type { EventEnvelope } from '@ringvirkning/message';
import { On, Outbox } from '@ringvirkning/outbox';
import {
  PARTNER_MESSAGE_TYPES,
  PartnerMessageReceivedV1,
  PartnerMessageSettledV1,
  type PartnerMessageReceived,
  type PartnerMessageSettled,
} from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { defineService } from '@ringvirkning/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was given, booked and settled, as often as it was: nothing here keeps one from being there twice. */
class Books1700000001000 implements MigrationInterface {
  readonly name = 'Books1700000001000';
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['given', 'booked', 'settled'])
      await runner.query(`CREATE TABLE ${table} (peer text NOT NULL, id text NOT NULL, outcome text)`);
  }
  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['given', 'booked', 'settled']) await runner.query(`DROP TABLE ${table}`);
  }
}

/** The smallest service that has post for partners. It books what it is told, and says so, in the inbox's transaction. */
@Controller()
class Books {
  constructor(private readonly outbox: Outbox) {}

  @On(PartnerMessageReceivedV1)
  async received(events: readonly EventEnvelope<PartnerMessageReceived>[], tx: Tx): Promise<void> {
    for (const { data } of events)
      await tx.query('INSERT INTO booked (peer, id) VALUES ($1, $2)', [data.from, data.id]);
    const booked = events.map(({ data: { from, number, id } }) => ({ key: from, data: { from, number, id } }));
    await this.outbox.addAll(tx, ContractsMessageBookedV1, booked);
  }

  @On(PartnerMessageSettledV1)
  async settled(events: readonly EventEnvelope<PartnerMessageSettled>[], tx: Tx): Promise<void> {
    for (const { data } of events)
      await tx.query('INSERT INTO settled (peer, id, outcome) VALUES ($1, $2, $3)', [data.to, data.id, data.outcome]);
  }
}

@Module({ controllers: [Books] })
class StandInModule {}

const { contracts } = catalogue;
const PUBLISHED: readonly string[] = [ContractsMessageQueuedV1.subject, ContractsMessageBookedV1.subject];
export const standIn = defineService({
  manifest: {
    ...contracts,
    consumes: [PartnerMessageReceivedV1, PartnerMessageSettledV1],
    publishes: contracts.publishes.filter(({ subject }) => PUBLISHED.includes(subject)),
    answers: [],
    asks: [],
    environment: {},
  },
  migrations: [Books1700000001000],
  module: StandInModule,
});

/** Two kinds of message, so that an agreement about one can end while the other goes on. */
export const [LASTING, ENDING] = ['contract-refused/1', 'contract-withdrawn/1'] as const;
export type Kind = typeof LASTING | typeof ENDING;
const typeOf = (kind: Kind) => PARTNER_MESSAGE_TYPES.find(({ name }) => name === kind)!;
export const fieldsOf = (kind: Kind): string[] => Object.keys(typeOf(kind).examples[0] as object);

/** Gives messages to be brought, in one transaction with the note that they were. */
export async function give(tx: Tx, outbox: Outbox, to: string, kind: Kind, ids: readonly string[]): Promise<void> {
  const content = typeOf(kind).examples[0] as Record<string, unknown>;
  for (const id of ids) await tx.query('INSERT INTO given (peer, id) VALUES ($1, $2)', [to, id]);
  await outbox.addAll(
    tx,
    ContractsMessageQueuedV1,
    ids.map((id) => ({ key: to, data: { to, id, type: kind, content } })),
  );
}
