import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { benefitsService } from '@ringvirkning/app-benefits';
import { paymentsService } from '@ringvirkning/app-payments';
import { testDatabase, type TestDatabase } from '@ringvirkning/testing';
import { Client } from 'pg';
import { commonCut } from '../src/backup/persistence/common-cut.js';
import { dumpOf, type TableDump } from '../src/backup/persistence/dump.js';
import { load } from '../src/backup/persistence/load.js';

const READ = `INSERT INTO inbox (subject, upto) VALUES ('evt.payments.x.v1', 1)`;
const connected = async (connectionString: string): Promise<Client> => {
  const client = new Client({ connectionString, options: '-c app.organisation=*' });
  await client.connect();
  return client;
};

describe('databases at one moment', () => {
  let [payments, benefits] = [undefined!, undefined!] as [TestDatabase, TestDatabase];
  beforeAll(
    async () =>
      void ([payments, benefits] = [await testDatabase(paymentsService), await testDatabase(benefitsService)]),
  );
  afterAll(async () => {
    await payments?.drop();
    await benefits?.drop();
  });
  const cut = () =>
    commonCut(
      new Map([
        ['payments', payments.ownerUrl],
        ['benefits', benefits.ownerUrl],
      ]),
      Date.now,
    );
  const count = async (client: Client, table: string): Promise<number> =>
    (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]!.n;

  it('wait for what is being consumed, hold it up no longer than they are begun, and do not see what comes after', async () => {
    const [consumer, producer] = [await connected(benefits.appUrl), await connected(payments.appUrl)];
    await consumer.query('BEGIN');
    await consumer.query(READ);
    let isCut = false;
    const taking = cut().then((taken) => ((isCut = true), taken));
    await delay(300);
    expect(isCut).toBe(false);
    // Who only tells, and does not consume, is not held up.
    await producer.query(`INSERT INTO contract_access VALUES ('a', gen_random_uuid())`);
    await consumer.query('COMMIT');
    const { readers, end } = await taking;
    await consumer.query(`UPDATE inbox SET upto = 2`);
    await producer.query(`INSERT INTO contract_access VALUES ('b', gen_random_uuid())`);
    expect((await readers.get('benefits')!.query('SELECT upto::int FROM inbox')).rows).toEqual([{ upto: 1 }]);
    expect(await count(readers.get('payments')!, 'contract_access')).toBe(1);
    await end();
    await consumer.end();
    await producer.end();
  });

  it('are brought back to the last byte into tables of the same form, with their numbers going on from there', async () => {
    const writer = await connected(payments.ownerUrl);
    await writer.query(
      `INSERT INTO inbox (subject, upto) VALUES ('evt.tricky "quoted"\\\n, æøå 𝕏\u2028.v1', 9007199254740993)`,
    );
    await writer.end();
    const { readers, end } = await cut();
    const told: TableDump[] = [];
    const lines: string[] = [];
    for await (const line of dumpOf(readers.get('payments')!, (table) => told.push(table))) lines.push(line);
    await end();
    const other = await testDatabase(paymentsService);
    const url = Object.assign(new URL(process.env['RV_TEST_POSTGRES_URL']!), { pathname: `/${other.database}` }).href;
    const stale = await connected(other.ownerUrl);
    await stale.query(`INSERT INTO contract_access VALUES ('gone', gen_random_uuid())`);
    async function* given() {
      yield* lines;
    }
    expect(await load(url, given())).toEqual(told);
    expect((await stale.query('SELECT upto::text FROM inbox')).rows).toContainEqual({ upto: '9007199254740993' });
    expect((await stale.query(`SELECT FROM contract_access WHERE organisation = 'gone'`)).rowCount).toBe(0);
    async function* broken() {
      yield* lines.slice(0, -1);
      yield '# {"table":"nowhere","columns":["a"]}';
      yield '{"a":1}';
    }
    // All of it or nothing.
    await expect(load(url, broken())).rejects.toThrow('nowhere');
    expect(await count(stale, 'inbox')).toBeGreaterThan(0);
    await stale.end();
    await other.drop();
  });
});
