import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { grantContractAccess } from '@ringvirkning/persistence';
import { Client } from 'pg';
import type { BalanceField, NewEntry } from '../src/index.js';
import { accrual, openBooks, type Books } from './books.js';

let books: Books;
beforeAll(async () => void (books = await openBooks()));
afterAll(() => books?.close());

const contract = randomUUID();
const sql = (text: string, args: unknown[] = []): Promise<unknown> => books.write((tx) => tx.query(text, args));
const post = (entries: readonly NewEntry[]) => books.write((tx) => books.ledger.post(tx, entries));

describe('the database against raw SQL that cheats', () => {
  let id = 900_000_000_000;
  beforeEach(() => void (id += 1));
  const entry = (lineCount = 2) =>
    `INSERT INTO ledger_entry VALUES (${id}, '${contract}', 'cheat-${id}', sha256('x'), ${lineCount}, '2026-01-01', now(), 'cheat', 'test', NULL)`;
  const lines = (
    values: readonly (readonly [no: number, amount: number | string, currency?: string])[],
    of = contract,
  ) =>
    `INSERT INTO ledger_line (entry_id, line_no, contract_id, account, amount, currency) VALUES ${values.map(([no, amount, currency = 'DKK']) => `(${id}, ${no}, '${of}', 'a${no}', ${amount}, '${currency}')`).join(', ')}`;
  const both = (first: string, second: string) => `WITH e AS (${first}) ${second}`;

  it('accepts an honest entry, so that the refusals below mean something', async () =>
    expect(
      await sql(
        both(
          entry(),
          lines([
            [1, 5],
            [2, -5],
          ]),
        ),
      ),
    ).toBeDefined());

  it.each([
    [
      'lines that do not balance',
      () =>
        both(
          entry(),
          lines([
            [1, 5],
            [2, -4],
          ]),
        ),
      /not balanced/,
    ],
    [
      'lines that balance across currencies only',
      () =>
        both(
          entry(),
          lines([
            [1, 5],
            [2, -5, 'EUR'],
          ]),
        ),
      /not balanced/,
    ],
    [
      'an overflow that would come round to zero',
      () =>
        both(
          entry(3),
          lines([
            [1, '9223372036854775807'],
            [2, '9223372036854775807'],
            [3, 2],
          ]),
        ),
      /not balanced/,
    ],
    [
      'a zero amount',
      () =>
        both(
          entry(),
          lines([
            [1, 0],
            [2, 0],
          ]),
        ),
      /ledger_line_amount_check/,
    ],
    ['an entry without lines', () => entry(), /has no lines/],
    [
      'lines without an entry',
      () =>
        lines([
          [1, 5],
          [2, -5],
        ]),
      /do not fit/,
    ],
    [
      'fewer lines than the entry has',
      () =>
        both(
          entry(3),
          lines([
            [1, 5],
            [2, -5],
          ]),
        ),
      /do not fit/,
    ],
    [
      'lines with a gap',
      () =>
        both(
          entry(3),
          lines([
            [1, 5],
            [3, -5],
          ]),
        ),
      /do not fit/,
    ],
    [
      'lines of another contract',
      () =>
        both(
          entry(),
          lines(
            [
              [1, 5],
              [2, -5],
            ],
            randomUUID(),
          ),
        ),
      /do not fit/,
    ],
    [
      'a second set of balanced lines',
      () =>
        `${both(
          entry(),
          lines([
            [1, 5],
            [2, -5],
          ]),
        )}; ${lines([
          [3, 5],
          [4, -5],
        ])}`,
      /do not fit/,
    ],
    [
      'the same lines again',
      () =>
        `${both(
          entry(),
          lines([
            [1, 5],
            [2, -5],
          ]),
        )}; ${lines([
          [1, 5],
          [2, -5],
        ])}`,
      /duplicate key/,
    ],
    [
      'halves that balance together only',
      () => `${both(entry(), lines([[1, 5]]))}; ${lines([[2, -5]])}`,
      /not balanced/,
    ],
    [
      'a reversal of nothing',
      () =>
        both(
          entry().replace('NULL)', `'no such key')`),
          lines([
            [1, 5],
            [2, -5],
          ]),
        ),
      /reverses one that does not exist/,
    ],
  ])('refuses %s', (_title, text, message) => expect(sql(text())).rejects.toThrow(message));

  it.each([
    'UPDATE ledger_line SET amount = amount + 1',
    'DELETE FROM ledger_line',
    'TRUNCATE ledger_line',
    'UPDATE ledger_entry SET effective_on = now()',
    'DELETE FROM ledger_entry',
    'TRUNCATE ledger_entry CASCADE',
    'UPDATE ledger_batch SET number = 9',
    'DELETE FROM ledger_batch',
    'ALTER TABLE ledger_line DISABLE TRIGGER ALL',
    'DROP TRIGGER ledger_line_check ON ledger_line',
    `SET session_replication_role = 'replica'`,
  ])('refuses the app role: %s', (text) => expect(sql(text)).rejects.toThrow(/permission denied|must be owner/));

  it('refuses changes by the owner too, as long as the triggers stand', async () => {
    const owner = new Client({ connectionString: books.provisioned.ownerUrl });
    await owner.connect();
    await expect(owner.query('UPDATE ledger_line SET amount = amount')).rejects.toThrow(/append-only/);
    await owner.end();
  });
});

