import { IdSchema, InstantSchema, LocalDateSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { SentenceSchema } from './valuation.js';

/** A public purse by its key: a municipality's or a department's in it, a region's, or the state's; e.g. `municipality:0751/social`. */
export const PublicPurseSchema = z
  .string()
  .regex(/^(state|(municipality|region):[a-z0-9-]{1,64}(\/[a-z0-9-]{1,64})?)$/);

/** What of a purse is shared. */
export const SharedFigureSchema = z.enum(['invested', 'paid', 'received', 'gained']);
/** How closely: as published to outsiders; exactly; or down to entries, each of which is about one person's outcome. */
export const DetailLevelSchema = z.enum(['published', 'figures', 'entries']);
/** `provider`: whose figures they are; `receiver`: who may read them. */
export const SharingSideSchema = z.enum(['provider', 'receiver']);
export const SHARING_STATES = ['proposed', 'agreed', 'in-force', 'expired', 'ended'] as const;

const Line = z.string().trim().min(1).max(500);

/** POST /api/benefits/data-sharing. Both days are included; the agreement begins and ends by itself. */
export const ProposeSharingSchema = z.strictObject({
  provider: PublicPurseSchema,
  receiver: PublicPurseSchema,
  purpose: Line,
  legalBasis: Line,
  figures: z.array(SharedFigureSchema).min(1).max(4),
  detail: DetailLevelSchema,
  from: LocalDateSchema,
  to: LocalDateSchema,
});
export type ProposeSharing = z.infer<typeof ProposeSharingSchema>;

/** POST /api/benefits/data-sharing/:sharingId/approval */
export const ApproveSharingSchema = z.strictObject({ side: SharingSideSchema });
/** POST /api/benefits/data-sharing/:sharingId/end */
export const EndSharingSchema = z.strictObject({ side: SharingSideSchema, reason: Line });

const PurseSchema = z.object({ silo: z.string(), name: SentenceSchema });
const DeciderSchema = z.object({ subject: z.string(), name: z.string() });

/** GET /api/benefits/data-sharing/:sharingId */
export const DataSharingSchema = z.object({
  sharingId: IdSchema,
  provider: PurseSchema,
  receiver: PurseSchema,
  purpose: z.string(),
  legalBasis: z.string(),
  figures: z.array(SharedFigureSchema),
  detail: DetailLevelSchema,
  from: LocalDateSchema,
  to: LocalDateSchema,
  /** As it stands today. `agreed`: approved, and not begun; `expired`: its last day is over; `ended`: a side ended it, or said no. */
  state: z.enum(SHARING_STATES),
  proposedBy: DeciderSchema,
  proposedAt: InstantSchema,
  decisions: z.array(
    z.object({
      kind: z.enum(['approved', 'ended']),
      side: SharingSideSchema,
      by: DeciderSchema,
      at: InstantSchema,
      reason: z.string().nullable(),
    }),
  ),
  /** The sides for which the caller can approve now, and end it. */
  mayApprove: z.array(SharingSideSchema),
  mayEnd: z.array(SharingSideSchema),
});
export type DataSharingView = z.infer<typeof DataSharingSchema>;
export const DataSharingPageSchema = z.object({ items: z.array(DataSharingSchema), next: z.string().nullable() });
export type DataSharingPage = z.infer<typeof DataSharingPageSchema>;

/** GET /api/benefits/data-sharing/purses: public purses the books know, and the caller's departments; `own`: those the caller decides for. */
export const SharingPursesSchema = z.object({ items: z.array(PurseSchema.extend({ own: z.boolean() })) });
export type SharingPurses = z.infer<typeof SharingPursesSchema>;

/** GET /api/benefits/data-sharing/:sharingId/readings: who read what by the agreement, newest first. */
export const SharingReadingPageSchema = z.object({
  items: z.array(
    z.object({ id: z.string(), at: InstantSchema, subject: z.string(), name: z.string(), what: z.string() }),
  ),
  next: z.string().nullable(),
});
export type SharingReadingPage = z.infer<typeof SharingReadingPageSchema>;
