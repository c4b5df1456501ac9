import { SERVICES } from '@ringvirkning/catalogue';
import type { RunningInstance } from '@ringvirkning/embedded';

/** Tables that keep books on looks and on who looked, on answers, on the courier's way and on what is sealed: they may move while nothing happens. */
const MOVING = [
  ...['access_record', 'reader_name', 'idempotency_key', 'messaging_lease', 'outbox_head', 'outbox_receipt', 'inbox'],
  ...['seal_checkpoint', 'seal_leaf', 'seal_source', 'exchange_lease', 'link'],
];

const DIGESTS = `SELECT relname AS table, (xpath('/row/rows/text()', query_to_xml(format('SELECT count(*) || '' '' || coalesce(md5(string_agg(t::text, '''' ORDER BY t::text)), '''') AS rows FROM %I t', relname), false, true, '')))[1]::text AS rows
  FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL ($1)`;

/** Number and digest of the rows of every table of every service, by `service.table`: whatever is stored or changed shows. */
export async function stored(instance: RunningInstance): Promise<Readonly<Record<string, string>>> {
  const tables = await Promise.all(
    SERVICES.map(async (service) =>
      (await instance.rows<{ table: string; rows: string }>(service, DIGESTS, [MOVING])).map(
        ({ table, rows }) => [`${service}.${table}`, rows] as const,
      ),
    ),
  );
  return Object.fromEntries(tables.flat());
}
