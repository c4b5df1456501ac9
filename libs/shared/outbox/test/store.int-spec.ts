import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PostgresInboxStore } from '../src/inbox.store.js';
import { PostgresOutboxStore } from '../src/outbox.store.js';
import { STORE_RULES, type Stores } from './store-contract.js';
import { testDatabase } from './support.js';

let stores: Stores;
beforeEach(async () => {
  const { db } = await testDatabase();
  stores = { db, outbox: new PostgresOutboxStore(db), inbox: new PostgresInboxStore() };
});
afterEach(() => stores.db.close());

describe('the Postgres stores', () => {
  it.each(STORE_RULES.map((rule) => [rule.title, rule] as const))('%s', (_, rule) => rule.check(stores));

  it.each(['DELETE FROM outbox', `UPDATE outbox SET data = '{}'`, 'TRUNCATE outbox'])(
    'do not let the service rewrite its event log: %s',
    (sql) => expect(stores.db.query(sql)).rejects.toThrow(/permission denied/),
  );
});
