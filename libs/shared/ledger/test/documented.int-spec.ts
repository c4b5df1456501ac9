import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accrual, openBooks, type Books } from './books.js';

const page = readFileSync(new URL('../../../../docs/ledger.md', import.meta.url), 'utf8');
const recipes = [...page.matchAll(/\*\*(.+?)\*\*[^`]*?```sql\n([\s\S]+?)```/g)].map(([, title, sql]) => ({
  title: title!,
  sql: sql!,
}));

/** What the recipes say of two accruals; of the others it is enough that they run. */
const RESULTS: Readonly<Record<string, unknown>> = {
  'The books balance': [],
  'Numbers of batches without gaps': [],
  'Balance of a contract by account and party': [
    expect.objectContaining({ account: 'earned', balance: '-350' }),
    expect.objectContaining({ account: 'receivable', balance: '350' }),
  ],
};

/** `ledger_entry.id` … as the page's first table names them; an empty first cell continues the table above. */
function documentedColumns(): string[] {
  const rows = [...page.split('## Recipes')[0]!.matchAll(/^\| (`ledger_\w+`)? *\| (`[^|]+) \|/gm)];
  let table = '';
  return rows.flatMap(([, named, columns]) => {
    table = named?.replaceAll('`', '') ?? table;
    return columns!.split(',').map((column) => `${table}.${column.trim().replaceAll('`', '')}`);
  });
}

describe('the page about the ledger', () => {
  let books: Books;
  const contractId = randomUUID();
  beforeAll(async () => {
    books = await openBooks();
    await books.write((tx) => books.ledger.post(tx, [accrual(contractId, 100n), accrual(contractId, 250n)]));
  });
  afterAll(() => books.close());

  const rowsOf = (sql: string) => books.as('*', () => books.db.read((tx) => tx.query<Record<string, unknown>[]>(sql)));

  it('names every column of the three tables, and no other', async () => {
    const columns = await rowsOf(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_name IN ('ledger_entry', 'ledger_line', 'ledger_batch')`,
    );
    expect(documentedColumns().sort()).toEqual(columns.map(({ name }) => name).sort());
  });

  it('has the recipes whose results are known', () =>
    expect(recipes.map(({ title }) => title)).toEqual(expect.arrayContaining(Object.keys(RESULTS))));

  it.each(recipes)('recipe runs: $title', async ({ title, sql }) => {
    const rows = await rowsOf(sql.replaceAll('00000000-0000-7000-8000-000000000000', contractId));
    expect(rows).toEqual(RESULTS[title] ?? expect.any(Array));
  });
});
