import { fail } from '@ringvirkning/kernel';
import { z } from 'zod';

/** `?limit=50&after=<cursor>`, for `@Query({ schema: PageQuerySchema })`. */
export const PageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().min(1).max(500).optional(),
});
export type PageQuery = z.output<typeof PageQuerySchema>;

export interface Page<T> {
  readonly items: readonly T[];
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
}
export const pageSchema = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

/** A position in a sorted list: the values of its sort columns, as the last row of a page had them. */
export type Position = readonly (string | number)[];

/** Callers must not read anything into a cursor, so it does not look readable. */
export const encodeCursor = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/**
 * The position a cursor stands for; undefined for the first page.
 * @param schema What this list's positions look like, e.g. `z.tuple([InstantSchema, IdSchema])`: a cursor comes from outside.
 * @throws DomainError `http.cursor-invalid`
 */
export function decodeCursor<P extends Position>(after: string | undefined, schema: z.ZodType<P>): P | undefined {
  if (after === undefined) return undefined;
  const position = schema.safeParse(parse(after));
  if (!position.success)
    throw fail.invalid('http.cursor-invalid', 'Sidemarkøren er ugyldig.', 'The page cursor is not valid.');
  return position.data;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Cuts a page from rows that were fetched with `limit + 1`: the row too many only says that there is a next page. */
export function toPage<T>(rows: readonly T[], limit: number, positionOf: (row: T) => Position): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null };
}
