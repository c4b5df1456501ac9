import { randomUUID } from 'node:crypto';
import type { RunningInstance } from '@ringvirkning/embedded';
import type { Client } from 'pg';
import { apiOf } from './bench-claims.js';
import { percentile, timed, type Figure } from './statistics.js';

const DEPARTMENTS = 10;
const YEARS = 10;
const CONTRACTS = 1_000;
/** Contracts that are filled by one statement. */
const AT_ONCE = 20;
const LOOKS = 40;
const BAR_MS = 100;

const purse = (department: number): string => `municipality:0751/bench-${department}`;

/** Contracts in kroner, each paid for by one department, and the purses by name. */
async function addContracts(client: Client): Promise<string[]> {
  const ids = Array.from({ length: CONTRACTS }, () => randomUUID());
  const party = { id: 'aarhus', name: 'Aarhus Kommune', kind: 'municipality', organisation: 'aarhus' };
  await client.query(
    `INSERT INTO contract (contract_id, ref, title, version, currency, parties, departments)
     SELECT id, 'BENCH-' || no, '{"da": "B", "en": "B"}', 1, 'DKK', $2, '{}' FROM unnest($1::uuid[]) WITH ORDINALITY AS u (id, no)`,
    [ids, JSON.stringify([{ ...party, municipalityCode: '0751', roles: ['authority', 'payer'] }])],
  );
  await client.query(
    `INSERT INTO silo (silo, treasury, department, name_da, name_en)
     SELECT 'municipality:0751/bench-' || n, 'municipality', 'bench-' || n, 'B' || n, 'B' || n FROM generate_series(0, $1::int - 1) n ON CONFLICT DO NOTHING`,
    [DEPARTMENTS],
  );
  return ids;
}

/** Entries of two lines each: what a department gained in a year by one contract, and the intervention that made it; the first of a contract is a payment. */
async function addEntries(client: Client, ids: readonly string[], first: number, perContract: number): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    await client.query(
      `WITH one AS (
         SELECT nextval('ledger_batch_id') * 1000000 + 1 AS id, c AS contract_id, $3::int + n AS n, c || ' ' || ($3::int + n) AS key
         FROM unnest($1::uuid[]) c, generate_series(1, $2::int) n),
       entry AS (
         INSERT INTO ledger_entry (id, contract_id, idempotency_key, input_hash, line_count, effective_on, booked_at, kind, source)
         SELECT id, contract_id, key, sha256(key::bytea), 2, date '2026-01-01', now(), 'benefit', key FROM one)
       INSERT INTO ledger_line (entry_id, line_no, contract_id, account, amount, currency, silo, treasury, department, budget_year, cashable, basis)
       SELECT id, line, contract_id, CASE WHEN line = 2 THEN 'effect' WHEN n = 1 THEN 'payment-made' ELSE 'gain' END, CASE line WHEN 1 THEN n ELSE -n END, 'DKK',
         CASE line WHEN 1 THEN 'municipality:0751/bench-' || department END, CASE line WHEN 1 THEN 'municipality' END, CASE line WHEN 1 THEN 'bench-' || department END,
         CASE line WHEN 1 THEN 2026 + (n / 3) % $5::int END, CASE WHEN line = 1 AND n > 1 THEN true END, CASE WHEN line = 1 AND n > 1 THEN CASE n % 2 WHEN 0 THEN 'realised' ELSE 'forecast' END END
       FROM (SELECT *, ((hashtext(contract_id::text) & 1023) + n % 3) % $4::int AS department FROM one) o, generate_series(1, 2) line`,
      [some, perContract, first, DEPARTMENTS, YEARS],
    );
  }
  await client.query('ANALYZE');
}

/** Pages of the front, the matrix and a department, as a controller reads them, with a tenth of the entries and with all of them. */
export async function pages(instance: RunningInstance, entries: number): Promise<Figure[]> {
  const api = apiOf(instance);
  const client = await instance.connect('benefits');
  const paths = {
    overview: '/api/benefits/overview',
    'overview of one year': '/api/benefits/overview?budgetYear=2030',
    flows: '/api/benefits/flows?year=2030',
    matrix: '/api/benefits/matrix?budgetYear=2030',
    'department sheet': `/api/benefits/sheet?silo=${encodeURIComponent(purse(3))}`,
  };
  const look = async (path: string): Promise<number> => {
    const times: number[] = [];
    for (let no = 0; no < LOOKS; no += 1) times.push(await timed(() => api.get('controller', path)));
    return percentile(times, 0.95);
  };
  try {
    const ids = await addContracts(client);
    const few = Math.floor(entries / CONTRACTS / 10);
    await addEntries(client, ids, 0, few);
    const before = new Map<string, number>();
    for (const [name, path] of Object.entries(paths)) before.set(name, await look(path));
    await addEntries(client, ids, few, Math.floor(entries / CONTRACTS) - few);
    const figures: Figure[] = [];
    for (const [name, path] of Object.entries(paths)) {
      const all = await look(path);
      const of = `${name}, ${DEPARTMENTS} departments × ${YEARS} years × ${CONTRACTS} contracts`;
      figures.push(
        {
          ...{ name: `pages: ${of}, ${entries} entries, p95 of ${LOOKS}`, value: all, unit: 'ms', bar: BAR_MS },
          better: 'lower',
        },
        {
          ...{
            name: `pages: ${name}, ten times the entries takes so many times as long`,
            value: all / before.get(name)!,
          },
          ...{ unit: '×', bar: 1.5, better: 'lower' },
        },
      );
    }
    return figures;
  } finally {
    await client.end();
  }
}
