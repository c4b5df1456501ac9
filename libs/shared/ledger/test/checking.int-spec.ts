import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Client } from 'pg';
import type { LedgerLine } from '../src/index.js';
import { accrual, openBooks, type Books } from './books.js';

let books: Books;
beforeAll(async () => void (books = await openBooks()));
afterAll(() => books?.close());

const check = () => books.write((tx) => books.ledger.check(tx, { content: true }));

/** What somebody with full power over the server does to the stored rows, undone afterwards. */
async function tampered(statement: string): Promise<Awaited<ReturnType<typeof check>>> {
  const url = new URL(process.env['RV_TEST_POSTGRES_URL']!);
  url.pathname = `/${books.provisioned.database}`;
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  await admin.query(
    `SET session_replication_role = 'replica'; CREATE TABLE kept_line AS TABLE ledger_line; CREATE TABLE kept_entry AS TABLE ledger_entry; CREATE TABLE kept_batch AS TABLE ledger_batch`,
  );
  try {
    await admin.query(statement);
    return await check();
  } finally {
    for (const table of ['line', 'entry', 'batch'])
      await admin.query(
        `DELETE FROM ledger_${table}; INSERT INTO ledger_${table} TABLE kept_${table}; DROP TABLE kept_${table}`,
      );
    await admin.end();
  }
}

describe('the check', () => {
  const contract = randomUUID();
  beforeAll(async () => {
    for (let batch = 0; batch < 3; batch += 1) {
      await books.write((tx) =>
        books.ledger.post(tx, [accrual(contract, 10n), accrual(contract, 20n, {}, 'EUR'), accrual(randomUUID(), 30n)]),
      );
    }
  });

  it('finds sound books sound', async () =>
    expect(await check()).toEqual({
      ok: true,
      entries: 9,
      lines: 18,
      imbalance: '0',
      orphanLines: 0,
      incompleteEntries: 0,
      brokenBatches: 0,
      changedEntries: 0,
    }));

  it.each([
    [
      'a changed amount',
      `UPDATE ledger_line SET amount = amount + 3 WHERE line_no = 1 AND entry_id = (SELECT min(id) FROM ledger_entry)`,
      { imbalance: '3', changedEntries: 1 },
    ],
    [
      'amounts changed so that they still balance',
      `UPDATE ledger_line SET amount = amount * 2 WHERE entry_id = (SELECT min(id) FROM ledger_entry)`,
      { imbalance: '0', changedEntries: 1 },
    ],
    [
      'a payer changed',
      `UPDATE ledger_line SET party = 'other' WHERE entry_id = (SELECT min(id) FROM ledger_entry)`,
      { changedEntries: 1 },
    ],
    [
      'a changed day',
      `UPDATE ledger_entry SET effective_on = '2025-12-31' WHERE id = (SELECT min(id) FROM ledger_entry)`,
      { changedEntries: 1 },
    ],
    [
      'a changed hash',
      `UPDATE ledger_entry SET input_hash = sha256('x') WHERE id = (SELECT min(id) FROM ledger_entry)`,
      { changedEntries: 1, brokenBatches: 1 },
    ],
    [
      'a missing entry',
      `DELETE FROM ledger_entry WHERE id = (SELECT min(id) FROM ledger_entry)`,
      { orphanLines: 2, brokenBatches: 1 },
    ],
    [
      'lines of no entry, which balance',
      `CREATE TEMPORARY TABLE stray AS SELECT * FROM ledger_line WHERE entry_id = (SELECT min(id) FROM ledger_entry); UPDATE stray SET entry_id = entry_id + 1000; INSERT INTO ledger_line TABLE stray`,
      { imbalance: '0', orphanLines: 2, incompleteEntries: 0, brokenBatches: 0, changedEntries: 0 },
    ],
    [
      'a missing line',
      `DELETE FROM ledger_line WHERE line_no = 2 AND entry_id = (SELECT min(id) FROM ledger_entry)`,
      { imbalance: '10', incompleteEntries: 1 },
    ],
    [
      'an entry missing with its lines',
      `DELETE FROM ledger_line WHERE entry_id = (SELECT min(id) FROM ledger_entry); DELETE FROM ledger_entry WHERE id = (SELECT min(id) FROM ledger_entry)`,
      { imbalance: '0', brokenBatches: 1 },
    ],
    [
      'a missing batch',
      `DELETE FROM ledger_batch WHERE contract_id = '${contract}' AND number = 2`,
      { brokenBatches: 2 },
    ],
    [
      'a rewritten link',
      `UPDATE ledger_batch SET chain = sha256('x') WHERE contract_id = '${contract}' AND number = 1`,
      { brokenBatches: 2 },
    ],
  ])('finds %s', async (_title, statement, expected) =>
    expect(await tampered(statement)).toMatchObject({ ok: false, ...expected }),
  );

  it('is content again when nothing is changed', async () => expect((await check()).ok).toBe(true));
});

/** Without the members that are undefined. */
const given = (line: object): LedgerLine =>
  Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined)) as unknown as LedgerLine;

describe('whatever is booked', () => {
  const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((s) => !s.includes('\0'));
  const line = fc.record({
    account: fc.constantFrom('a', 'b', 'c'),
    amount: fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }).filter((n) => n !== 0n),
    outcome: text,
    party: text,
    accountString: fc.option(text, { nil: undefined }),
    budgetYear: fc.integer({ min: 2000, max: 2100 }),
    cashable: fc.option(fc.boolean(), { nil: undefined }),
    basis: fc.constantFrom('forecast' as const, 'realised' as const),
  });

  it('sums to zero over all accounts, and the balances are the sums of the lines', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(line, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        async (batch) => {
          const contractId = randomUUID();
          const entries = batch
            .map((lines) => {
              const rest = -lines.reduce((sum, { amount }) => sum + amount, 0n);
              const closing = rest === 0n ? [] : [{ account: 'd', amount: rest, currency: 'DKK' as const }];
              return accrual(contractId, 1n, {
                kind: lines[0]!.outcome,
                lines: [...lines.map((l) => given({ ...l, currency: 'DKK' as const })), ...closing],
              });
            })
            .filter(({ lines }) => lines.some(({ account }) => account === 'd'));
          await books.write((tx) => books.ledger.post(tx, entries));
          const booked = await books.write((tx) =>
            books.ledger.balances(tx, { filter: { contractId }, groupBy: ['account'] }),
          );
          expect(booked.reduce((sum, { amount }) => sum + amount, 0n)).toBe(0n);
          for (const { account, amount } of booked) {
            expect(amount).toBe(
              entries
                .flatMap(({ lines }) => lines)
                .filter((l) => l.account === account)
                .reduce((sum, l) => sum + l.amount, 0n),
            );
          }
        },
      ),
      { numRuns: 25 },
    );
    expect(await check()).toMatchObject({
      ok: true,
      imbalance: '0',
      orphanLines: 0,
      incompleteEntries: 0,
      brokenBatches: 0,
      changedEntries: 0,
    });
  });
});
