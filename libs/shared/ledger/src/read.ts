import { instant, localDate, type Currency } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import type {
  Balance,
  BalanceField,
  BalanceQuery,
  EntryPage,
  EntryPageQuery,
  LedgerEntry,
  LedgerLine,
} from './entry.js';
import { unknownField, wrongCursor } from './errors.js';
import { DIMENSION_FIELDS, DIMENSIONS } from './persistence/schema.js';

/** Everything a balance may be asked by: field → column and type. No other text from a caller reaches the SQL. */
const FIELDS: Readonly<Record<BalanceField, readonly [column: string, type: string]>> = {
  account: ['account', 'text'],
  contractId: ['contract_id', 'uuid'],
  currency: ['currency', 'text'],
  ...DIMENSIONS,
};

function column(field: string): readonly [string, string] {
  if (!Object.hasOwn(FIELDS, field)) throw unknownField(field);
  return FIELDS[field as BalanceField];
}

type Row = Record<string, unknown>;

/** Null columns become absent fields. */
const fieldsOf = (row: Row, fields: readonly string[]): Row =>
  Object.fromEntries(
    fields.filter((field) => row[field] !== null && row[field] !== undefined).map((field) => [field, row[field]]),
  );

export async function balances(tx: Tx, { filter = {}, groupBy = [], effectiveTo }: BalanceQuery): Promise<Balance[]> {
  const args: unknown[] = [];
  const where = Object.entries(filter).map(([field, value]) => {
    const [name, type] = column(field);
    args.push(Array.isArray(value) ? value : [value]);
    return `l.${name} = ANY($${args.length}::${type}[])`;
  });
  const join =
    effectiveTo === undefined
      ? ''
      : `JOIN ledger_entry e ON e.id = l.entry_id AND e.effective_on <= $${args.push(effectiveTo)}::date`;
  const fields: string[] = [...new Set<string>([...groupBy, 'currency'])];
  const grouped = fields.map((field) => `l.${column(field)[0]}`);
  const rows = await tx.query<Row[]>(
    `SELECT ${grouped.map((name, index) => `${name} AS "${fields[index]}"`).join(', ')}, sum(l.amount)::text AS amount, count(*)::integer AS lines
     FROM ledger_line l ${join} ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''} GROUP BY ${grouped.join(', ')} ORDER BY ${grouped.join(', ')}`,
    args,
  );
  return rows.map((row) => ({
    ...fieldsOf(row, fields),
    currency: row['currency'] as Currency,
    amount: BigInt(row['amount'] as string),
    lines: row['lines'] as number,
  }));
}

/** One row per line of the chosen entries. `choice` is SQL of this file (conditions, order, limit on `ledger_entry`), never a caller's text. */
export async function readEntries(tx: Tx, choice: string, args: readonly unknown[]): Promise<LedgerEntry[]> {
  const rows = await tx.query<Row[]>(
    `SELECT e.id::text AS id, e.idempotency_key AS key, e.kind, e.contract_id AS "contractId", e.effective_on::text AS "effectiveOn", e.booked_at AS "bookedAt",
       e.source, e.reverses, l.account, l.amount::text AS amount, l.currency, ${DIMENSION_FIELDS.map((field) => `l.${DIMENSIONS[field][0]} AS "${field}"`).join(', ')}
     FROM (SELECT * FROM ledger_entry ${choice}) e LEFT JOIN ledger_line l ON l.entry_id = e.id ORDER BY e.id, l.line_no`,
    [...args],
  );
  const entries = new Map<string, LedgerEntry & { lines: LedgerLine[] }>();
  for (const row of rows) {
    const id = row['id'] as string;
    let entry = entries.get(id);
    if (!entry) entries.set(id, (entry = toEntry(row)));
    if (row['account'] !== null)
      entry.lines.push({
        ...fieldsOf(row, ['account', 'currency', ...DIMENSION_FIELDS]),
        amount: BigInt(row['amount'] as string),
      } as LedgerLine);
  }
  return [...entries.values()];
}

const toEntry = (row: Row): LedgerEntry & { lines: LedgerLine[] } => ({
  ...(fieldsOf(row, ['id', 'key', 'kind', 'contractId', 'source', 'reverses']) as Pick<
    LedgerEntry,
    'id' | 'key' | 'kind' | 'contractId' | 'source'
  >),
  effectiveOn: localDate(row['effectiveOn'] as string),
  bookedAt: instant((row['bookedAt'] as Date).toISOString()),
  lines: [],
});

export async function entryPage(
  tx: Tx,
  { contractId, kind, limit = 50, after = '0' }: EntryPageQuery,
): Promise<EntryPage> {
  if (!/^\d{1,18}$/.test(after)) throw wrongCursor();
  const items = await readEntries(
    tx,
    'WHERE id > $1::bigint AND ($2::uuid IS NULL OR contract_id = $2) AND ($3::text IS NULL OR kind = $3) ORDER BY id LIMIT $4',
    [after, contractId ?? null, kind ?? null, limit + 1],
  );
  const page = items.slice(0, limit);
  return { items: page, next: items.length > limit ? page.at(-1)!.id : null };
}
