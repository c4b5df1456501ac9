import { SERVICES } from '@ringvirkning/catalogue';
import type { RunningInstance } from '@ringvirkning/embedded';

/** Something that an instance keeps, and where: a column of a table, or a file. */
export interface Kept {
  readonly where: string;
  readonly text: string;
}

const TABLES = `SELECT relname AS table FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1`;

/** Every value of every column of every database, and every file: streams of the broker, evidence, logs. */
export async function* kept(instance: RunningInstance): AsyncGenerator<Kept> {
  for (const service of SERVICES)
    for (const { table } of await instance.rows<{ table: string }>(service, TABLES))
      for (const { row } of await instance.rows<{ row: Record<string, unknown> }>(
        service,
        `SELECT to_jsonb(t) AS row FROM "${table}" t`,
      ))
        for (const [column, value] of Object.entries(row))
          if (value !== null)
            yield {
              where: `${service}.${table}.${column}`,
              text: typeof value === 'string' ? value : JSON.stringify(value),
            };
  for (const { path, bytes } of instance.files()) yield { where: path, text: bytes.toString('latin1') };
}

/** Columns that can hold what somebody wrote, of the tables in which one of these texts stands: `service.table.column`. */
export async function columnsBeside(instance: RunningInstance, texts: readonly string[]): Promise<string[]> {
  const places = await placesOf(instance, (kept) => texts.some((text) => kept.includes(text)));
  const tables = new Set(places.flatMap((place) => /^(\w+\.\w+)\.\w+$/.exec(place)?.[1] ?? []));
  const columns = await Promise.all(
    SERVICES.map(async (service) =>
      (
        await instance.rows<{ name: string; column: string }>(
          service,
          `SELECT table_name AS name, column_name AS column FROM information_schema.columns WHERE table_schema = 'public'
             AND data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea')`,
        )
      ).map(({ name, column }) => `${service}.${name}.${column}`),
    ),
  );
  return columns
    .flat()
    .filter((column) => tables.has(column.slice(0, column.lastIndexOf('.'))))
    .sort();
}

/** Where something stands, each place once. */
export async function placesOf(instance: RunningInstance, holds: (text: string) => boolean): Promise<string[]> {
  const places = new Set<string>();
  for await (const { where, text } of kept(instance)) if (holds(text)) places.add(where);
  return [...places].sort();
}
