import { AmountSchema, CurrencySchema } from '@ringvirkning/message';
import { z } from 'zod';

const SentenceSchema = z.object({ da: z.string(), en: z.string() });

/** Answer of `GET /api/contracts/gallery`: models to begin a contract with, each with what it would cost as it stands. */
export const TemplateGallerySchema = z.object({
  items: z.array(
    z.object({
      ref: z.string(),
      title: SentenceSchema,
      purpose: SentenceSchema.describe('What the model is for'),
      text: z.string().describe('The terms document; the figures in it are examples'),
      currency: CurrencySchema,
      expected: z.object({
        planned: AmountSchema.describe('What is paid in all when everything planned is achieved'),
        likely: AmountSchema.nullable().describe(
          'When 60 % of the people succeed; null where nothing can succeed or fail',
        ),
      }),
      payers: z.array(
        z.object({
          name: z.string(),
          most: AmountSchema.describe('In the dearest computed course'),
          ceiling: AmountSchema.nullable().describe('The most that the terms allow; null: nothing limits it'),
        }),
      ),
      investors: z.array(
        z.object({
          name: z.string(),
          kind: z.string(),
          amount: AmountSchema,
          multiple: z.string().nullable().describe('Repaid per unit paid in when everything planned is achieved'),
          likely: z.string().nullable().describe('The same when 60 % of the people succeed'),
        }),
      ),
      notes: z
        .array(
          SentenceSchema.extend({
            source: z.string(),
            asOf: z.string().describe('When the note was written, YYYY-MM'),
          }),
        )
        .describe('What the law asks about; no advice on a case'),
    }),
  ),
});
export type TemplateGallery = z.infer<typeof TemplateGallerySchema>;
