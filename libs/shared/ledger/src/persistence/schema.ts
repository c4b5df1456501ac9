import { protect } from '@ringvirkning/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dimension columns in the order in which lines carry them: field → column and type. The whitelist of what balances can be asked by. */
export const DIMENSIONS = {
  party: ['party', 'text'],
  counterparty: ['counterparty', 'text'],
  silo: ['silo', 'text'],
  treasury: ['treasury', 'text'],
  department: ['department', 'text'],
  budgetYear: ['budget_year', 'smallint'],
  steeringArea: ['steering_area', 'text'],
  accountString: ['account_string', 'text'],
  outcome: ['outcome', 'text'],
  followUp: ['follow_up', 'text'],
  consequence: ['consequence', 'text'],
  cashable: ['cashable', 'boolean'],
  basis: ['basis', 'text'],
} as const;

export const DIMENSION_FIELDS = Object.keys(DIMENSIONS) as (keyof typeof DIMENSIONS)[];
const columns = Object.values(DIMENSIONS);
const list = (of: (column: string, type: string) => string): string =>
  columns.map(([column, type]) => of(column, type)).join(', ');

/** Arguments of `ledger_post`. */
export const POST_ARGUMENTS = 15 + columns.length;

/** Entry ids are `batch × BATCH_LIMIT + position`, so that lines find their entry without a look-up. */
export const BATCH_LIMIT = 1_000_000;

const TABLES = [
  'CREATE SEQUENCE ledger_batch_id',
  `CREATE TABLE ledger_batch (
    contract_id uuid NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    id bigint NOT NULL,
    entries integer NOT NULL CHECK (entries > 0),
    digest bytea NOT NULL CHECK (length(digest) = 32),
    chain bytea NOT NULL CHECK (length(chain) = 32),
    booked_at timestamptz NOT NULL,
    PRIMARY KEY (contract_id, number),
    UNIQUE (id, contract_id))`,
  `CREATE TABLE ledger_entry (
    id bigint PRIMARY KEY,
    contract_id uuid NOT NULL,
    idempotency_key text NOT NULL UNIQUE,
    input_hash bytea NOT NULL CHECK (length(input_hash) = 32),
    line_count smallint NOT NULL CHECK (line_count >= 2),
    effective_on date NOT NULL,
    booked_at timestamptz NOT NULL,
    kind text NOT NULL,
    source text NOT NULL,
    reverses text)`,
  'CREATE INDEX ledger_entry_contract ON ledger_entry (contract_id, id)',
  'CREATE UNIQUE INDEX ledger_entry_reversed_once ON ledger_entry (reverses) WHERE reverses IS NOT NULL',
  `CREATE TABLE ledger_line (
    entry_id bigint NOT NULL,
    line_no smallint NOT NULL,
    contract_id uuid NOT NULL,
    account text NOT NULL,
    amount bigint NOT NULL CHECK (amount <> 0),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    ${list((column, type) => `${column} ${type}`)},
    PRIMARY KEY (entry_id, line_no))`,
  'CREATE INDEX ledger_line_contract ON ledger_line (contract_id)',
];

/** How trigger functions read: the part of an index between two ids, hashed. Plans are cached, perhaps from when the tables were empty; a nested loop or a sequential scan would not scale. */
const LINEAR = 'LANGUAGE plpgsql SET enable_seqscan = off SET enable_nestloop = off';
const violation = (constraint: string): string =>
  `USING ERRCODE = 'check_violation', CONSTRAINT = '${constraint}'; END IF;`;

/**
 * The lines of an entry arrive in one statement, all of them, balanced; afterwards nothing fits in any more: a second set would not match
 * `line_count`, a doubled one not the primary key. So every entry is balanced at all times, and only the rows of the statement are looked at.
 */
const LINES_CHECK = `CREATE FUNCTION ledger_check_lines() RETURNS trigger ${LINEAR} AS $$
  DECLARE wrong bigint; low bigint; high bigint;
  BEGIN
    SELECT min(n.entry_id), max(n.entry_id) INTO low, high FROM new_lines n;
    SELECT n.entry_id INTO wrong FROM new_lines n GROUP BY n.entry_id, n.currency HAVING sum(n.amount) <> 0 LIMIT 1;
    IF FOUND THEN RAISE EXCEPTION 'ledger entry % is not balanced', wrong ${violation('ledger_entry_balanced')}
    SELECT g.entry_id INTO wrong
      FROM (SELECT n.entry_id, n.contract_id, count(*) AS lines, min(n.line_no) AS first, max(n.line_no) AS last FROM new_lines n GROUP BY n.entry_id, n.contract_id) g
      LEFT JOIN (SELECT id, contract_id, line_count FROM ledger_entry WHERE id BETWEEN low AND high) e ON e.id = g.entry_id
      WHERE e.id IS NULL OR e.contract_id <> g.contract_id OR e.line_count <> g.lines OR g.first <> 1 OR g.last <> e.line_count LIMIT 1;
    IF FOUND THEN RAISE EXCEPTION 'lines do not fit ledger entry %', wrong ${violation('ledger_lines_complete')}
    RETURN NULL;
  END $$`;

/** A foreign key on `reverses` would be asked for every row; reversals are few. */
const ENTRIES_CHECK = `CREATE FUNCTION ledger_check_entries() RETURNS trigger ${LINEAR} AS $$
  DECLARE wrong text; low bigint; high bigint; reversed text[];
  BEGIN
    SELECT min(n.id), max(n.id), array_agg(n.reverses) FILTER (WHERE n.reverses IS NOT NULL) INTO low, high, reversed FROM new_entries n;
    SELECT n.idempotency_key INTO wrong
      FROM new_entries n LEFT JOIN (SELECT entry_id FROM ledger_line WHERE entry_id BETWEEN low AND high AND line_no = 1) l ON l.entry_id = n.id WHERE l.entry_id IS NULL LIMIT 1;
    IF FOUND THEN RAISE EXCEPTION 'ledger entry % has no lines', wrong ${violation('ledger_entry_has_lines')}
    IF reversed IS NOT NULL AND cardinality(reversed) <> (SELECT count(*) FROM ledger_entry e WHERE e.idempotency_key = ANY(reversed)) THEN
      RAISE EXCEPTION 'a ledger entry reverses one that does not exist' ${violation('ledger_reverses_known')}
    RETURN NULL;
  END $$`;

