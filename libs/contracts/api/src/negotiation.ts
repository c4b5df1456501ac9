import { IdSchema, InstantSchema, mayHoldCpr, plainText } from '@ringvirkning/message';
import { z } from 'zod';

const WordsSchema = plainText(z.string().trim().min(1).max(4000));

/** Body of `POST /api/contracts/:id/remarks`. */
export const RemarkRequestSchema = z.strictObject({
  version: z.int().positive().describe('The version that was read'),
  path: plainText(z.string().min(1).max(200))
    .optional()
    .describe('The clause it is about, e.g. `outcomes[0].price`; absent: the whole'),
  words: WordsSchema,
  terms: z
    .string()
    .min(1)
    .max(400_000)
    .register(mayHoldCpr, { because: 'a document with amounts, read field by field' })
    .optional()
    .describe('Other terms that are proposed: the whole document, YAML or JSON'),
});
export type RemarkRequest = z.infer<typeof RemarkRequestSchema>;

const VoiceSchema = z.object({ name: z.string(), organisation: z.string() });
const AnswerSchema = z.object({
  outcome: z.enum(['accepted', 'refused']),
  words: z.string().nullable(),
  version: z.int().nullable().describe('What an accepted proposal became'),
  by: VoiceSchema,
  at: InstantSchema,
});
export const RemarkSchema = z.object({
  id: IdSchema,
  version: z.int(),
  kind: z.enum(['comment', 'proposal']),
  path: z.string().nullable(),
  words: z.string(),
  by: VoiceSchema,
  at: InstantSchema,
  answer: AnswerSchema.nullable(),
});
export type DraftRemark = z.infer<typeof RemarkSchema>;

/** Answer of `GET /api/contracts/:id/remarks`: what was said of the versions that the caller may read, oldest first. */
export const RemarksSchema = z.object({ items: z.array(RemarkSchema) });
export type DraftRemarks = z.infer<typeof RemarksSchema>;

/** Body of `POST /api/contracts/:id/remarks/:remarkId/answer`. */
export const AnswerRequestSchema = z.strictObject({
  outcome: z.enum(['accepted', 'refused']),
  words: WordsSchema.optional(),
});
export type AnswerRequest = z.infer<typeof AnswerRequestSchema>;
