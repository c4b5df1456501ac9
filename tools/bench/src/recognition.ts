import { parseModel, valuate, type ValuationModel } from '@ringvirkning/benefits-domain';
import { addDays, localDate, systemClock, systemIds, yearOf } from '@ringvirkning/kernel';
import { Ledger, type LedgerLine, type NewEntry } from '@ringvirkning/ledger';
import { asSystem, type Database } from '@ringvirkning/persistence';
import { withLedgerDatabase } from './ledger-database.js';
import { timed, type Figure } from './statistics.js';

const CONSEQUENCES = 12;
const YEARS = 10;
const MANY = 100_000;
/** Outcomes that are booked; each has some two hundred lines, so that a hundred thousand would be twenty million rows. */
const BOOKED = 3_000;
const BATCH = 250;
const MEMORY_BAR_MB = 400;

const contractId = systemIds.next();

/** Twelve consequences over ten years, under four provisions with a share each, and one with a limit. */
function modelText(): string {
  const consequence = (no: number): string => {
    const profile = Array.from({ length: YEARS }, (_, year) => `{ year: ${year}, share: 0.${9 - (year % 9)} }`);
    return `    - { consequence: c${no}, title: { da: C, en: C }, quantity: ${no + 1}, price: p, anchor: a${no % 4}, profile: [${profile.join(', ')}], cashable: true, confidence: medium }`;
  };
  const anchor = (no: number): string =>
    `  a${no}: { title: { da: A, en: A }, rules: [{ from: 2020-01-01, shares: [{ treasury: municipality, department: d${no}, share: 0.${no + 4} }, { treasury: state, share: 0.${6 - no} }] }] }`;
  return [
    'code: bench\nversion: 1\ntitle: { da: B, en: B }\ncurrency: DKK\nvalidFrom: 2020-01-01\npriceLevelYear: 2026\nsource: bench',
    'prices:\n  p: { title: { da: P, en: P }, unit: u, basis: assumption, reason: bench, values: [{ from: 2020-01-01, amount: 1000 }] }',
    `anchors:\n${[0, 1, 2, 3].map(anchor).join('\n')}`,
    `outcomes:\n  done:\n${Array.from({ length: CONSEQUENCES }, (_, no) => consequence(no)).join('\n')}`,
  ].join('\n');
}

function model(): ValuationModel {
  const parsed = parseModel(modelText());
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors[0]));
  return parsed.model;
}

const outcome = (no: number) => ({ outcome: 'done', on: addDays(localDate('2026-01-01'), no % 365), quantity: '1' });

/** Valuation alone, each outcome by itself, kept nowhere: time and memory. */
function valued(of: ValuationModel): Figure[] {
  const from = performance.now();
  let lines = 0;
  for (let no = 0; no < MANY; no += 1) lines += valuate(of, outcome(no)).length;
  const seconds = (performance.now() - from) / 1000;
  const name = `valuation: ${MANY} outcomes × ${CONSEQUENCES} consequences × ${YEARS} years`;
  return [
    {
      name: `${name}, in process (${lines} lines)`,
      value: MANY / seconds,
      unit: 'outcomes/s',
      bar: 5_000,
      better: 'higher',
    },
    {
      name: `${name}, memory in use`,
      value: process.memoryUsage().rss / 1024 ** 2,
      unit: 'MB',
      bar: MEMORY_BAR_MB,
      better: 'lower',
    },
  ];
}

function entryOf(of: ValuationModel, no: number, revision: number): NewEntry {
  const gains = valuate(of, outcome(no)).map(
    ({ amount, treasury, department, budgetYear, consequence }): LedgerLine => ({
      account: 'gain',
      amount,
      currency: 'DKK',
      silo: department === null ? treasury : `municipality:0751/${department}`,
      treasury,
      ...(department === null ? {} : { department }),
      budgetYear,
      outcome: 'done',
      consequence,
      cashable: true,
      basis: budgetYear > yearOf(outcome(no).on) ? 'forecast' : 'realised',
    }),
  );
  const total = gains.reduce((sum, { amount }) => sum + amount, 0n);
  return {
    key: `value:${no}:${revision}`,
    kind: 'benefit',
    contractId,
    effectiveOn: outcome(no).on,
    source: 'bench',
    lines: [...gains, { account: 'effect', amount: -total, currency: 'DKK', outcome: 'done' }],
  };
}