describe('balances', () => {
  const ask = (query: object) => books.write((tx) => books.ledger.balances(tx, query));

  it.each([
    'amount',
    'entry_id',
    'account; DROP TABLE ledger_line',
    `account"; SELECT 1 --`,
    '__proto__',
    'constructor',
    'toString',
  ])('refuse the field %p in filter and grouping', async (field) => {
    await expect(ask({ groupBy: [field as BalanceField] })).rejects.toMatchObject({ code: 'ledger.unknown-field' });
    await expect(ask({ filter: Object.fromEntries([[field, 'x']]) })).rejects.toMatchObject({
      code: 'ledger.unknown-field',
    });
  });

  it('take a value for a value, whatever it says', async () => {
    expect(await ask({ filter: { account: `' OR '1'='1` } })).toEqual([]);
    expect(await ask({ filter: { party: [`x'; DROP TABLE ledger_line; --`] } })).toEqual([]);
    expect((await books.write((tx) => books.ledger.check(tx))).ok).toBeDefined();
  });

  it('refuse a cursor that is not one', () =>
    expect(books.write((tx) => books.ledger.entries(tx, { after: '0 OR true' }))).rejects.toMatchObject({
      code: 'ledger.wrong-cursor',
    }));

  it('group and filter by dimensions of every type', async () => {
    const other = randomUUID();
    const lines = (amount: bigint, cashable: boolean, budgetYear: number) =>
      [
        { account: 'gain', amount, currency: 'DKK', cashable, budgetYear },
        { account: 'source', amount: -amount, currency: 'DKK' },
      ] as const;
    await post([
      accrual(other, 1n, { lines: lines(10n, true, 2026) }),
      accrual(other, 1n, { lines: lines(4n, false, 2027) }),
      accrual(other, 1n, { lines: lines(2n, true, 2027) }),
    ]);
    expect(await ask({ filter: { contractId: other, account: 'gain' }, groupBy: ['budgetYear'] })).toEqual([
      { budgetYear: 2026, currency: 'DKK', amount: 10n, lines: 1 },
      { budgetYear: 2027, currency: 'DKK', amount: 6n, lines: 2 },
    ]);
    expect(await ask({ filter: { contractId: other, cashable: true, budgetYear: [2026, 2027] } })).toEqual([
      { currency: 'DKK', amount: 12n, lines: 2 },
    ]);
  });

  it('page through the entries of one contract without gap or repeat', async () => {
    const other = randomUUID();
    const entries = Array.from({ length: 7 }, (_, i) => accrual(other, BigInt(i + 1)));
    await post(entries);
    const seen: string[] = [];
    let after: string | null = '0';
    while (after !== null) {
      const page = await books.write((tx) => books.ledger.entries(tx, { contractId: other, limit: 3, after: after! }));
      seen.push(...page.items.map(({ key }) => key));
      after = page.next;
    }
    expect(seen).toEqual(entries.map(({ key }) => key));
  });

  it('page through entries of one kind alone', async () => {
    const other = randomUUID();
    const late = accrual(other, 2n, { kind: 'payment' });
    await post([accrual(other, 1n), late]);
    const { items } = await books.write((tx) => books.ledger.entries(tx, { contractId: other, kind: 'payment' }));
    expect(items.map(({ key }) => key)).toEqual([late.key]);
  });
});

describe('row-level security', () => {
  it('shows a party the books of its contracts only, and lets it write no others', async () => {
    const [ours, theirs] = [randomUUID(), randomUUID()];
    await post([accrual(ours, 3n), accrual(theirs, 4n)]);
    await books.write((tx) => grantContractAccess(tx, ours, ['st-basils']));
    const seen = await books.as('st-basils', () => books.db.read((tx) => books.ledger.entries(tx, {})));
    expect(seen.items.map(({ contractId }) => contractId)).toEqual([ours]);
    expect(
      await books.as('st-basils', () =>
        books.db.read((tx) => books.ledger.balances(tx, { filter: { account: 'receivable' } })),
      ),
    ).toMatchObject([{ amount: 3n }]);
    expect(
      await books.as('st-basils', () => books.db.read((tx) => books.ledger.check(tx, { content: true }))),
    ).toMatchObject({ ok: true, entries: 1 });
    await expect(
      books.as('st-basils', () => books.db.transaction((tx) => books.ledger.post(tx, [accrual(theirs, 5n)]))),
    ).rejects.toThrow(/row-level security/);
    expect(await books.as('', () => books.db.read((tx) => books.ledger.entries(tx, {})))).toEqual({
      items: [],
      next: null,
    });
  });
});
