import { textArray, type TextType } from './text-array.js';

type SqlType = TextType | 'uuid' | 'int' | 'bigint' | 'bool' | 'date' | 'timestamptz';
/** What travels as text is text here too. */
type TypeOf<Value> = [Value] extends [string | null | undefined] ? SqlType : Exclude<SqlType, TextType>;
const isTextual = (type: SqlType): type is TextType => type === 'text' || type === 'jsonb';

/**
 * Many rows as one parameter per column: several times lighter for the server to read than JSON.
 * @param types the type of each column, by its name
 */
export function unnested<Row extends object>(types: { readonly [Column in keyof Row]: TypeOf<Row[Column]> }) {
  const columns = Object.keys(types) as (keyof Row & string)[];
  const names = columns.join(', ');
  const listOf = (column: keyof Row & string, rows: readonly Row[]): unknown => {
    const [type, values] = [types[column] as SqlType, rows.map((row) => row[column])];
    return isTextual(type) ? textArray(values as (string | null | undefined)[], type) : values;
  };
  return {
    columns: names,
    /** SQL: the rows, as what follows FROM. */
    rows: `unnest(${columns.map((column, i) => `$${i + 1}::${types[column]}[]`).join(', ')}) AS t (${names})`,
    /** The parameters. */
    values: (rows: readonly Row[]): unknown[] => columns.map((column) => listOf(column, rows)),
    /** The same for thousands of rows: what all of them have in common is sent once. The text of the statement then depends on the rows. */
    gathered(rows: readonly Row[]): { readonly rows: string; readonly values: readonly unknown[] } {
      const apart = columns.filter((column, i) => i === 0 || rows.some((row) => row[column] !== rows[0]![column]));
      const alike = columns.filter((column) => !apart.includes(column));
      const lists = apart.map((column, i) => `$${i + 1}::${types[column]}[]`).join(', ');
      const shared = new Map(
        alike.map((column, i) => [column, `$${apart.length + i + 1}::${types[column]} AS ${column}`]),
      );
      return {
        rows: `(SELECT ${columns.map((column) => shared.get(column) ?? column).join(', ')} FROM unnest(${lists}) AS t (${apart.join(', ')})) AS t`,
        values: [...apart.map((column) => listOf(column, rows)), ...alike.map((column) => rows[0]?.[column])],
      };
    },
  };
}
