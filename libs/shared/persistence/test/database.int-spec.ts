import { randomUUID } from 'node:crypto';
import { localDate } from '@ringvirkning/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  asSystem,
  Database,
  grantContractAccess,
  isTransient,
  migrate,
  onCommit,
  persistenceMigrations,
  protect,
  provisionDatabase,
  queryByKey,
  requestContext,
  savepoint,
  unnested,
  withoutWaiting,
  type Idempotency,
  type Provisioned,
  type RequestContext,
  type Tx,
} from '../src/index.js';

const superUrl = process.env['RV_TEST_POSTGRES_URL']!;
const contract = randomUUID();
const other = randomUUID();

class Notes1800000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE note (contract_id uuid NOT NULL, text text NOT NULL)');
    await runner.query('CREATE TABLE purse (organisation text NOT NULL, amount bigint NOT NULL)');
    const statements = [
      ...protect('note', { rls: 'contract_id', appendOnly: true }),
      ...protect('purse', { rls: 'organisation' }),
    ];
    for (const statement of statements) await runner.query(statement);
  }
  async down(): Promise<void> {}
}

const as = <T>(organisation: string, work: () => Promise<T>, idempotency?: Idempotency): Promise<T> => {
  const context: RequestContext = {
    actor: { subject: `user of ${organisation}`, organisation, roles: [] },
    correlationId: 'c-1',
    idempotency,
  };
  return requestContext.run(context, work);
};

let provisioned: Provisioned;
let db: Database;

beforeAll(async () => {
  const name = `rv_test_${randomUUID().slice(0, 8)}`;
  provisioned = await provisionDatabase({
    superUrl,
    service: 'test',
    ownerPassword: "o'w ner",
    appPassword: 'a:p@p',
    names: { database: name, owner: `${name}_owner`, app: `${name}_app` },
  });
  await migrate({
    url: provisioned.ownerUrl,
    migrations: [...persistenceMigrations, Notes1800000000000],
    appRole: provisioned.appRole,
  });
  db = await Database.open({ url: provisioned.appUrl, applicationName: 'test' });
  await asSystem('test', () =>
    db.transaction(async (tx) => {
      await grantContractAccess(tx, contract, ['st-basils', 'dsi']);
      await grantContractAccess(tx, contract, ['dsi']);
      await grantContractAccess(tx, other, ['bikubenfonden']);
      await tx.query('INSERT INTO note VALUES ($1, $2), ($3, $4)', [contract, 'ours', other, 'theirs']);
      await tx.query(`INSERT INTO purse VALUES ('dsi', 1), ('st-basils', 2)`);
    }),
  );
});
afterAll(() => db?.close());

const notes = (): Promise<{ text: string }[]> => db.read((tx) => tx.query('SELECT text FROM note ORDER BY text'));

describe('many rows as parameters', () => {
  const ROWS = unnested<{ text: string | null; terms: string | null; size: number }>({
    ...{ text: 'text', terms: 'jsonb', size: 'int' },
  });
  it.each([
    [[]],
    [[{ text: 'én', terms: null, size: 1 }]],
    [
      [
        { text: '', terms: '{"a": ["\\"", "\\\\", "ø"]}', size: 1 },
        { text: null, terms: '1', size: 2 },
        { text: '{"NULL",}\\ \n\'😀', terms: 'null', size: -3 },
      ],
    ],
  ])('come as they are: %j', async (rows) => {
    const { rows: gathered, values } = ROWS.gathered(rows);
    for (const [from, parameters] of [
      [ROWS.rows, ROWS.values(rows)],
      [gathered, values],
    ] as const)
      expect(await db.query(`SELECT text, terms::text, size FROM ${from}`, parameters)).toEqual(rows);
  });
});

