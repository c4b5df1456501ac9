import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database, Tx } from '@ringvirkning/persistence';
import { PostgresInboxStore, type NewDeadLetter } from '../src/inbox.store.js';
import type { Position } from '../src/lineage.js';
import { PostgresOutboxStore, type Head } from '../src/outbox.store.js';
import { STORE_RULES, type Stores } from './store-contract.js';
import { testDatabase } from './support.js';

/** Takes the row's id for its number: right for one subject, full of gaps for two. */
class NumbersById extends PostgresOutboxStore {
  constructor(private readonly database: Database) {
    super(database);
  }
  override async number(): Promise<readonly Head[]> {
    await this.database.query('UPDATE outbox SET seq = id WHERE seq IS NULL');
    return [];
  }
}

/** Numbers for whoever asks, also for a relay that lost its lease. */
class NumbersWithoutFence extends PostgresOutboxStore {
  constructor(private readonly database: Database) {
    super(database);
  }
  override async number(_: number, ttlMs: number, limit: number): Promise<readonly Head[]> {
    const [row] = await this.database.query<{ token: string }[]>('SELECT token FROM messaging_lease');
    return super.number(Number(row!.token), ttlMs, limit);
  }
}

/** Reads the position without locking it. */
class ForgetsToLock extends PostgresInboxStore {
  override async lock(tx: Tx, subject: string): Promise<Position> {
    await tx.query(`INSERT INTO inbox (subject, upto, link) VALUES ($1, 0, '') ON CONFLICT DO NOTHING`, [subject]);
    const [row] = await tx.query<{ upto: string; epoch: number; link: string }[]>(
      'SELECT upto, epoch, link FROM inbox WHERE subject = $1',
      [subject],
    );
    return { ...row!, upto: Number(row!.upto) };
  }
}

/** Puts dead letters aside on a connection of its own. */
class BuriesOutsideTheTransaction extends PostgresInboxStore {
  constructor(private readonly database: Database) {
    super();
  }
  override bury(_: Tx, letter: NewDeadLetter): Promise<void> {
    return this.database.transaction((tx) => super.bury(tx, letter));
  }
}

let db: Database;
beforeEach(async () => ({ db } = await testDatabase()));
afterEach(() => db.close());

type Broken = readonly [name: string, rule: RegExp, stores: () => Omit<Stores, 'db'>];
const broken: readonly Broken[] = [
  ['numbers by id', /over several passes/, () => ({ outbox: new NumbersById(db), inbox: new PostgresInboxStore() })],
  [
    'numbers without fence',
    /refuses to number for the one before/,
    () => ({ outbox: new NumbersWithoutFence(db), inbox: new PostgresInboxStore() }),
  ],
  [
    'forgets to lock',
    /replicas consume the same batch/,
    () => ({ outbox: new PostgresOutboxStore(db), inbox: new ForgetsToLock() }),
  ],
  [
    'buries outside the transaction',
    /dead letter and position together/,
    () => ({ outbox: new PostgresOutboxStore(db), inbox: new BuriesOutsideTheTransaction(db) }),
  ],
];

describe('the store contract fails a store that', () => {
  it.each(broken)('%s', async (_, title, stores) => {
    const rule = STORE_RULES.find((candidate) => title.test(candidate.title))!;
    await expect(rule.check({ db, ...stores() })).rejects.toThrow(/expect\(/);
  });
});