const TRIGGERS = [
  LINES_CHECK,
  ENTRIES_CHECK,
  'CREATE TRIGGER ledger_line_check AFTER INSERT ON ledger_line REFERENCING NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_lines()',
  'CREATE TRIGGER ledger_entry_check AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS new_entries FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_entries()',
  `CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'insufficient_privilege'; END $$`,
  ...['ledger_batch', 'ledger_entry', 'ledger_line'].map(
    (table) =>
      `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change()`,
  ),
];

/**
 * Books a batch in one round trip. Repeated keys stop it before anything is written: they are returned with their hashes, and the caller sends
 * the rest again. Otherwise it takes the next number in the chain of each contract, under a lock per contract (released with the transaction,
 * however that ends), and returns no rows. Lines share few combinations of account, currency and dimensions, so these travel once (`p_patterns…`).
 */
const POST = `CREATE FUNCTION ledger_post(
    p_booked_at timestamptz,
    p_contract uuid[], p_key text[], p_hashes bytea, p_line_count smallint[], p_effective_on date[], p_kind text[], p_source text[], p_reverses text[],
    p_entry integer[], p_line_no smallint[], p_amount bigint[], p_pattern integer[],
    p_account text[], p_currency text[], ${list((column, type) => `p_${column} ${type}[]`)})
  RETURNS TABLE (repeated_key text, repeated_hash bytea) LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan SET enable_seqscan = off AS $$
  DECLARE batch bigint;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('ledger ' || c, 0)) FROM (SELECT DISTINCT c FROM unnest(p_contract) c ORDER BY c) AS ordered;
    RETURN QUERY SELECT e.idempotency_key, e.input_hash FROM ledger_entry e WHERE e.idempotency_key = ANY(p_key);
    IF FOUND THEN RETURN; END IF;
    batch := nextval('ledger_batch_id');
    WITH entry AS (
      INSERT INTO ledger_entry (id, contract_id, idempotency_key, input_hash, line_count, effective_on, booked_at, kind, source, reverses)
      SELECT batch * ${BATCH_LIMIT} + n, c, k, substr(p_hashes, (n::integer - 1) * 32 + 1, 32), lines, e, p_booked_at, kind, s, r
      FROM unnest(p_contract, p_key, p_line_count, p_effective_on, p_kind, p_source, p_reverses) WITH ORDINALITY AS u (c, k, lines, e, kind, s, r, n))
    INSERT INTO ledger_line (entry_id, line_no, contract_id, account, amount, currency, ${list((column) => column)})
    SELECT batch * ${BATCH_LIMIT} + l.entry, l.line_no, p_contract[l.entry], account, l.amount, currency, ${list((column) => column)}
    FROM unnest(p_entry, p_line_no, p_amount, p_pattern) AS l (entry, line_no, amount, pattern)
    JOIN unnest(p_account, p_currency, ${list((column) => `p_${column}`)}) WITH ORDINALITY AS p (account, currency, ${list((column) => column)}, n) ON p.n = l.pattern;
    INSERT INTO ledger_batch (contract_id, number, id, entries, digest, chain, booked_at)
    SELECT d.c, coalesce(p.number, 0) + 1, batch, d.entries, d.digest, sha256(coalesce(p.chain, '') || d.digest), p_booked_at
    FROM (SELECT u.c, count(*) AS entries, sha256(string_agg(substr(p_hashes, (u.n::integer - 1) * 32 + 1, 32), '' ORDER BY u.n)) AS digest
          FROM unnest(p_contract) WITH ORDINALITY AS u (c, n) GROUP BY u.c) d
    LEFT JOIN LATERAL (SELECT b.number, b.chain FROM ledger_batch b WHERE b.contract_id = d.c ORDER BY b.number DESC LIMIT 1) p ON true;
  END $$`;

/** The ledger's tables, checks and posting function. Needs `contract_access` of the persistence migrations. */
export class Ledger1700000000100 implements MigrationInterface {
  readonly name = 'Ledger1700000000100';
  async up(runner: QueryRunner): Promise<void> {
    const tables = ['ledger_batch', 'ledger_entry', 'ledger_line'];
    const protection = tables.flatMap((table) => protect(table, { rls: 'contract_id', appendOnly: true }));
    for (const statement of [...TABLES, ...TRIGGERS, POST, ...protection]) await runner.query(statement);
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP FUNCTION ledger_post; DROP TABLE ledger_line, ledger_entry, ledger_batch; DROP SEQUENCE ledger_batch_id; DROP FUNCTION ledger_check_lines, ledger_check_entries, ledger_refuse_change',
    );
  }
}

/** A batch is planned once per connection. Its size is not known to a kept plan, so the shapes that would not scale are ruled out. */
export class LedgerPlans1700000000110 implements MigrationInterface {
  readonly name = 'LedgerPlans1700000000110';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER FUNCTION ledger_post SET plan_cache_mode = force_generic_plan SET enable_nestloop = off');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER FUNCTION ledger_post SET plan_cache_mode = force_custom_plan RESET enable_nestloop');
  }
}

export const ledgerMigrations = [Ledger1700000000100, LedgerPlans1700000000110];
