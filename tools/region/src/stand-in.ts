import { Controller, Module } from '@nestjs/common';
import { catalogue } from '@ringvirkning/catalogue';
import { On, Outbox } from '@ringvirkning/outbox';
import { onCommit, type Tx } from '@ringvirkning/persistence';
import { defineService, type ServiceDefinition } from '@ringvirkning/service';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  postOf,
  ReceivedV1,
  SettledV1,
  type Giver,
  type Kind,
  type Noted,
  type Received,
  type Settled,
} from './post.js';

export type Book = 'given' | 'booked' | 'settled';

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

async function note(tx: Tx, book: Book, noted: readonly Noted[]): Promise<void> {
  if (noted.length === 0) return;
  await tx.query(`INSERT INTO ${book} (peer, id, outcome) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])`, [
    noted.map(({ peer }) => peer),
    noted.map(({ id }) => id),
    noted.map(({ outcome }) => outcome),
  ]);
}

/** Gives messages to be brought, in one transaction with the note that they were. */
export async function give(tx: Tx, outbox: Outbox, giver: Giver, to: string, kind: Kind, ids: readonly string[]) {
  await note(tx, 'given', await postOf(giver).give(tx, outbox, to, kind, ids));
}

/**
 * The smallest service that has post for partners. It books what it is told, and says so, in the inbox's transaction. What a real one does beside that is its
 * own.
 * @param heard Is told what has become of messages, when that is committed.
 */
export function standIn(giver: Giver, heard: (settled: readonly Noted[]) => void = () => undefined): ServiceDefinition {
  const post = postOf(giver);

  @Controller()
  class PostConsumer {
    constructor(private readonly outbox: Outbox) {}

    @On(ReceivedV1)
    async received(events: readonly Received[], tx: Tx): Promise<void> {
      await note(tx, 'booked', await post.book(tx, this.outbox, events));
    }

    @On(SettledV1)
    async settled(events: readonly Settled[], tx: Tx): Promise<void> {
      const settled = post.settled(events);
      await note(tx, 'settled', settled);
      onCommit(tx, () => heard(settled));
    }
  }

  @Module({ controllers: [PostConsumer] })
  class StandInModule {}

  const manifest = catalogue[giver];
  return defineService({
    manifest: {
      ...manifest,
      consumes: [ReceivedV1, SettledV1],
      publishes: manifest.publishes.filter(({ subject }) => post.publishes.includes(subject)),
      answers: [],
      asks: [],
      environment: {},
    },
    migrations: [Books1700000001000],
    module: StandInModule,
  });
}
