import type { Tx } from '@ringvirkning/persistence';
import type { BatchRange, LedgerCheck } from './entry.js';
import { BATCH_LIMIT, DIMENSIONS } from './persistence/schema.js';

const DIMENSION_COLUMNS = Object.values(DIMENSIONS);

/** The elements of a JSON array as `JSON.stringify` writes them. Texts that stand side by side are written by one call. */
function jsonElements(columns: readonly (readonly [column: string, type: string])[]): string {
  const [[column, type], ...rest] = columns as [readonly [string, string], ...(readonly [string, string])[]];
  if (type !== 'text')
    return [`coalesce(${column}::text, 'null')`, ...(rest.length > 0 ? [jsonElements(rest)] : [])].join(` || ',' || `);
  const end = columns.findIndex((other) => other[1] !== 'text');
  const texts = columns.slice(0, end < 0 ? columns.length : end).map(([name]) => name);
  const others = end < 0 ? [] : columns.slice(end);
  const written = `substr(left(array_to_json(ARRAY[${texts.join(', ')}])::text, -1), 2)`;
  return [written, ...(others.length > 0 ? [jsonElements(others)] : [])].join(` || ',' || `);
}

/** What `inputHash` hashes, written by the database: reading all of it into the process would take ten times as long. */
const LINE = `E'\\n' || amount || ' [' || ${jsonElements([['account', 'text'], ['currency', 'text'], ...DIMENSION_COLUMNS])} || ']'`;
const HEAD = `array_to_json(ARRAY[e.idempotency_key, e.kind, e.contract_id::text, e.effective_on::text, e.reverses])::text`;

const IN_RANGE = (id: string): string => `${id} >= $1::bigint * ${BATCH_LIMIT} AND ${id} < $2::bigint * ${BATCH_LIMIT}`;

/** The contract of a line decides who may see it. */
const STRAYED = `SELECT count(*) FROM ledger_line l JOIN ledger_entry e ON e.id = l.entry_id
  WHERE ${IN_RANGE('l.entry_id')} AND ${IN_RANGE('e.id')} AND l.contract_id <> e.contract_id`;

/** Line by line against the entries: sums, missing rows and, if asked, what each entry says against the hash it was booked with. */
const ENTRIES = (content: boolean): string => `
  WITH line AS (
         SELECT entry_id, count(*) AS lines, sum(line_no) AS numbers, min(currency) = max(currency) AS single, abs(sum(amount)) AS total
           ${content ? `, string_agg(${LINE}, '' ORDER BY line_no) AS content` : ''}
         FROM ledger_line WHERE ${IN_RANGE('entry_id')} GROUP BY entry_id),
       mixed AS (
         SELECT sum(abs(total)) AS total FROM (
           SELECT sum(l.amount) AS total FROM line m JOIN ledger_line l USING (entry_id)
           WHERE NOT m.single AND ${IN_RANGE('l.entry_id')} GROUP BY l.entry_id, l.currency) AS per_currency)
  SELECT count(e.id)::integer AS entries, coalesce(sum(l.lines), 0)::integer AS lines,
    (coalesce(sum(l.total) FILTER (WHERE l.single), 0) + coalesce((SELECT total FROM mixed), 0))::text AS imbalance,
    (coalesce(sum(l.lines) FILTER (WHERE e.id IS NULL), 0) + ${content ? `(${STRAYED})` : '0'})::integer AS "orphanLines",
    (count(*) FILTER (WHERE e.id IS NOT NULL AND (l.lines, l.numbers) IS DISTINCT FROM (e.line_count::bigint, e.line_count::bigint * (e.line_count + 1) / 2)))::integer AS "incompleteEntries",
    ${content ? `(count(*) FILTER (WHERE e.id IS NOT NULL AND sha256(convert_to(${HEAD} || l.content, 'UTF8')) IS DISTINCT FROM e.input_hash))::integer` : 'NULL'} AS "changedEntries"
  FROM (SELECT * FROM ledger_entry WHERE ${IN_RANGE('id')}) e FULL JOIN line l ON l.entry_id = e.id`;

/** A batch is broken when its entries are not those it was closed over, or when it does not follow the batch before it. */
const CHAIN = `
  WITH content AS (
         SELECT id / ${BATCH_LIMIT} AS id, contract_id, count(*) AS entries, sha256(string_agg(input_hash, '' ORDER BY id)) AS digest
         FROM ledger_entry WHERE ${IN_RANGE('id')} GROUP BY 1, 2),
       link AS (
         SELECT b.*, p.chain AS previous FROM ledger_batch b
         LEFT JOIN ledger_batch p ON p.contract_id = b.contract_id AND p.number = b.number - 1 WHERE b.id >= $1 AND b.id < $2)
  SELECT count(*)::integer AS broken FROM link FULL JOIN content c ON c.id = link.id AND c.contract_id = link.contract_id
  WHERE (link.entries = c.entries AND link.digest = c.digest AND (link.previous IS NULL) = (link.number = 1)
         AND link.chain = sha256(coalesce(link.previous, '') || link.digest)) IS NOT TRUE`;

/** Entry ids are 64 bits: no batch comes after this one. */
const LAST_BATCH = 2n ** 63n / BigInt(BATCH_LIMIT);

/** The books, as a whole or some of their batches: sums, missing rows, the chain of batches and, if asked, every entry's content against its hash. */
export async function check(
  tx: Tx,
  content: boolean,
  { from, to = LAST_BATCH }: BatchRange = { from: 0n },
): Promise<LedgerCheck> {
  const range = [from.toString(), to.toString()];
  // Both sides are read as ranges; the planner, which knows nothing of entries booked a moment ago, would look up each line in a loop.
  await tx.query('SET LOCAL enable_nestloop = off');
  const [sums] = await tx.query<Omit<LedgerCheck, 'ok' | 'brokenBatches'>[]>(ENTRIES(content), range);
  await tx.query('RESET enable_nestloop');
  const [chain] = await tx.query<{ broken: number }[]>(CHAIN, range);
  const found = { ...sums!, brokenBatches: chain!.broken };
  const ok =
    found.imbalance === '0' &&
    found.orphanLines === 0 &&
    found.incompleteEntries === 0 &&
    found.brokenBatches === 0 &&
    !found.changedEntries;
  return { ok, ...found };
}
