import { CodeSchema, IdSchema, InstantSchema, LocalDateSchema, mayHoldCpr } from '@ringvirkning/message';
import { MOVE_REFUSALS } from '@ringvirkning/partnership-api';
import { z } from 'zod';
import { CLAIM_FACT_TYPES, ClaimSchema } from './http.js';

const LabelSchema = z.string().min(1).max(64);

/**
 * Body of `POST /contracts/:contractId/participants`. The CPR number is checked and turned into a keyed digest; it is never stored. `key` is what the supplier
 * calls the person; one that is easily taken for a known one is refused unless `newPerson` says that it is somebody else.
 */
export const EnrolRequestSchema = z.strictObject({
  cpr: z.string().max(11).register(mayHoldCpr, { because: 'checked, made a keyed digest, never kept' }).optional(),
  key: z.string().min(1).max(100).optional(),
  newPerson: z.boolean().optional(),
  referredOn: LocalDateSchema,
  startedOn: LocalDateSchema.optional(),
  cohort: LabelSchema.optional(),
  group: LabelSchema.optional(),
  payingMunicipality: LabelSchema.optional(),
});
export type EnrolRequest = z.infer<typeof EnrolRequestSchema>;
/** `warnings` carries codes such as `outcomes.cpr-modulus`: worth a second look, not an error (newer CPR numbers break modulus 11). */
export const EnrolledSchema = z.object({
  participantId: IdSchema,
  pseudonym: z.string().regex(/^P-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
  warnings: z.array(z.string()),
});
export type Enrolled = z.infer<typeof EnrolledSchema>;

/** Answer of `POST /contracts/:contractId/enrolments`, when every row of the file was enrolled; otherwise nobody is, and the problem lists each row with column and remedy. */
export const EnrolledManySchema = z.object({
  enrolled: z.int(),
  warnings: z.array(z.object({ row: z.int(), code: z.string() })),
});
export type EnrolledMany = z.infer<typeof EnrolledManySchema>;
/** Answer of `POST /contracts/:contractId/enrolments/preview`: nobody is enrolled. `errors` as an import's, at most 1,000; `returned` as an import's. */
export const EnrolmentPreviewSchema = z.object({
  rows: z.int(),
  good: z.int(),
  errors: z.array(
    z.object({
      row: z.int().optional(),
      path: z.string().optional(),
      code: z.string(),
      da: z.string(),
      en: z.string(),
    }),
  ),
  returned: z.object({ text: z.string(), rows: z.int(), omitted: z.int() }).nullable(),
  warnings: z.array(z.object({ row: z.int(), code: z.string() })),
});
export type EnrolmentPreview = z.infer<typeof EnrolmentPreviewSchema>;

/** Answer of `POST /participants/:id/erasure`: nothing leads from the pseudonym to the person any more; outcomes and amounts stay. */
export const ErasedSchema = z.object({ participantId: IdSchema, erasedAt: InstantSchema });
export type Erased = z.infer<typeof ErasedSchema>;

/** `completed` is the planned end, every other reason a drop-out. Codes alone: no words about a person are kept. */
export const DEPARTURE_REASONS = [
  'completed',
  'withdrew',
  'no-contact',
  'moved-away',
  'other-offer',
  'not-in-target-group',
  'deceased',
] as const;
export const DepartureReasonSchema = z.enum(DEPARTURE_REASONS);
const DepartureSchema = z.object({ on: LocalDateSchema, reason: DepartureReasonSchema });
/** Body of `POST /participants/:id/departure`. `seen` is the departure that the caller saw and changes; when another stands, the answer is 409. */
export const DepartureRequestSchema = z.strictObject({
  on: LocalDateSchema,
  reason: DepartureReasonSchema,
  seen: DepartureSchema.nullable().default(null),
});
export type DepartureRequest = z.input<typeof DepartureRequestSchema>;
/** Body of `POST /participants/:id/readmission`: the departure that is taken back; when another stands, the answer is 409. */
export const ReadmissionRequestSchema = z.strictObject({ seen: DepartureSchema });
export type ReadmissionRequest = z.infer<typeof ReadmissionRequestSchema>;
/**
 * Body of `POST /participants/:id/moves`: from a day on another municipality pays, for what is not final yet. `seen` is the payer of a move of the same day that the
 * caller saw and changes; when another stands, the answer is 409.
 */
export const MoveRequestSchema = z.strictObject({
  from: LocalDateSchema,
  payingMunicipality: LabelSchema,
  seen: LabelSchema.nullable().default(null),
});
export type MoveRequest = z.input<typeof MoveRequestSchema>;

/** Why the place of somebody was wrong. Codes alone, as of a departure. */
export const PLACE_REASONS = ['typing-error', 'wrongly-informed', 'assessed-again'] as const;
export const PlaceReasonSchema = z.enum(PLACE_REASONS);
const PlaceSchema = z.strictObject({
  group: LabelSchema.nullable(),
  cohort: LabelSchema.nullable(),
  referredOn: LocalDateSchema,
  startedOn: LocalDateSchema.nullable(),
});
/**
 * Body of `POST /participants/:id/place`: where the person stands in the contract, as it should have been written from the start. `seen` is the place that the caller saw:
 * what is the same in both is left as it is; where somebody else has corrected the same field since, the answer is 409 with what stands.
 */
export const PlaceRequestSchema = PlaceSchema.extend({ reason: PlaceReasonSchema, seen: PlaceSchema });
export type PlaceRequest = z.infer<typeof PlaceRequestSchema>;
/** Answer: the place as it is now. */
export const PlacedSchema = PlaceSchema.extend({ participantId: IdSchema });
export type Placed = z.infer<typeof PlacedSchema>;

/** How a follow-up ended that was not reached; that it was reached is claimed. */
export const CLOSINGS = ['not-reached', 'no-answer', 'dropped-out'] as const;
export const ClosingSchema = z.enum(CLOSINGS);
export type Closing = z.infer<typeof ClosingSchema>;
/** Body of `POST /participants/:id/follow-ups`. `seen` is how it was closed when the caller looked; when that has changed since, the answer is 409. */
export const ClosingRequestSchema = z.strictObject({
  outcome: CodeSchema,
  followUp: CodeSchema,
  closing: ClosingSchema.nullable(),
  seen: ClosingSchema.nullable().default(null),
});
export type ClosingRequest = z.input<typeof ClosingRequestSchema>;
export const ClosedSchema = z.object({
  participantId: IdSchema,
  outcome: z.string(),
  followUp: z.string(),
  closing: ClosingSchema.nullable(),
});
export type Closed = z.infer<typeof ClosedSchema>;

/** One line of `GET /contracts/:contractId/participants` (permission people.read; every call is logged). `key`: only for the organisation that enrolled the person. */
export const ParticipantSchema = z.object({
  participantId: IdSchema,
  pseudonym: z.string(),
  key: z.string().nullable(),
  referredOn: LocalDateSchema,
  startedOn: LocalDateSchema.nullable(),
  cohort: z.string().nullable(),
  group: z.string().nullable(),
  payingMunicipality: z.string().nullable(),
  identified: z.boolean(),
  left: DepartureSchema.nullable(),
  erased: z.boolean(),
  nextFollowUp: z.object({ outcome: z.string(), followUp: z.string(), dueOn: LocalDateSchema }).nullable(),
});
export type Participant = z.infer<typeof ParticipantSchema>;
export const ParticipantPageSchema = z.object({ items: z.array(ParticipantSchema), next: z.string().nullable() });
export type ParticipantPage = z.infer<typeof ParticipantPageSchema>;
/** People of a contract who take part, who have left, and of whom a partner does not take a move for true. */
export const PEOPLE_STATES = ['here', 'left', 'move-refused'] as const;

/**
 * Body of `POST /contracts/:contractId/participants/search`. `text`: a part of a pseudonym, or of a key that the caller's organisation gave. It stands in no address,
 * and so in no log on the way. `after`: the `next` of the page before.
 */
export const ParticipantSearchSchema = z.strictObject({
  text: z.string().trim().max(100).optional(),
  group: LabelSchema.optional(),
  cohort: LabelSchema.optional(),
  state: z.enum(PEOPLE_STATES).optional(),
  after: z.string().max(500).optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type ParticipantSearch = z.input<typeof ParticipantSearchSchema>;
/** `count`: all that fit, of which `items` are a page; `all`: everybody of the contract. */
export const ParticipantsFoundSchema = ParticipantPageSchema.extend({ count: z.int(), all: z.int() });
export type ParticipantsFound = z.infer<typeof ParticipantsFoundSchema>;

/** Answer of a departure, a readmission and a move: the person as they are now. */
export const ParticipantChangedSchema = z.object({ participantId: IdSchema, left: DepartureSchema.nullable() });
export type ParticipantChanged = z.infer<typeof ParticipantChangedSchema>;

/** `later`: not due yet; `due`: waits to be claimed or closed; `claimed`: underway; `reached`: final. */
export const FOLLOW_UP_STATES = ['later', 'due', 'claimed', 'reached', ...CLOSINGS] as const;
/** A correction of a place is told field by field, each with what it `was` and is `now`. */
export const PERSON_FACT_TYPES = [
  'enrolled',
  'left',
  'readmitted',
  'moved',
  'follow-up-closed',
  'group-corrected',
  'cohort-corrected',
  'referral-corrected',
  'start-corrected',
  'erased',
] as const;
/** `GET /participants/:id`: everything about one person in one contract. */
export const PersonDetailsSchema = ParticipantSchema.extend({
  contractId: IdSchema,
  payers: z.array(z.object({ from: LocalDateSchema.nullable(), payingMunicipality: z.string().nullable() })),
  /** When which organisation that pays from an instance of its own was last told of moves, and what became of it: `booked`, or why not; null while it is on its way. `refused`: why it is not taken for true there. */
  movesTold: z.array(
    z.object({
      ...{ organisation: z.string(), at: InstantSchema, outcome: z.string().nullable() },
      refused: z.enum(MOVE_REFUSALS).nullable(),
    }),
  ),
  claims: z.array(ClaimSchema),
  followUps: z.array(
    z.object({ outcome: z.string(), followUp: z.string(), dueOn: LocalDateSchema, state: z.enum(FOLLOW_UP_STATES) }),
  ),
  history: z.array(
    z.object({
      at: InstantSchema,
      type: z.enum([...PERSON_FACT_TYPES, ...CLAIM_FACT_TYPES]),
      by: z.string(),
      byName: z.string().optional(),
      on: LocalDateSchema.nullable(),
      code: z.string().nullable(),
      claimId: IdSchema.nullable(),
      outcome: z.string().nullable(),
      followUp: z.string().nullable(),
      was: z.string().nullable(),
      now: z.string().nullable(),
    }),
  ),
});
export type PersonDetails = z.infer<typeof PersonDetailsSchema>;