const BARE =
  'CREATE TABLE bare_line (entry bigint NOT NULL, line_no smallint NOT NULL, contract_id uuid NOT NULL, account text NOT NULL, amount bigint NOT NULL, currency text NOT NULL, silo text, treasury text, department text, budget_year smallint, outcome text, consequence text, cashable boolean, basis text, PRIMARY KEY (entry, line_no))';
const INSERT = `INSERT INTO bare_line SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::smallint[], $11::text[], $12::text[], $13::boolean[], $14::text[])`;

/** The same lines by the barest set-based SQL. */
async function insertBare(owner: Database, first: number, entries: readonly NewEntry[]): Promise<void> {
  const rows = entries.flatMap(({ lines }, i) => lines.map((of, n) => ({ of, entry: String(first + i), no: n + 1 })));
  await owner.transaction((tx) =>
    tx.query(INSERT, [
      rows.map(({ entry }) => entry),
      rows.map(({ no }) => no),
      rows.map(() => contractId),
      ...(
        [
          'account',
          'amount',
          'currency',
          'silo',
          'treasury',
          'department',
          'budgetYear',
          'outcome',
          'consequence',
        ] as const
      ).map((key) => rows.map(({ of }) => of[key]?.toString() ?? null)),
      rows.map(({ of }) => of.cashable ?? null),
      rows.map(({ of }) => of.basis ?? null),
    ]),
  );
}

interface Times {
  booked: number;
  bare: number;
  anew: number;
}

async function book(of: ValuationModel, database: Database, owner: Database): Promise<Times> {
  const ledger = new Ledger(systemClock);
  const times: Times = { booked: 0, bare: 0, anew: 0 };
  const inTransaction = (work: (tx: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<unknown>) =>
    timed(() => asSystem('bench', () => database.transaction(work)));
  for (let first = 0; first < BOOKED; first += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_, i) => first + i);
    times.booked += await inTransaction((tx) =>
      ledger.post(
        tx,
        numbers.map((no) => entryOf(of, no, 1)),
      ),
    );
    const same = numbers.map((no) => entryOf(of, no, 1));
    times.bare += await timed(() => insertBare(owner, first, same));
  }
  for (let first = 0; first < BOOKED; first += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_, i) => first + i);
    const effectiveOn = localDate('2027-01-01');
    times.anew += await inTransaction(async (tx) => {
      await ledger.reverse(
        tx,
        numbers.map((no) => ({
          key: `value:${no}:1`,
          reversalKey: `value:${no}:1:reversed`,
          effectiveOn,
          source: 'bench',
        })),
      );
      await ledger.post(
        tx,
        numbers.map((no) => entryOf(of, no, 2)),
      );
    });
  }
  return times;
}

/**
 * What final outcomes are worth, valued and booked in the ledger, and valued anew when the model changes: beside bare inserts of the same lines in the same run. Without
 * the outcomes' own table and the messages that bring them, which `bulk-import` measures.
 */
export async function recognition(postgresUrl: string): Promise<Figure[]> {
  return withLedgerDatabase(postgresUrl, 'recognition', async (database, owner) => {
    await owner.query(BARE);
    const of = model();
    const figures = valued(of);
    const { booked, bare, anew } = await book(of, database, owner);
    return [
      ...figures,
      {
        name: `recognition: ${BOOKED} outcomes valued and booked`,
        value: (BOOKED / booked) * 1000,
        unit: 'outcomes/s',
        bar: 5_000,
        better: 'higher',
      },
      {
        name: 'recognition: against bare inserts of the same lines',
        value: bare / booked,
        unit: '× bare',
        bar: 0.5,
        better: 'higher',
      },
      {
        name: `re-valuation: reversed and booked anew, for ${MANY} outcomes at the rate of ${BOOKED}`,
        value: (anew / BOOKED / 1000) * MANY,
        unit: 's',
        bar: 30,
        better: 'lower',
      },
    ];
  });
}
