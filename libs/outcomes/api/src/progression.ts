import { CodeSchema, IdSchema, InstantSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { ClaimStatusSchema, EvidenceReferenceSchema } from './http.js';

export const SCORED_BY = ['citizen', 'professional', 'together'] as const;
/** Who was there when a score was set; codes, never names. */
export const PRESENT = ['citizen', 'contact-person', 'case-worker', 'relative', 'interpreter', 'other'] as const;
export const PURPOSES = ['dialogue', 'payment'] as const;

/**
 * Body of `POST /participants/:id/measurements`: a score for the dialogue with the citizen. It never pays; what pays is claimed. A score is corrected by one
 * that `replaces` it; without a value that takes it back.
 */
export const MeasurementRequestSchema = z.strictObject({
  measure: CodeSchema,
  value: z
    .string()
    .regex(/^-?\d{1,12}(\.\d{1,6})?$/)
    .nullable(),
  on: LocalDateSchema,
  scoredBy: z.enum(SCORED_BY).optional(),
  present: z.array(z.enum(PRESENT)).max(PRESENT.length).default([]),
  note: z.string().min(1).max(2000).optional(),
  replaces: IdSchema.optional(),
  evidence: EvidenceReferenceSchema.optional(),
});
export type MeasurementRequest = z.input<typeof MeasurementRequestSchema>;
export const MeasurementRecordedSchema = z.object({
  measurementId: IdSchema,
  participantId: IdSchema,
  measure: z.string(),
  value: z.string().nullable(),
  on: LocalDateSchema,
});
export type MeasurementRecorded = z.infer<typeof MeasurementRecordedSchema>;

/** One score on a person's path. `point` counts the planned measurements, 0 being the baseline; null for what was replaced or taken back. */
const PathScoreSchema = z.object({
  /** Of a score for dialogue. */
  measurementId: IdSchema.nullable(),
  /** Of a score for payment, with how far the claim has come. */
  claim: z.object({ claimId: IdSchema, status: ClaimStatusSchema }).nullable(),
  value: z.string().nullable(),
  on: LocalDateSchema,
  point: z.int().nullable(),
  scoredBy: z.enum(SCORED_BY).nullable(),
  present: z.array(z.enum(PRESENT)),
  note: z.string().nullable(),
  replaces: IdSchema.nullable(),
  at: InstantSchema,
  by: z.string(),
  byName: z.string().nullable(),
});
export type PathScore = z.infer<typeof PathScoreSchema>;

/** `GET /participants/:id/progression` (permission progression.read; every look is logged): what was measured, by measure of the contract, oldest first. */
export const PersonProgressionSchema = z.object({
  participantId: IdSchema,
  contractId: IdSchema,
  measures: z.array(
    z.object({
      measure: z.string(),
      purpose: z.enum(PURPOSES),
      nextDue: LocalDateSchema.nullable(),
      scores: z.array(PathScoreSchema),
    }),
  ),
});
export type PersonProgression = z.infer<typeof PersonProgressionSchema>;

const CountSchema = z.int().nullable();
/**
 * `GET /contracts/:contractId/progression`: on which step of a scale people stand at each planned measurement (the latest one of each person counts; scores for
 * payment when they are final). Counts are null when withheld; `n` is the sum of those shown.
 */
export const ProgressionSchema = z.object({
  contractId: IdSchema,
  asOf: InstantSchema,
  suppressedBelow: z.int().nullable(),
  measures: z.array(
    z.object({
      measure: z.string(),
      purpose: z.enum(PURPOSES),
      points: z.array(
        z.object({
          point: z.int(),
          /** Months after the start; null where the contract does not plan them. */
          months: z.int().nullable(),
          n: z.int(),
          suppressed: z.boolean(),
          steps: z.array(z.object({ value: z.string(), people: CountSchema })),
        }),
      ),
    }),
  ),
  /** People for whom a small step has happened as often as the contract says. */
  smallSteps: z.array(z.object({ measure: z.string(), times: z.int(), reached: CountSchema, of: CountSchema })),
});
export type Progression = z.infer<typeof ProgressionSchema>;
