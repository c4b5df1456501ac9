import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate, type DomainError } from '@ringvirkning/kernel';
import { Client } from 'pg';
import { probeEntry, type NewEntry } from '../src/index.js';
import { accrual, NOW, openBooks, type Books } from './books.js';

let books: Books;
beforeAll(async () => void (books = await openBooks()));
afterAll(() => books?.close());

const post = (entries: readonly NewEntry[]) => books.write((tx) => books.ledger.post(tx, entries));
const total = (contractId: string, account = 'receivable') =>
  books.write(async (tx) => (await books.ledger.balances(tx, { filter: { contractId, account } }))[0]?.amount ?? 0n);
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    (error: DomainError) => error.code ?? String(error),
  );

describe('posting', () => {
  it('books a batch and derives balances from its lines', async () => {
    const contract = randomUUID();
    expect(await post([accrual(contract, 200n), accrual(contract, 300n), accrual(randomUUID(), 999n)])).toEqual({
      posted: 3,
      repeated: 0,
    });
    expect(await total(contract)).toBe(500n);
    expect(await total(contract, 'earned')).toBe(-500n);
  });

  it('is tried out without leaving anything behind, and is told when the books do not take it', async () => {
    const [entry, before] = [probeEntry(randomUUID()), accrual(randomUUID(), 1n)];
    const rows = () => books.write((tx) => tx.query(`SELECT count(*) FROM ledger_line`));
    const counted = await rows();
    await books.write(async (tx) => {
      await books.ledger.tryOut(tx, entry);
      await books.ledger.tryOut(tx, entry);
      expect(await books.ledger.find(tx, [entry.key])).toEqual([]);
    });
    expect(await rows()).toEqual(counted);
    await post([before]);
    const other = { ...entry, key: before.key };
    expect(await refusal(books.write((tx) => books.ledger.tryOut(tx, other)))).toBe('ledger.key-reused');
  });

  it('keeps amounts beyond 2^53 to the last unit', async () => {
    const contract = randomUUID();
    await post([accrual(contract, 9007199254740993n), accrual(contract, 9223372036854775807n)]);
    expect(await total(contract)).toBe(9007199254740993n + 9223372036854775807n);
    const page = await books.write((tx) => books.ledger.entries(tx, { contractId: contract }));
    expect(page.items.map((entry) => entry.lines[0]!.amount)).toEqual([9007199254740993n, 9223372036854775807n]);
  });

  it('reads back what was booked', async () => {
    const entry = accrual(randomUUID(), 5n, { key: 'a "quoted", {braced} \\ key', source: 'run 1' });
    await post([entry]);
    const [booked] = await books.write((tx) => books.ledger.find(tx, [entry.key]));
    expect(booked).toMatchObject({ ...entry, bookedAt: NOW });
  });

  it('keeps the day it counts from apart from the moment of booking, at the turn of the Danish year', async () => {
    // NOW is 31 December 23:30 UTC: already New Year's Day in Denmark. Neither the server's nor the session's zone may move either of them.
    const entry = accrual(randomUUID(), 5n, { effectiveOn: localDate('2026-12-31') });
    await post([entry]);
    const read = await books.write(async (tx) => {
      await tx.query(`SET LOCAL timezone = 'America/Los_Angeles'`);
      return books.ledger.find(tx, [entry.key]);
    });
    expect(read[0]).toMatchObject({ effectiveOn: '2026-12-31', bookedAt: '2026-12-31T23:30:00.000Z' });
    const until = (effectiveTo: string) =>
      books.write((tx) =>
        books.ledger.balances(tx, {
          filter: { contractId: entry.contractId, account: 'earned' },
          effectiveTo: localDate(effectiveTo),
        }),
      );
    expect(await until('2026-12-30')).toEqual([]);
    expect(await until('2026-12-31')).toMatchObject([{ amount: -5n }]);
  });

  it.each([
    [
      'a zero amount',
      [
        ['receivable', 0n],
        ['earned', 0n],
      ],
      'ledger.amount-out-of-range',
    ],
    [
      'an amount beyond 64 bits',
      [
        ['receivable', 2n ** 63n],
        ['earned', -(2n ** 63n)],
      ],
      'ledger.amount-out-of-range',
    ],
    [
      'lines that do not sum to zero',
      [
        ['receivable', 2n],
        ['earned', -1n],
      ],
      'ledger.not-balanced',
    ],
    ['one line', [['receivable', 2n]], 'ledger.not-balanced'],
    [
      'a source that is the destination',
      [
        ['receivable', 2n],
        ['receivable', -2n],
      ],
      'ledger.moves-nothing',
    ],
    ['no lines', [], 'ledger.moves-nothing'],
  ] as const)('refuses %s', async (_title, lines, code) => {
    const entry = accrual(randomUUID(), 1n, {
      lines: lines.map(([account, amount]) => ({ account, amount, currency: 'DKK' as const })),
    });
    expect(await refusal(post([accrual(entry.contractId, 1n), entry]))).toBe(code);
    expect(await total(entry.contractId)).toBe(0n);
  });

  it('refuses to balance kroner with euros', async () =>
    expect(
      await refusal(
        post([
          accrual(randomUUID(), 1n, {
            lines: [
              { account: 'a', amount: 5n, currency: 'DKK' },
              { account: 'b', amount: -5n, currency: 'EUR' },
            ],
          }),
        ]),
      ),
    ).toBe('ledger.not-balanced'));
});