describe('row-level security', () => {
  it('shows the system everything', async () => expect(await asSystem('test', notes)).toHaveLength(2));
  it('shows a party its contracts only', async () => expect(await as('st-basils', notes)).toEqual([{ text: 'ours' }]));
  it('shows nobody nothing', async () => expect(await notes()).toEqual([]));
  it('shows a party a contract from the day on which it is open to it, and never takes back an earlier one', async () => {
    const open = (scope: string, on?: string) =>
      asSystem('test', () =>
        db.transaction((tx) =>
          grantContractAccess(tx, contract, [scope], on === undefined ? undefined : localDate(on)),
        ),
      );
    await open('heir', '2999-01-01');
    await open('dsi', '2999-01-01');
    expect([await as('heir', notes), await as('dsi', notes)]).toEqual([[], [{ text: 'ours' }]]);
    await open('heir', '2020-01-01');
    expect(await as('heir', notes)).toEqual([{ text: 'ours' }]);
  });
  it('refuses to write into a contract of others', () =>
    expect(
      as('st-basils', () => db.transaction((tx) => tx.query('INSERT INTO note VALUES ($1, $2)', [other, 'x']))),
    ).rejects.toThrow(/row-level security/));
  it('shows an organisation its own rows only', async () =>
    expect(await as('dsi', () => db.read((tx) => tx.query('SELECT amount FROM purse')))).toEqual([{ amount: '1' }]));
  it('does not let one request see with the eyes of the one before on the same connection', async () => {
    await asSystem('test', notes);
    expect(await notes()).toEqual([]);
  });
  it('binds the owner of the table too', async () => {
    const owner = await Database.open({ url: provisioned.ownerUrl, applicationName: 'test' });
    expect(await owner.read((tx) => tx.query('SELECT text FROM note'))).toEqual([]);
    await owner.close();
  });
});

describe('append-only tables', () => {
  it.each([`UPDATE note SET text = ''`, 'DELETE FROM note', 'TRUNCATE note', `UPDATE idempotency_key SET key = 'x'`])(
    'refuse %s',
    (sql) => expect(asSystem('test', () => db.transaction((tx) => tx.query(sql)))).rejects.toThrow(/permission denied/),
  );
});

