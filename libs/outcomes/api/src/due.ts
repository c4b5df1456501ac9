import { IdSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';

/**
 * follow-up: to be claimed or closed · returned, rejected: a claim of one's own organisation that came back · attest, verify: a claim that waits for one's decision.
 */
export const DUE_KINDS = ['follow-up', 'returned', 'rejected', 'attest', 'verify'] as const;
export const DueKindSchema = z.enum(DUE_KINDS);
export type DueKind = z.infer<typeof DueKindSchema>;
/** overdue: before today · this-week: from today to Sunday · next-week: the seven days after · later: what comes after those. */
export const DueBandSchema = z.enum(['overdue', 'this-week', 'next-week', 'later']);

const SentenceSchema = z.object({ da: z.string(), en: z.string() });
const AboutSchema = z.object({
  kind: DueKindSchema,
  contractId: IdSchema,
  contractTitle: z.string(),
  outcome: z.string(),
  followUp: z.string().nullable(),
  /** What the contract calls the outcome and the follow-up. */
  title: SentenceSchema,
  followUpTitle: SentenceSchema.nullable(),
});
/** One line of `GET /due`. `key`: only for the organisation that enrolled the person. */
export const DueItemSchema = AboutSchema.extend({
  participantId: IdSchema,
  pseudonym: z.string(),
  key: z.string().nullable(),
  dueOn: LocalDateSchema,
  claimId: IdSchema.nullable(),
});
export type DueItem = z.infer<typeof DueItemSchema>;
export const DuePageSchema = z.object({ items: z.array(DueItemSchema), next: z.string().nullable() });
export type DuePage = z.infer<typeof DuePageSchema>;

/** At most so many of a kind are counted in a band: counting takes the same time however much is due. */
export const DUE_COUNTED = 1_000;
/** `GET /due/summary`: how much there is in each band, by what. `more`: there is more than was counted. */
export const DueSummarySchema = z.object({
  today: LocalDateSchema,
  bands: z.array(
    z.object({
      band: DueBandSchema,
      from: LocalDateSchema.nullable(),
      to: LocalDateSchema.nullable(),
      count: z.int(),
      more: z.boolean(),
      groups: z.array(AboutSchema.extend({ count: z.int() })),
    }),
  ),
});
export type DueSummary = z.infer<typeof DueSummarySchema>;
