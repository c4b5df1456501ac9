/**
 * Many rows as one parameter per column: several times lighter for the server to read than JSON.
 * @param types the type of each column, by its name
 */
export function unnested<Row extends object>(types: { readonly [Column in keyof Row]: string }) {
  const columns = Object.keys(types) as (keyof Row & string)[];
  return {
    columns: columns.join(', '),
    /** SQL: the rows, as what follows FROM. */
    rows: `unnest(${columns.map((column, i) => `$${i + 1}::${types[column]}[]`).join(', ')}) AS t (${columns.join(', ')})`,
    /** The parameters. */
    values: (rows: readonly Row[]): unknown[][] => columns.map((column) => rows.map((row) => row[column])),
  };
}