describe('idempotency', () => {
  it('has one effect however often a key comes, alone, in a batch or twice in one batch', async () => {
    const contract = randomUUID();
    const entry = accrual(contract, 7n);
    expect(await post([entry, entry])).toEqual({ posted: 1, repeated: 1 });
    expect(await post([entry])).toEqual({ posted: 0, repeated: 1 });
    expect(await post([accrual(contract, 1n), { ...entry, source: 'sent again' }])).toEqual({ posted: 1, repeated: 1 });
    expect(await total(contract)).toBe(8n);
  });

  it.each([
    ['amount', (e: NewEntry) => accrual(e.contractId, 8n, { key: e.key })],
    ['dimension', (e: NewEntry) => ({ ...e, lines: e.lines.map((line) => ({ ...line, budgetYear: 2027 })) })],
    ['day', (e: NewEntry) => ({ ...e, effectiveOn: localDate('2026-07-01') })],
    ['contract', (e: NewEntry) => ({ ...e, contractId: randomUUID() })],
    ['order of lines', (e: NewEntry) => ({ ...e, lines: e.lines.toReversed() })],
  ])('refuses a key that comes again with another %s, and books nothing of that batch', async (_what, change) => {
    const entry = accrual(randomUUID(), 7n);
    await post([entry]);
    expect(await refusal(post([accrual(entry.contractId, 1n), change(entry)]))).toBe('ledger.key-reused');
    expect(await refusal(post([entry, change(entry)]))).toBe('ledger.key-reused');
    expect(await total(entry.contractId)).toBe(7n);
  });

  it('forgets the key with the transaction that was rolled back', async () => {
    const entry = accrual(randomUUID(), 7n);
    const failing = books.write(async (tx) => {
      await books.ledger.post(tx, [entry]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await post([entry])).toEqual({ posted: 1, repeated: 0 });
  });

  it('lets one of many concurrent posts of a key win', async () => {
    const contract = randomUUID();
    const entry = accrual(contract, 7n);
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, i) => post([entry, accrual(contract, BigInt(i + 1))])),
    );
    expect(results.reduce((sum, { posted }) => sum + posted, 0)).toBe(9);
    expect(await total(contract)).toBe(7n + 36n);
  });

  it('refuses a key that two contracts book at the same time', async () => {
    const key = randomUUID();
    const outcomes = await Promise.all(
      [1n, 2n].map((amount) => refusal(post([accrual(randomUUID(), amount, { key })]))),
    );
    expect(outcomes.toSorted()).toEqual(['accepted', 'ledger.key-reused']);
  });
});

describe('reversal', () => {
  const reverse = (key: string, reversalKey = `${key}/reversal`) =>
    books.write((tx) =>
      books.ledger.reverse(tx, [{ key, reversalKey, effectiveOn: localDate('2026-07-01'), source: 'test' }]),
    );

  it('mirrors the entry in the same dimensions, once', async () => {
    const entry = accrual(randomUUID(), 7n);
    await post([entry]);
    expect(await reverse(entry.key)).toEqual({ posted: 1, repeated: 0 });
    expect(await reverse(entry.key)).toEqual({ posted: 0, repeated: 1 });
    const all = await books.write((tx) =>
      books.ledger.balances(tx, {
        filter: { contractId: entry.contractId },
        groupBy: ['account', 'party', 'budgetYear', 'outcome', 'followUp'],
      }),
    );
    expect(all.map(({ amount, lines }) => [amount, lines])).toEqual([
      [0n, 2],
      [0n, 2],
    ]);
  });

  it('refuses a second reversal under another key, also at the same time', async () => {
    const entry = accrual(randomUUID(), 7n);
    await post([entry]);
    const outcomes = await Promise.all([1, 2, 3].map((n) => refusal(reverse(entry.key, `${entry.key}/${n}`))));
    expect(outcomes.toSorted()).toEqual(['accepted', 'ledger.already-reversed', 'ledger.already-reversed']);
    expect(await total(entry.contractId)).toBe(0n);
  });

  it('refuses to reverse what was never booked', async () =>
    expect(await refusal(reverse('nothing'))).toBe('ledger.unknown-entry'));
});

describe('a cancelled request', () => {
  it('leaves no lock and no rows behind', async () => {
    const contract = randomUUID();
    const entry = accrual(contract, 7n);
    const cancelled = books.write(async (tx) => {
      await books.ledger.post(tx, [entry]);
      const [row] = await tx.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
      const admin = new Client({ connectionString: process.env['RV_TEST_POSTGRES_URL'] });
      await admin.connect();
      await admin.query('SELECT pg_terminate_backend($1)', [row!.pid]);
      await admin.end();
      await tx.query('SELECT 1');
    });
    await expect(cancelled).rejects.toThrow();
    expect(await post([entry])).toEqual({ posted: 1, repeated: 0 });
  });
});
