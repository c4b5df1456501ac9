import { mayHoldCpr } from '@ringvirkning/message';
import { z } from 'zod';
import { drawsItself } from './picture.js';

const SHAPE = { because: 'figures, and points of a picture, may have the shape; a sheet is kept nowhere' };
const Text = z.string().max(4_000).register(mayHoldCpr, SHAPE);
const Said = z.string().min(1).max(4_000).register(mayHoldCpr, SHAPE);
/** A name and what it is. */
const Fact = z.array(Text).length(2);
const PartSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('heading'), level: z.int().min(1).max(3), text: Said }),
  z.strictObject({ kind: z.literal('text'), text: Text }),
  z.strictObject({ kind: z.literal('facts'), items: z.array(Fact).max(200) }),
  z.strictObject({
    kind: z.literal('table'),
    caption: Text,
    columns: z
      .array(z.strictObject({ title: Text, figures: z.boolean() }))
      .min(1)
      .max(30),
    /** Each as long as `columns`; the last `foot` of them are totals. */
    rows: z.array(z.array(Text)).max(5_000),
    foot: z.int().min(0).max(20),
  }),
  z.strictObject({
    kind: z.literal('legend'),
    items: z.array(z.strictObject({ colour: z.string().regex(/^#[0-9a-f]{6}$/), text: Text })).max(60),
  }),
  z.strictObject({
    kind: z.literal('picture'),
    alt: Said,
    svg: z
      .string()
      .startsWith('<svg')
      .max(1_000_000)
      .refine(drawsItself, {
        error: 'a picture must be a plain drawing that fetches nothing',
        params: { da: 'et billede skal være en enkel tegning, der intet henter' },
      })
      .register(mayHoldCpr, SHAPE),
  }),
]);

/** A page as it goes on paper: what stands on it, in the language and with the choices of whoever looks at it. */
export const SheetSchema = z.strictObject({
  language: z.enum(['da', 'en']),
  title: Said,
  /** Where and when it was printed, and what was chosen: each a name and what it is. */
  about: z.array(Fact).max(60),
  parts: z
    .array(PartSchema)
    .max(400)
    .refine(
      (parts) =>
        parts.every((part) => part.kind !== 'table' || part.rows.every((row) => row.length === part.columns.length)),
      'every row has a cell for each column',
    ),
});
export type Sheet = z.infer<typeof SheetSchema>;