describe('a transaction', () => {
  const text = (): string => randomUUID();
  const write = (value: string) =>
    db.transaction(async (tx) => {
      await tx.query('INSERT INTO note VALUES ($1, $2)', [contract, value]);
      return { value, amount: '9007199254740993' };
    });
  const count = async (value: string): Promise<number> =>
    (await asSystem('test', notes)).filter((note) => note.text === value).length;

  it('leaves nothing behind when the work fails', async () => {
    const value = text();
    const failing = () =>
      db.transaction(async (tx) => {
        await tx.query('INSERT INTO note VALUES ($1, $2)', [contract, value]);
        throw new Error('no');
      });
    await expect(as('dsi', failing)).rejects.toThrow('no');
    expect(await count(value)).toBe(0);
  });

  it('tells the database who and why', async () =>
    expect(
      await as("d'si", () =>
        db.read((tx) => tx.query(`SELECT current_setting('app.subject') s, current_setting('app.correlation') c`)),
      ),
    ).toEqual([{ s: "user of d'si", c: 'c-1' }]));

  it('refuses to write in a read', () =>
    expect(
      as('dsi', () => db.read((tx) => tx.query('INSERT INTO note VALUES ($1, $2)', [contract, 'x']))),
    ).rejects.toThrow(/read-only/));

  it('runs the actions of a commit, and not those of a rollback', async () => {
    const done: string[] = [];
    await as('dsi', () => db.transaction(async (tx) => onCommit(tx, () => done.push('committed'))));
    await as('dsi', () =>
      db.transaction(async (tx) => {
        onCommit(tx, () => done.push('rolled back'));
        throw new Error('no');
      }),
    ).catch(() => undefined);
    expect(done).toEqual(['committed']);
  });

  it('runs once more after a deadlock', async () => {
    const order = (first: string, second: string) => () =>
      db.transaction(async (tx) => {
        await tx.query(`UPDATE purse SET amount = amount + 10 WHERE organisation = $1`, [first]);
        await tx.query('SELECT pg_sleep(0.2)');
        await tx.query(`UPDATE purse SET amount = amount + 10 WHERE organisation = $1`, [second]);
      });
    await Promise.all([asSystem('a', order('dsi', 'st-basils')), asSystem('b', order('st-basils', 'dsi'))]);
    expect(
      await asSystem('test', () =>
        db.read((tx) => tx.query(`SELECT sum(amount) FROM purse WHERE organisation IN ('dsi', 'st-basils')`)),
      ),
    ).toEqual([{ sum: '43' }]);
  });

  it('undoes a part that failed, what it did without waiting and wanted after the commit included, and keeps the rest', async () => {
    const [value, part] = [text(), text()];
    const done: string[] = [];
    const keep = (tx: Tx, name: string): Promise<void> => {
      onCommit(tx, () => done.push(name));
      withoutWaiting(tx, tx.query('INSERT INTO note VALUES ($1, $2)', [contract, name]));
      return tx.query('INSERT INTO note VALUES ($1, $2)', [contract, name]);
    };
    await as('dsi', () =>
      db.transaction(async (tx) => {
        await keep(tx, value);
        await savepoint(tx, () => keep(tx, part).then(() => tx.query('SELECT 1/0'))).catch(() => undefined);
        await savepoint(tx, () => keep(tx, value));
      }),
    );
    expect([await count(value), await count(part), done]).toEqual([4, 0, [value, value]]);
  });

  it('goes on without waiting for a statement, and commits nothing when that one fails', async () => {
    const [kept, lost] = [text(), text()];
    const insert = (tx: Tx, name: string) => tx.query('INSERT INTO note VALUES ($1, $2)', [contract, name]);
    await as('dsi', () => db.transaction(async (tx) => withoutWaiting(tx, insert(tx, kept))));
    const failing = as('dsi', () =>
      db.transaction(async (tx) => {
        withoutWaiting(tx, insert(tx, lost));
        withoutWaiting(tx, tx.query('SELECT 1/0'));
      }),
    );
    await expect(failing).rejects.toThrow(/division by zero/);
    await as('dsi', () =>
      db.transaction(async (tx) => {
        await savepoint(tx, async () => withoutWaiting(tx, tx.query('SELECT 1/0'))).catch(() => undefined);
        withoutWaiting(tx, insert(tx, kept));
      }),
    );
    expect([await count(kept), await count(lost)]).toEqual([2, 0]);
  });

  it('tells that nothing was committed when the work went on after a statement that failed', async () => {
    const value = text();
    const done: string[] = [];
    await expect(
      as('dsi', () =>
        db.transaction(async (tx) => {
          onCommit(tx, () => done.push(value));
          await tx.query('INSERT INTO note VALUES ($1, $2)', [contract, value]);
          await tx.query('SELECT 1/0').catch(() => undefined);
        }),
      ),
    ).rejects.toThrow(/rolled back/);
    expect([await count(value), done]).toEqual([0, []]);
  });

  it('says that an unreachable database is worth another try, and a broken statement is not', async () => {
    const nowhere = await Database.open({ url: 'postgres://a:b@127.0.0.1:1/x', applicationName: 'test' }).catch(
      (error: unknown) => error,
    );
    expect(isTransient(nowhere)).toBe(true);
    for (const code of ['53100', '57P04', '58030', '08006', 'EHOSTUNREACH'])
      expect(isTransient(Object.assign(new Error('x'), { code }))).toBe(true);
    expect(isTransient(await db.read((tx) => tx.query('SELECT 1/0')).catch((error: unknown) => error))).toBe(false);
  });

  it('refuses an actor whose name would cut off the opening of the transaction', async () => {
    const value = text();
    await expect(as(`dsi\0`, () => write(value))).rejects.toThrow(RangeError);
    expect(await count(value)).toBe(0);
  });

  it('plans a statement that finds rows by key once per connection, and leaves others alone', () =>
    asSystem('test', () =>
      db.read(async (tx) => {
        const sql = `SELECT $1::int + 1 AS next, '${text()}' AS mark`;
        expect([await queryByKey(tx, sql, [1]), await queryByKey(tx, sql, [2])]).toMatchObject([
          [{ next: 2 }],
          [{ next: 3 }],
        ]);
        await tx.query('SELECT $1::int', [1]);
        expect(
          await tx.query(
            `SELECT (generic_plans + custom_plans)::int AS runs FROM pg_prepared_statements WHERE statement = $1`,
            [sql],
          ),
        ).toEqual([{ runs: 2 }]);
      }),
    ));

  it('runs a script as one transaction, each statement seeing the ones before', async () => {
    const value = text();
    const insert = `INSERT INTO purse VALUES ('${value}', 1) RETURNING amount`;
    expect(
      await asSystem('test', () =>
        db.script([
          `SELECT set_config('app.organisation', '*', true)`,
          insert,
          `SELECT count(*) FROM purse WHERE organisation = '${value}'`,
        ]),
      ),
    ).toEqual([[{ set_config: '*' }], [{ amount: '1' }], [{ count: '1' }]]);
    await expect(db.script([`SELECT set_config('app.organisation', '*', true)`, insert, 'SELECT 1/0'])).rejects.toThrow(
      /division/,
    );
    expect(
      await asSystem('test', () => db.read((tx) => tx.query('SELECT FROM purse WHERE organisation = $1', [value]))),
    ).toHaveLength(1);
  });

  describe('with an idempotency key', () => {
    it('has one effect, and answers the repetition with the first result', async () => {
      const [value, key] = [text(), text()];
      const first = await as('dsi', () => write(value), { key, hash: 'h' });
      const again: Idempotency = { key, hash: 'h' };
      expect(await as('dsi', () => write(value), again)).toEqual(first);
      expect(again.replayed).toBe(true);
      expect(await count(value)).toBe(1);
    });
    it('has one effect when the same request comes many times at once', async () => {
      const [value, key] = [text(), text()];
      const requests = Array.from({ length: 6 }, (): Idempotency => ({ key, hash: 'h' }));
      await Promise.all(requests.map((request) => as('dsi', () => write(value), request)));
      expect(await count(value)).toBe(1);
      expect(requests.filter((request) => request.replayed)).toHaveLength(5);
    });
    it('refuses the key for another request', async () => {
      const key = text();
      await as('dsi', () => write(text()), { key, hash: 'h' });
      await expect(as('dsi', () => write(text()), { key, hash: 'other' })).rejects.toMatchObject({
        code: 'http.idempotency-key-reused',
      });
    });
    it('is the caller’s own', async () => {
      const key = text();
      await as('dsi', () => write(text()), { key, hash: 'h' });
      const value = text();
      await as('st-basils', () => write(value), { key, hash: 'other' });
      expect(await count(value)).toBe(1);
    });
    it('may be tried again after a failure', async () => {
      const [value, key] = [text(), text()];
      await as('dsi', () => db.transaction(() => Promise.reject(new Error('no'))), { key, hash: 'h' }).catch(
        () => undefined,
      );
      await as('dsi', () => write(value), { key, hash: 'h' });
      expect(await count(value)).toBe(1);
    });
    it('refuses a second transaction in the same request', () =>
      expect(
        as(
          'dsi',
          async () => {
            await write(text());
            await write(text());
          },
          { key: text(), hash: 'h' },
        ),
      ).rejects.toThrow(/one transaction only/));
  });
});

describe('setting up', () => {
  it('runs each migration once, also when two runs start together', async () => {
    const name = `rv_test_${randomUUID().slice(0, 8)}`;
    const options = {
      superUrl,
      service: 'test',
      ownerPassword: 'o',
      appPassword: 'a',
      names: { database: name, owner: `${name}_owner`, app: `${name}_app` },
    };
    await provisionDatabase(options);
    const { ownerUrl: url, appRole } = await provisionDatabase(options);
    const runs = await Promise.all([1, 2].map(() => migrate({ url, migrations: persistenceMigrations, appRole })));
    expect(runs.sort()).toEqual([0, persistenceMigrations.length]);
  });
});
