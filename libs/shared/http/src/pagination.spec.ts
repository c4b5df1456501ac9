import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { decodeCursor, encodeCursor, PageQuerySchema, toPage } from './pagination.js';

const PositionSchema = z.tuple([z.string(), z.number()]);

describe('pages', () => {
  it('walked to the end show every row once, in order', () =>
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 20 }), (total, limit) => {
        const rows = Array.from({ length: total }, (_, id) => ({ id }));
        const fetch = (after: number) => rows.filter(({ id }) => id > after).slice(0, limit + 1);
        const seen: number[] = [];
        for (let cursor: string | undefined | null; cursor !== null;) {
          const [after] = decodeCursor(cursor, z.tuple([z.number()])) ?? [-1];
          const page = toPage(fetch(after), limit, ({ id }) => [id]);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          seen.push(...page.items.map(({ id }) => id));
          cursor = page.next;
        }
        expect(seen).toEqual(rows.map(({ id }) => id));
      }),
    ));
  it('take any position through a cursor that is fit for an address', () =>
    fc.assert(
      fc.property(fc.string(), fc.integer(), (text, number) => {
        const cursor = encodeCursor([text, number]);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(decodeCursor(cursor, PositionSchema)).toEqual([text, number]);
      }),
    ));
  it('refuse a cursor of another list or none at all', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ minLength: 1 }), fc.constant(encodeCursor(['a'])), fc.constant(encodeCursor([1, 'a']))),
        (cursor) => {
          expect(() => decodeCursor(cursor, PositionSchema)).toThrow(
            expect.objectContaining({ code: 'http.cursor-invalid' }),
          );
        },
      ),
    ));
  it.each(['0', '201', '1.5', 'x', '-1'])('refuse limit=%s', (limit) =>
    expect(PageQuerySchema.safeParse({ limit }).success).toBe(false),
  );
});
