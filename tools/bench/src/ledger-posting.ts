import { Ledger, type NewEntry } from '@ringvirkning/ledger';
import { asSystem, type Database } from '@ringvirkning/persistence';
import { withLedgerDatabase } from './ledger-database.js';
import { localDate, systemClock, systemIds } from '@ringvirkning/kernel';
import { median, timed, type Figure } from './statistics.js';

const ROUNDS = 30;
const ENTRIES = 500;
const CHECKS = 5;

const contractId = systemIds.next();
const dimensions = { party: 'aarhus', treasury: 'municipality', budgetYear: 2026, outcome: 'self-mastery' } as const;

const batch = (round: number): NewEntry[] =>
  Array.from({ length: ENTRIES }, (_, i) => ({
    key: `bench:${round}:${i}`,
    kind: 'accrual',
    contractId,
    effectiveOn: localDate('2026-06-30'),
    source: `round-${round}`,
    lines: [
      { ...dimensions, account: 'receivable', amount: BigInt(1000 + i), currency: 'DKK' },
      { ...dimensions, account: 'earned', amount: -BigInt(1000 + i), currency: 'DKK' },
    ],
  }));

const BARE = [
  'CREATE TABLE bare_entry (id bigint PRIMARY KEY, contract_id uuid NOT NULL, idempotency_key text NOT NULL UNIQUE, effective_on date NOT NULL, booked_at timestamptz NOT NULL, kind text NOT NULL, source text NOT NULL)',
  'CREATE TABLE bare_line (entry_id bigint NOT NULL, line_no smallint NOT NULL, contract_id uuid NOT NULL, account text NOT NULL, amount bigint NOT NULL, currency text NOT NULL, party text, treasury text, budget_year smallint, outcome text, PRIMARY KEY (entry_id, line_no))',
];

const INSERT_ENTRIES = `INSERT INTO bare_entry SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::date[], $5::timestamptz[], $6::text[], $7::text[])`;
const INSERT_LINES = `INSERT INTO bare_line SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::smallint[], $10::text[])`;

/** The same rows by the barest set-based SQL: no checks, no hash, no chain, no row-level security. */
async function postBare(database: Database, round: number, entries: readonly NewEntry[]): Promise<void> {
  const now = systemClock.now();
  const id = (i: number): string => String(round * 1_000_000 + i);
  const lines = entries.flatMap((entry, i) => entry.lines.map((of, n) => ({ of, id: id(i), no: n + 1 })));
  await database.transaction(async (tx) => {
    await tx.query(INSERT_ENTRIES, [
      entries.map((_, i) => id(i)),
      entries.map((e) => e.contractId),
      entries.map((e) => e.key),
      entries.map((e) => e.effectiveOn),
      entries.map(() => now),
      entries.map((e) => e.kind),
      entries.map((e) => e.source),
    ]);
    await tx.query(INSERT_LINES, [
      lines.map((l) => l.id),
      lines.map((l) => l.no),
      lines.map(() => contractId),
      lines.map((l) => l.of.account),
      lines.map((l) => l.of.amount.toString()),
      lines.map((l) => l.of.currency),
      lines.map((l) => l.of.party),
      lines.map((l) => l.of.treasury),
      lines.map((l) => l.of.budgetYear),
      lines.map((l) => l.of.outcome),
    ]);
  });
}

/** Every stored value of entries and lines, read by the server itself. */
const READ = `SELECT (SELECT sum(length(e::text)) FROM ledger_entry e), (SELECT sum(length(l::text)) FROM ledger_line l)`;

/** The books' check of every entry's content against bare reading of the same rows, in turn. */
async function contentCheck(database: Database, ledger: Ledger): Promise<Figure[]> {
  const [checked, read]: [number[], number[]] = [[], []];
  for (let round = 0; round < CHECKS; round += 1) {
    await asSystem('bench', async () => {
      checked.push(await timed(() => database.read((tx) => ledger.check(tx, { content: true }))));
      read.push(await timed(() => database.read((tx) => tx.query(READ))));
    });
  }
  const rate = Math.round((ROUNDS * ENTRIES * 1000) / median(checked));
  return [
    {
      name: `ledger: content of every entry checked against bare reading (${rate} entries/s)`,
      value: median(read) / median(checked),
      unit: '× bare',
      bar: 0.2,
      better: 'higher',
    },
  ];
}

/** Batched ledger posting against bare set-based SQL for the same rows, in turn on the same server. */
export async function ledgerPosting(postgresUrl: string): Promise<Figure[]> {
  return withLedgerDatabase(postgresUrl, 'bench', async (database, owner) => {
    const ledger = new Ledger(systemClock);
    for (const statement of BARE) await owner.query(statement);
    const [posted, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      const entries = batch(round);
      posted.push(await timed(() => asSystem('bench', () => database.transaction((tx) => ledger.post(tx, entries)))));
      bare.push(await timed(() => postBare(owner, round, entries)));
    }
    const rate = Math.round((ENTRIES / median(posted)) * 1000);
    return [
      {
        name: `ledger: batches of ${ENTRIES} against bare SQL (${rate} entries/s)`,
        value: median(bare) / median(posted),
        unit: '× bare',
        bar: 0.5,
        better: 'higher',
      },
      ...(await contentCheck(database, ledger)),
    ];
  });
}
