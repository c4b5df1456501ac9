import { AmountSchema, CurrencySchema, IdSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { SettlementSchema } from './http.js';

const SentenceSchema = z.object({ da: z.string(), en: z.string() });
const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** An amount in minor units, or null where it would tell an outside party how few persons are behind it. */
const Figure = AmountSchema.nullable();

/**
 * Why a claim came into a line since the run before, or went out of it. `new`: final since then; `counts-now`: known before and counted for the first time;
 * `reversed`: taken back; `counts-no-longer`: still final and no longer counted; `moved-in`, `moved-out`: from one line to another.
 */
export const CLAIM_CHANGES = ['new', 'counts-now', 'moved-in', 'reversed', 'counts-no-longer', 'moved-out'] as const;
export const ClaimChangeSchema = z.enum(CLAIM_CHANGES);
export type ClaimChange = z.infer<typeof ClaimChangeSchema>;

/** Body of `POST /api/payments/runs/:id/certification`: the digest of the difference that was read. */
export const CertifyRunSchema = z.strictObject({ shown: DigestSchema });
export type CertifyRun = z.infer<typeof CertifyRunSchema>;

const LineFiguresSchema = z.object({
  claims: z.int().nullable(),
  quantity: z.string().nullable(),
  gross: Figure,
  payable: Figure,
});

/**
 * How one line's amount came to differ from the authorised run before: amount = claims' gross + repriced + caps = payers' amounts, in minor units.
 * For outsiders only before, now and amount, each as published.
 */
export const LineDifferenceSchema = z.object({
  /** As in the run's lines. */
  id: z.string(),
  outcome: z.string(),
  followUp: z.string().nullable(),
  cohort: z.string().nullable(),
  group: z.string().nullable(),
  budgetYear: z.int(),
  /** Null where the line was not there. */
  before: LineFiguresSchema.nullable(),
  now: LineFiguresSchema.nullable(),
  claims: z.array(z.object({ change: ClaimChangeSchema, count: z.int(), gross: AmountSchema })),
  /** What no single claim explains: another price, a value measured on a cohort, a floor. */
  repriced: Figure,
  /** What caps hold back less (positive) or more (negative) than before, per step. */
  caps: z.array(z.object({ step: z.string(), amount: AmountSchema })),
  payers: z.array(z.object({ party: z.string(), before: AmountSchema, now: AmountSchema, amount: AmountSchema })),
  amount: Figure,
  sentence: SentenceSchema.nullable(),
});
export type LineDifference = z.infer<typeof LineDifferenceSchema>;

/** `GET /api/payments/runs/:id/difference`: what this run adds to the authorised run before it, and why. */
export const RunDifferenceSchema = z.object({
  runId: IdSchema,
  contractId: IdSchema,
  no: z.int().positive(),
  cutOff: LocalDateSchema,
  currency: CurrencySchema,
  /** The authorised run before; null for the first. */
  since: z.object({ runId: IdSchema, no: z.int(), cutOff: LocalDateSchema }).nullable(),
  /** The terms were amended in between. */
  termsChanged: z.boolean(),
  amount: Figure,
  settlements: z.array(SettlementSchema),
  /** Lines that differ. */
  lines: z.array(LineDifferenceSchema),
  /** Claims that are final since then and earn nothing; null for outsiders. */
  newWithoutPay: z.int().nullable(),
  /** Claims of this run that were reversed after it was calculated: then nobody can sign it. Null for outsiders. */
  reversedSince: z.int().nullable(),
  suppressed: z.boolean(),
  /** Over all of the above: whoever certifies says it, so that what is certified is what was shown. Null for outsiders. */
  digest: DigestSchema.nullable(),
});
export type RunDifference = z.infer<typeof RunDifferenceSchema>;

/** An item of `GET /api/payments/runs/:id/claims?line=&change=`: a claim that came or went with the run. The look is logged; outsiders are refused. */
export const RunClaimSchema = z.object({
  claimId: IdSchema,
  line: z.string(),
  change: ClaimChangeSchema,
  /** Before caps, negative when it went; 0 where the claim alone has no price. */
  gross: AmountSchema,
  outcome: z.string(),
  followUp: z.string().nullable(),
  on: LocalDateSchema,
  quantity: z.string(),
});
export type RunClaim = z.infer<typeof RunClaimSchema>;
export const RunClaimPageSchema = z.object({ items: z.array(RunClaimSchema), next: z.string().nullable() });
export type RunClaimPage = z.infer<typeof RunClaimPageSchema>;
