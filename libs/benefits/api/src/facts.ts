import { CodeSchema, IdSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { SentenceSchema } from './valuation.js';

/**
 * What a provision may ask of the person behind an outcome, as it was on the day of the outcome: `weeks` on benefits so far; `days` used so far in the running year;
 * `yearlyCost` so far, in the major unit; `monthsSince` the event that opens a window (months, or the day of the event); `monthsUsed` of the window.
 */
export const FACT_NEEDS = ['weeks', 'days', 'yearlyCost', 'monthsSince', 'monthsUsed'] as const;

/** A register of the authority, the case file, or the person's own statement. */
export const FACT_SOURCES = ['register', 'case-file', 'statement'] as const;

const fact = z
  .object({
    /** Code of the provision; or of the model's anchor, where that writes its rules out. */
    provision: CodeSchema,
    need: z.enum(FACT_NEEDS),
    /** A decimal from 0 up with at most six places; for `monthsSince` also a day. */
    value: z.union([z.string().regex(/^\d{1,9}(\.\d{1,6})?$/), LocalDateSchema]),
    /** Where it is known from; no words about the person. */
    source: z.enum(FACT_SOURCES),
  })
  .refine(({ need, value }) => need === 'monthsSince' || !value.includes('-'), {
    error: 'only monthsSince can be a day',
    params: { da: 'kun monthsSince kan være en dato' },
    path: ['value'],
  });

/** A follow-up that found that the effect had not lasted. That it has lasted is said by a verified outcome alone. */
const followUp = z.object({ followUp: CodeSchema, lasts: z.literal(false), source: z.enum(FACT_SOURCES) });

/** Of what the caller saw when they looked; when something else was told meanwhile, the answer is 409. Left out, it is not asked. */
const seen = z
  .string()
  .regex(/^\d{1,18}$/)
  .nullable()
  .optional();

/**
 * PUT /api/benefits/contracts/:contractId/outcomes/:claimId/facts — all that is known from now on; an empty list leaves it to the model's assumptions; without `followUps` what was told of them stays. A follow-up at which the person
 * has reached the outcome needs no telling.
 */
export const TellFactsSchema = z.strictObject({
  facts: z.array(fact).max(20),
  followUps: z.array(followUp).max(20).optional(),
  seen,
});
export type TellFacts = z.infer<typeof TellFactsSchema>;

export const OutcomeFactsSchema = z.object({ claimId: IdSchema, ...TellFactsSchema.omit({ seen: true }).shape });
export type OutcomeFacts = z.infer<typeof OutcomeFactsSchema>;

/** What has become of a follow-up that confirms what the outcome brings: reached; ended without (not lasting, or nobody found out); told here to be not lasting; or still to come. */
export const CONFIRMATIONS = ['reached', 'not-lasting', 'nobody-found-out', 'told-not-lasting', 'awaited'] as const;

/** GET /api/benefits/contracts/:contractId/outcomes/:claimId/facts: what the law asks of the person behind an outcome, what is known, and what is assumed instead. The look is logged. */
export const FactsOfOutcomeSchema = z.object({
  ...OutcomeFactsSchema.shape,
  participantId: IdSchema,
  outcome: CodeSchema,
  on: LocalDateSchema,
  /** `code@version`; null while none is attached: then nothing is asked. */
  model: z.string().nullable(),
  /** To be sent as `seen` with what is told anew; null: nothing was told. */
  number: z.string().nullable(),
  asks: z.array(
    z.object({
      provision: CodeSchema,
      title: SentenceSchema,
      need: z.enum(FACT_NEEDS),
      /** A distribution, and where it comes from. */
      assumes: z.object({ source: z.string(), values: z.array(z.object({ value: z.string(), share: z.string() })) }),
    }),
  ),
  confirmedBy: z.array(z.object({ followUp: CodeSchema, state: z.enum(CONFIRMATIONS) })),
});
export type FactsOfOutcome = z.infer<typeof FactsOfOutcomeSchema>;
