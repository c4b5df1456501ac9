import { AmountSchema, CurrencySchema, IdSchema, InstantSchema, LocalDateSchema } from '@ringvirkning/message';
import { MOVE_REFUSALS } from '@ringvirkning/partnership-api';
import { z } from 'zod';

const SentenceSchema = z.object({ da: z.string(), en: z.string() });
const PeriodSchema = z.object({ from: LocalDateSchema, to: LocalDateSchema.nullable() });

/** `arrived`: we pay for the citizen today, or will; `left`: no longer; `withdrawn`: what was told before does not hold. */
export const MOVED_STATES = ['arrived', 'left', 'withdrawn'] as const;

/**
 * An item of `GET /api/payments/moved-citizens`, newest first: what the municipality that leads a contract tells of a citizen for whom we pay from a day on, or
 * no longer. Of who moved away nothing is told but when. Amounts are in minor units.
 */
export const MovedCitizenSchema = z.object({
  /** What is told now; one objects to it. */
  statementId: IdSchema,
  /** Of this citizen here; random, and known to nobody else: where the contract is led it is another. */
  participantId: IdSchema,
  /** The member that tells it, and its name where the contract says it. */
  from: z.string(),
  fromName: z.string(),
  contractId: IdSchema,
  /** Null while the contract is not in force here. */
  contractTitle: z.string().nullable(),
  state: z.enum(MOVED_STATES),
  /** Under which claims of the contract name the citizen; null for who moved away. */
  pseudonym: z.string().nullable(),
  cohort: z.string().nullable(),
  cohortName: SentenceSchema.nullable(),
  /** The last day for which we pay, where we had paid from the beginning. */
  endsOn: LocalDateSchema.nullable(),
  /** For which days we pay since the citizen moved here. */
  periods: z.array(PeriodSchema),
  currency: CurrencySchema.nullable(),
  /** What we may come to pay, by the terms alone: what the citizen has achieved is not told. */
  prices: z.array(
    z.object({
      outcome: z.string(),
      outcomeName: SentenceSchema.nullable(),
      followUp: z.string().nullable(),
      followUpName: SentenceSchema.nullable(),
      per: z.enum(['claim', 'unit']),
      price: AmountSchema.nullable(),
      most: AmountSchema.nullable(),
    }),
  ),
  /** All together; null where nothing limits it. */
  most: AmountSchema.nullable(),
  /** Why it is not to be trusted: whoever tells it does not lead the contract, reckons by other terms, or names what they do not have. */
  fault: z.enum(MOVE_REFUSALS).nullable(),
  /** What was said against it to the municipality that told it, and by whom; by nobody where the terms alone show it. A right statement takes its place. */
  objection: z.object({ reason: z.enum(MOVE_REFUSALS), at: InstantSchema, byName: z.string().nullable() }).nullable(),
  receivedAt: InstantSchema,
  /** What was told of the citizen before, newest first. */
  earlier: z.array(
    z.object({ receivedAt: InstantSchema, endsOn: LocalDateSchema.nullable(), periods: z.array(PeriodSchema) }),
  ),
});
export type MovedCitizen = z.infer<typeof MovedCitizenSchema>;
export const MovedCitizenPageSchema = z.object({ items: z.array(MovedCitizenSchema), next: z.string().nullable() });
export type MovedCitizenPage = z.infer<typeof MovedCitizenPageSchema>;

/** Body of `POST /api/payments/moved-citizens/:statementId/objection`: a code, since no text about a citizen crosses. */
export const ObjectToMoveSchema = z.strictObject({ reason: z.enum(MOVE_REFUSALS) });
export type ObjectToMove = z.infer<typeof ObjectToMoveSchema>;
