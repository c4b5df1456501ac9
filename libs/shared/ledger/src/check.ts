import type { Tx } from '@ringvirkning/persistence';
import type { LedgerCheck } from './entry.js';
import { inputHash } from './post.js';
import { readEntries } from './read.js';
import { BATCH_LIMIT } from './persistence/schema.js';

const SUMS = `
  WITH sums AS (SELECT entry_id, currency, sum(amount) AS total, count(*) AS lines FROM ledger_line GROUP BY entry_id, currency),
       counts AS (SELECT entry_id, sum(lines) AS lines FROM sums GROUP BY entry_id)
  SELECT (SELECT count(*)::integer FROM ledger_entry) AS entries,
    (SELECT coalesce(sum(lines), 0)::integer FROM counts) AS lines,
    (SELECT coalesce(sum(abs(total)), 0)::text FROM sums) AS imbalance,
    (SELECT coalesce(sum(c.lines), 0)::integer FROM counts c LEFT JOIN ledger_entry e ON e.id = c.entry_id WHERE e.id IS NULL) AS "orphanLines",
    (SELECT count(*)::integer FROM ledger_entry e LEFT JOIN counts c ON c.entry_id = e.id WHERE c.lines IS DISTINCT FROM e.line_count) AS "incompleteEntries"`;

/** A batch is broken when its entries are not those it was closed over, or when it does not follow the batch before it. */
const CHAIN = `
  WITH content AS (
         SELECT id / ${BATCH_LIMIT} AS id, contract_id, count(*) AS entries, sha256(string_agg(input_hash, '' ORDER BY id)) AS digest FROM ledger_entry GROUP BY 1, 2),
       link AS (
         SELECT b.*, lag(chain) OVER chain AS previous, row_number() OVER chain AS expected FROM ledger_batch b WINDOW chain AS (PARTITION BY contract_id ORDER BY number))
  SELECT count(*)::integer AS broken FROM link FULL JOIN content c ON c.id = link.id AND c.contract_id = link.contract_id
  WHERE (link.number = link.expected AND link.entries = c.entries AND link.digest = c.digest
         AND link.chain = sha256(coalesce(link.previous, '') || link.digest)) IS NOT TRUE`;

/** The books as a whole: sums, missing rows, the chain of batches and, if asked, every entry's content against its hash. */
export async function check(tx: Tx, content: boolean): Promise<LedgerCheck> {
  const [sums] = await tx.query<Omit<LedgerCheck, 'ok' | 'brokenBatches' | 'changedEntries'>[]>(SUMS);
  const [chain] = await tx.query<{ broken: number }[]>(CHAIN);
  const changedEntries = content ? await countChanged(tx) : null;
  const found = { ...sums!, brokenBatches: chain!.broken, changedEntries };
  const ok =
    found.imbalance === '0' &&
    found.orphanLines === 0 &&
    found.incompleteEntries === 0 &&
    found.brokenBatches === 0 &&
    !found.changedEntries;
  return { ok, ...found };
}

const PAGE = 5_000;

async function countChanged(tx: Tx): Promise<number> {
  let [changed, after, pageSize] = [0, '-1', PAGE];
  while (pageSize === PAGE) {
    const entries = await readEntries(tx, 'WHERE id > $1::bigint ORDER BY id LIMIT $2', [after, PAGE]);
    const hashes = await tx.query<{ id: string; hash: string }[]>(
      `SELECT id::text AS id, encode(input_hash, 'hex') AS hash FROM ledger_entry e WHERE id > $1::bigint ORDER BY e.id LIMIT $2`,
      [after, PAGE],
    );
    changed += entries.filter(
      (entry, index) => hashes[index]?.id !== entry.id || hashes[index].hash !== inputHash(entry),
    ).length;
    pageSize = entries.length;
    after = entries.at(-1)?.id ?? after;
  }
  return changed;
}
