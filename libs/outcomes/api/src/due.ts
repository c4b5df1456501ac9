import { IdSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';

/**
 * follow-up: to be claimed or closed · measurement: to be scored, for the dialogue with the person · returned, rejected: a claim of one's own organisation that came back · attest, verify: a claim that waits for one's decision.
 */
export const DUE_KINDS = ['follow-up', 'measurement', 'returned', 'rejected', 'attest', 'verify'] as const;
export const DueKindSchema = z.enum(DUE_KINDS);
export type DueKind = z.infer<typeof DueKindSchema>;
/** What waits for its day, and is not followed up any more when that is a year ago; all else can be answered at once. */
export const HAS_ITS_DAY: ReadonlySet<DueKind> = new Set(['follow-up', 'measurement']);
/** overdue: before today · this-week: from today to Sunday · next-week: the seven days after · later: what comes after those. */
export const DueBandSchema = z.enum(['overdue', 'this-week', 'next-week', 'later']);

const SentenceSchema = z.object({ da: z.string(), en: z.string() });
/** Of a measurement `outcome` is the measure, and `followUp` how many months after the start it is due: 0 is the baseline. */
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
/** `GET /due/summary`: how much there is in each band, and of what most. `more`: there is more than was counted. */
export const DueSummarySchema = z.object({
  today: LocalDateSchema,
  bands: z.array(
    z.object({
      band: DueBandSchema,
      from: LocalDateSchema.nullable(),
      to: LocalDateSchema.nullable(),
      count: z.int(),
      more: z.boolean(),
      /** `firstOn`: the earliest day among them. */
      groups: z.array(AboutSchema.extend({ count: z.int(), firstOn: LocalDateSchema })),
    }),
  ),
});
export type DueSummary = z.infer<typeof DueSummarySchema>;

/** How often somebody is reminded of what is due, by mail. */
export const ReminderEverySchema = z.enum(['never', 'daily', 'weekly']);
export const ReminderWishSchema = z.strictObject({ every: ReminderEverySchema, language: z.enum(['da', 'en']) });
export type ReminderWish = z.infer<typeof ReminderWishSchema>;
/**
 * `GET /due/reminder`. `address`: where the identity provider says that the caller gets mail; null when it does not say. `offered`: whether mail is set up here.
 * `refused`: the mail server would not take the last one for that address.
 */
export const ReminderSchema = ReminderWishSchema.extend({
  address: z.string().nullable(),
  offered: z.boolean(),
  refused: z.boolean(),
});
export type Reminder = z.infer<typeof ReminderSchema>;
