import type { RunningInstance } from '@ringvirkning/embedded';

/** Columns that say when, by which process or under which id something was written; two runs of the same work differ in them. */
const TECHNICAL = [
  'contract_id',
  'claim_id',
  'participant_id',
  'import_id',
  'run_id',
  'id',
  'entry_id',
  'pseudonym',
  'idempotency_key',
  'input_hash',
  'booked_at',
  'source',
  'reverses',
  'position',
];
const strip = (alias: string): string =>
  TECHNICAL.reduce((json, column) => `${json} - '${column}'`, `to_jsonb(${alias})`);

const LEDGER = `SELECT (${strip('e')} || jsonb_build_object('lines', (
    SELECT jsonb_agg(${strip('l')} ORDER BY l.line_no) FROM ledger_line l WHERE l.entry_id = e.id)))::text AS row
  FROM ledger_entry e WHERE e.contract_id = $1`;

/** Benefits books outcomes that arrive together in one entry, and takes an outcome and its reversal in any order: what must come out the same is what stands on each line. */
const BALANCES = `SELECT (line || jsonb_build_object('amount', sum(amount)))::text AS row FROM (
    SELECT ${strip('l')} - 'line_no' - 'amount' AS line, l.amount FROM ledger_line l WHERE l.contract_id = $1) AS lines
  GROUP BY line HAVING sum(amount) <> 0`;

/** What must come out the same, per service: tables of facts, and every entry of both ledgers. */
const BOOKS: Readonly<Record<string, readonly [service: string, sql: string]>> = {
  'sign-offs': [
    'contracts',
    `SELECT jsonb_build_array(s.role, s.party)::text AS row FROM sign_off s WHERE s.contract_id = $1`,
  ],
  participants: [
    'outcomes',
    `SELECT jsonb_build_array(p.referred_on, p.started_on, p.cohort)::text AS row FROM participant p WHERE p.contract_id = $1`,
  ],
  claims: [
    'outcomes',
    `SELECT jsonb_build_array(c.external_ref, c.outcome, c.follow_up, c.achieved_on, c.quantity, c.status)::text AS row FROM claim c WHERE c.contract_id = $1`,
  ],
  'history of claims': [
    'outcomes',
    `SELECT jsonb_build_array(c.external_ref, f.type)::text AS row FROM claim_fact f JOIN claim c USING (claim_id) WHERE f.contract_id = $1`,
  ],
  'facts for payment': [
    'payments',
    `SELECT jsonb_build_array(f.outcome, f.follow_up, f.achieved_on, f.quantity)::text AS row FROM fact f WHERE f.contract_id = $1`,
  ],
  'reversals for payment': ['payments', `SELECT 'reversed' AS row FROM fact_reversal r WHERE r.contract_id = $1`],
  'payment runs': [
    'payments',
    `SELECT jsonb_build_array(r.no, r.status, r.cut_off, r.facts, r.result->'gross', r.result->'payable', r.settlements)::text AS row FROM payment_run r WHERE r.contract_id = $1`,
  ],
  'payments ledger': ['payments', LEDGER],
  'outcomes for benefit': [
    'benefits',
    `SELECT jsonb_build_array(o.outcome, o.achieved_on, o.quantity)::text AS row FROM outcome o WHERE o.contract_id = $1`,
  ],
  'payments as costs': [
    'benefits',
    `SELECT jsonb_build_array(r.no, r.cut_off, r.budget_year, r.payments)::text AS row FROM payment_run r WHERE r.contract_id = $1`,
  ],
  'benefits ledger': ['benefits', BALANCES],
};

/** All books of one contract, each as a sorted list of rows. */
export async function booksOf(
  instance: RunningInstance,
  contractId: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const books: Record<string, string[]> = {};
  for (const [name, [service, sql]] of Object.entries(BOOKS))
    books[name] = (await instance.rows<{ row: string }>(service, sql, [contractId])).map(({ row }) => row).sort();
  return books;
}

/** Rows of one list that the other lacks, counted: the multiset difference in both directions. */
export function difference(
  expected: readonly string[],
  found: readonly string[],
): { readonly missing: readonly string[]; readonly extra: readonly string[] } {
  const without = (from: readonly string[], taken: readonly string[]): string[] => {
    const counts = new Map<string, number>();
    for (const row of taken) counts.set(row, (counts.get(row) ?? 0) + 1);
    return from.filter((row) => {
      const left = counts.get(row) ?? 0;
      counts.set(row, left - 1);
      return left <= 0;
    });
  };
  return { missing: without(expected, found), extra: without(found, expected) };
}
