/** Rows turned into the arrays that `unnest($1::text[], …)` takes: one array per column, in the given order. */
export const columns = <R>(rows: readonly R[], ...read: ((row: R) => string | number | null)[]): (string | number | null)[][] => read.map((of) => rows.map(of));
