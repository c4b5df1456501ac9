import { CodeSchema, InstantSchema, LocalDateSchema, mayHoldCpr } from '@ringvirkning/message';
import { z } from 'zod';
import { MemberSchema, MemberStatusSchema } from './messages.js';

const SentenceSchema = z.object({ da: z.string(), en: z.string() });
const DigestSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .register(mayHoldCpr, { because: 'a digest' });
const LineSchema = z.string().trim().min(1).max(300);
const TextSchema = z.string().trim().min(1).max(4_000);
/** Signed documents, as they are handed from one member to another. */
const DocumentTextSchema = z
  .string()
  .min(2)
  .max(900_000)
  .register(mayHoldCpr, { because: 'signed documents with digests, which cannot be changed' });
/** Five groups of four digits, read by telephone; however it is written. */
const CheckPhraseSchema = z.string().max(60).register(mayHoldCpr, { because: 'digits of a digest' });

/** Days before the end of a key at which it is warned of; 0: it has ended. */
export const KeyWarningSchema = z.union([z.literal(0), z.literal(3), z.literal(14), z.literal(30)]).nullable();

/** What a partnership is: its charter. */
export const CharterSchema = z.strictObject({
  name: LineSchema,
  purpose: TextSchema,
  shares: TextSchema,
  legalBasis: TextSchema,
  retention: TextSchema,
  /** Figures about fewer people are not shown. */
  threshold: z.int().min(3).max(20),
});
export type PartnershipCharter = z.infer<typeof CharterSchema>;

/** A batch of a member's sealed log. */
export const SealedBatchSchema = z.object({
  number: z.int(),
  /** When its owner says that it was sealed. */
  at: InstantSchema,
  /** Messages whose last word is in it. */
  words: z.int(),
});
export type SealedBatch = z.infer<typeof SealedBatchSchema>;

/** How the exchange with another member stands. */
export const LinkSchema = z.object({
  /** When it was last heard in this life of the service; null before. */
  heardAt: InstantSchema.nullable(),
  /** It has heard us since our last start, so that something new may be said. */
  isAnswering: z.boolean(),
  sent: z.int(),
  received: z.int(),
  /** Up to this number every message has its outcome. */
  settledSent: z.int(),
  settledReceived: z.int(),
  /** Ours that are not numbered yet. */
  waiting: z.int(),
  /** Numbered, without an outcome. */
  open: z.int(),
  /** Both sides hold different agreements: nothing flows. */
  agreementsDiffer: z.boolean(),
  /** The number at which both sides were seen to hold something else; null as long as they agree. */
  sharedDiffersAt: z.int().nullable(),
  /** The last time both sides had the same digest over all that is settled between them. */
  verified: z
    .object({ at: InstantSchema, sent: DigestSchema.nullable(), received: DigestSchema.nullable() })
    .nullable(),
  /** The number of the last head of our log that it has cosigned. */
  cosigned: z.int(),
  /** It says that ours does not go on from the one that it cosigned; told anew with each heartbeat. */
  oursIsApart: z.boolean(),
  /** We are among those drawn to cosign its log. */
  isWitnessed: z.boolean(),
  /** The last batch of its log that we cosigned, and when; null as long as there is none. */
  witnessed: SealedBatchSchema.extend({ cosignedAt: InstantSchema }).nullable(),
  /** It has shown a log that does not go on from the one that we cosigned. */
  logIsApart: z.boolean(),
  quarantined: z.int(),
  /** By how many milliseconds its clock was ahead of ours when it was last heard; null where that process has not heard it. */
  clockMs: z.int().nullable(),
  /** The version of the protocol that is spoken with it; null where there is none that both speak. */
  version: z.int().nullable(),
});
export type PartnershipLink = z.infer<typeof LinkSchema>;

export const PartnershipMemberSchema = z.object({
  id: MemberSchema,
  name: z.string(),
  status: MemberStatusSchema,
  isKeeper: z.boolean(),
  isMe: z.boolean(),
  keyEndsAt: InstantSchema.nullable(),
  keyWarning: KeyWarningSchema,
  suspendedBy: z.enum(['itself', 'others']).nullable(),
  invitedUntil: InstantSchema.nullable(),
  maintenance: z.object({ begins: InstantSchema, ends: InstantSchema, isNow: z.boolean() }).nullable(),
  /** The oldest and the newest version of the protocol that it has announced to speak; oneself: that it speaks. */
  speaks: z.object({ from: z.int(), to: z.int() }),
  /** Null for oneself, and for who has not joined. */
  link: LinkSchema.nullable(),
});
export type PartnershipMember = z.infer<typeof PartnershipMemberSchema>;

/** What wants somebody's attention. `red`: something is wrong; `amber`: something waits or will end. */
export const PartnershipProblemSchema = SentenceSchema.extend({
  code: z.enum([
    'key-ends',
    'key-ended',
    'silent',
    'quarantined',
    'agreements-differ',
    'shared-differs',
    'log-apart',
    'own-log-apart',
    'not-time-stamped',
    'carrier-away',
    'no-carrier',
    'versions-apart',
    'version-unknown',
    'clock-differs',
  ]),
  level: z.enum(['amber', 'red']),
  member: MemberSchema.nullable(),
});
export type PartnershipProblem = z.infer<typeof PartnershipProblemSchema>;

export const STATEMENT_KINDS = [
  'found',
  'amend',
  'invite',
  'join',
  'suspend',
  'resume',
  'leave',
  'exclude',
  'change-key',
  'replace-key',
  'announce-maintenance',
  'announce-versions',
  'hand-over',
] as const;
export const StatementKindSchema = z.enum(STATEMENT_KINDS);

/** A statement on its way into the history: it waits for the keeper, who is asked again. */
export const PendingStatementSchema = z.object({
  digest: DigestSchema,
  what: StatementKindSchema,
  /** The member that it is about; null: everybody. */
  about: MemberSchema.nullable(),
  saidAt: InstantSchema,
  signedBy: z.array(MemberSchema),
});
export type PendingStatement = z.infer<typeof PendingStatementSchema>;

/** `GET /api/partnership` */
export const PartnershipStateSchema = z.object({
  /** This instance; its name and status once it is in a partnership. */
  me: z.object({ id: MemberSchema, name: z.string().nullable(), status: MemberStatusSchema.nullable() }),
  carrier: z.object({ kind: z.enum(['none', 'folder', 'nats']), isAway: z.boolean() }),
  /** Null as long as none has been founded or joined. */
  partnership: z
    .object({
      id: CodeSchema,
      charter: CharterSchema,
      keeper: MemberSchema,
      /** Entries of the history, and the digests of the first, by which the partnership is known for ever, and of the last. */
      entries: z.int(),
      founding: DigestSchema,
      head: DigestSchema,
    })
    .nullable(),
  /** Our own sealed log. */
  log: z.object({
    /** The last batch; null before the first. */
    last: SealedBatchSchema.nullable(),
    /** Messages with their last word that are not sealed yet. */
    waiting: z.int(),
    /** Who cosigns it; who has cosigned the last batch. */
    witnesses: z.array(MemberSchema),
    cosignedBy: z.array(MemberSchema),
    /** Host of the time-stamping authority; null where none is set up. */
    authority: z.string().nullable(),
    /** What it has said of the last batch: when it existed, and the name in the certificate; null where nothing yet. */
    stamp: z.object({ at: InstantSchema, by: z.string() }).nullable(),
  }),
  members: z.array(PartnershipMemberSchema),
  pending: z.array(PendingStatementSchema),
  problems: z.array(PartnershipProblemSchema),
});
export type PartnershipState = z.infer<typeof PartnershipStateSchema>;

/** `GET /api/partnership/history`, newest first. */
export const HistoryEntrySchema = z.object({
  number: z.int(),
  at: InstantSchema,
  saidAt: InstantSchema,
  what: StatementKindSchema,
  about: MemberSchema.nullable(),
  name: z.string().nullable(),
  signedBy: z.array(MemberSchema),
  reason: z.string().nullable(),
  keyEndsAt: InstantSchema.nullable(),
  maintenance: z.object({ begins: InstantSchema, ends: InstantSchema }).nullable(),
  charter: CharterSchema.nullable(),
  digest: DigestSchema,
});
export type PartnershipHistoryEntry = z.infer<typeof HistoryEntrySchema>;
export const HistoryPageSchema = z.object({ items: z.array(HistoryEntrySchema), next: z.string().nullable() });

const KeyDaysSchema = z.int().min(31).max(1_100).default(730);

/** Body of `POST /api/partnership/founding`. */
export const FoundPartnershipSchema = z.strictObject({
  /** Short name of the partnership, for ever. */
  id: CodeSchema,
  /** What this municipality is called. */
  name: LineSchema,
  charter: CharterSchema,
  keyDays: KeyDaysSchema,
});
export type FoundPartnership = z.infer<typeof FoundPartnershipSchema>;

/** Body of `POST /api/partnership/invitations`. */
export const InviteMemberSchema = z.strictObject({
  member: MemberSchema,
  name: LineSchema,
  days: z.int().min(1).max(60).default(14),
});
export type InviteMember = z.infer<typeof InviteMemberSchema>;

/** An invitation (`POST /api/partnership/invitations`, `GET /api/partnership/invitations/:member`). */
export const InvitationSchema = z.object({
  member: MemberSchema,
  name: z.string(),
  expiresAt: InstantSchema,
  /** Told by another way than the invitation is sent: nobody joins without it. Null where the invitation was not made here. */
  checkPhrase: z.string().nullable(),
  /** To hand over, with the history; null until the keeper has entered it. */
  text: z.string().nullable(),
});
export type PartnershipInvitation = z.infer<typeof InvitationSchema>;

/** Body of `POST /api/partnership/invitations/reading`: what an invitation says, before one joins. */
export const ReadInvitationSchema = z.strictObject({ text: DocumentTextSchema });
export const ReadInvitationReplySchema = z.object({
  partnership: CodeSchema,
  charter: CharterSchema,
  invitedBy: MemberSchema,
  invitedByName: z.string(),
  member: MemberSchema,
  name: z.string(),
  expiresAt: InstantSchema,
  members: z.array(z.object({ id: MemberSchema, name: z.string(), status: MemberStatusSchema })),
});
export type InvitationRead = z.infer<typeof ReadInvitationReplySchema>;

/** Body of `POST /api/partnership/joining`: with the check phrase as the inviter has read it. */
export const JoinPartnershipSchema = z.strictObject({
  text: DocumentTextSchema,
  checkPhrase: CheckPhraseSchema,
  keyDays: KeyDaysSchema,
});
export type JoinPartnership = z.infer<typeof JoinPartnershipSchema>;

/** Body of `POST /api/partnership/statements/drafts`: a statement that takes several hands, with our signature. */
export const DraftStatementSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('amend'), charter: CharterSchema }),
  z.strictObject({ what: z.enum(['suspend', 'resume', 'exclude']), member: MemberSchema, reason: LineSchema }),
  /** One's own key is lost: the new one is made here, and two others sign. */
  z.strictObject({ what: z.literal('replace-key'), keyDays: KeyDaysSchema }),
  z.strictObject({ what: z.literal('hand-over'), member: MemberSchema }),
]);
export type DraftStatement = z.infer<typeof DraftStatementSchema>;
/** Body of `POST /api/partnership/statements/reading`, `…/statements/signatures` and `…/statements`. */
export const StatementTextSchema = z.strictObject({ text: DocumentTextSchema });
/** A statement as it goes from hand to hand. */
export const SignedStatementSchema = PendingStatementSchema.extend({
  text: z.string(),
  name: z.string().nullable(),
  reason: z.string().nullable(),
  charter: CharterSchema.nullable(),
  /** The signatures are enough: it can be sent to the keeper. */
  isEnough: z.boolean(),
  /** Its place in the history; null until it is entered. */
  number: z.int().nullable(),
});
export type SignedStatement = z.infer<typeof SignedStatementSchema>;

/** Body of `POST /api/partnership/leaving`. */
export const LeavePartnershipSchema = z.strictObject({ reason: LineSchema });
/** Body of `POST /api/partnership/keys`: a new key of one's own, signed by the old one. */
export const ChangeKeySchema = z.strictObject({ keyDays: KeyDaysSchema });
/** Body of `POST /api/partnership/maintenance`. */
export const AnnounceMaintenanceSchema = z.strictObject({ begins: InstantSchema, ends: InstantSchema });

export const AGREEMENT_STATUSES = ['proposed', 'agreed', 'active', 'suspended', 'ended'] as const;
export const AgreementStatusSchema = z.enum(AGREEMENT_STATUSES);
export const AgreementFlowSchema = z.strictObject({
  from: MemberSchema,
  /** A type of message: `PARTNER_MESSAGE_TYPES`. */
  type: z.string().min(1).max(300),
  fields: z.array(z.string().min(1).max(300)).min(1).max(100),
});
export type AgreementFlow = z.infer<typeof AgreementFlowSchema>;
const AgreementSideSchema = z.object({ office: z.string(), isSuspended: z.boolean(), isEnded: z.boolean() });
/** An agreement with another member. */
export const PartnerAgreementSchema = z.object({
  id: DigestSchema,
  with: MemberSchema,
  status: AgreementStatusSchema,
  purpose: z.string(),
  legalBasis: z.string(),
  flows: z.array(AgreementFlowSchema),
  begins: LocalDateSchema,
  ends: LocalDateSchema,
  contacts: z.object({ ours: z.string(), theirs: z.string() }),
  /** What each side has said; null before it has approved. */
  ours: AgreementSideSchema.nullable(),
  theirs: AgreementSideSchema.nullable(),
  lastUsed: LocalDateSchema.nullable(),
});
export type PartnerAgreement = z.infer<typeof PartnerAgreementSchema>;
/** `GET /api/partnership/agreements` */
export const PartnerAgreementsSchema = z.object({
  items: z.array(PartnerAgreementSchema),
  /** By partner with whom something is agreed: what this version could send and receive, and no agreement covers. It waits until another agreement beside does. */
  notAgreed: z.array(z.object({ with: MemberSchema, flows: z.array(AgreementFlowSchema).min(1) })),
});
export type PartnerAgreements = z.infer<typeof PartnerAgreementsSchema>;

/** Body of `POST /api/partnership/agreements`: proposed, and approved by ours at once. */
export const ProposeAgreementSchema = z.strictObject({
  with: MemberSchema,
  purpose: TextSchema,
  legalBasis: TextSchema,
  flows: z.array(AgreementFlowSchema).min(1).max(100),
  begins: LocalDateSchema,
  ends: LocalDateSchema,
  contacts: z.strictObject({ ours: LineSchema, theirs: LineSchema }),
});
export type ProposeAgreement = z.infer<typeof ProposeAgreementSchema>;
/** An agreement in an address; what is none is not found. */
export const AgreementIdSchema = z
  .string()
  .regex(/^[a-z0-9-]{1,64}$/)
  .register(mayHoldCpr, { because: 'a digest' });
/** Body of `POST /api/partnership/agreements/:id/suspension|resumption|ending`; `…/approval` has none. */
export const AgreementReasonSchema = z.strictObject({ reason: LineSchema });

/** What crosses: each type of message, for who writes an agreement. `GET /api/partnership/message-types` */
export const MessageTypesSchema = z.object({
  items: z.array(z.object({ name: z.string(), fields: z.array(z.string()), example: z.unknown() })),
});

export const DirectionSchema = z.enum(['sent', 'received']);
export type Direction = z.infer<typeof DirectionSchema>;
/** A message to or from a partner, without its content. `GET /api/partnership/members/:member/messages?direction=` newest first; those waiting are `…/waiting`. */
export const PartnerMessageSchema = z.object({
  direction: DirectionSchema,
  number: z.int(),
  id: z.string(),
  type: z.string(),
  agreement: DigestSchema.nullable(),
  at: InstantSchema,
  /** The last word of its receiver; null: none yet. */
  word: z.enum(['understood', 'refused', 'booked']).nullable(),
  /** Why it was refused. */
  reason: z.string().nullable(),
  wordAt: InstantSchema.nullable(),
});
export type PartnerMessage = z.infer<typeof PartnerMessageSchema>;
export const PartnerMessagePageSchema = z.object({ items: z.array(PartnerMessageSchema), next: z.string().nullable() });

/** Why a message is not numbered yet. */
export const WAITING_REASONS = [
  'no-agreement',
  'not-yet-active',
  'suspended',
  'not-a-member',
  'not-answering',
  'in-turn',
] as const;
export const WaitingMessageSchema = z.object({
  to: MemberSchema,
  id: z.string(),
  type: z.string(),
  since: InstantSchema,
  reason: z.enum(WAITING_REASONS),
});
export type WaitingMessage = z.infer<typeof WaitingMessageSchema>;
/** `GET /api/partnership/waiting` */
export const WaitingMessagesSchema = z.object({ items: z.array(WaitingMessageSchema), total: z.int() });

/** Body of `POST /api/partnership/members/:member/trials`. */
export const SendTrialSchema = z.strictObject({ text: z.string().trim().min(1).max(1_000) });
export const TrialSentSchema = z.object({ id: z.string() });

/** `POST /api/partnership/members/:member/verification` */
export const VerificationSchema = z.object({
  member: MemberSchema,
  /** `waiting`: the partner has not answered, or something is on its way. */
  outcome: z.enum(['same', 'different', 'waiting']),
  /** The first message that both sides hold differently. */
  firstDifference: z.object({ direction: DirectionSchema, number: z.int() }).nullable(),
  sent: z.object({ number: z.int(), digest: DigestSchema.nullable() }),
  received: z.object({ number: z.int(), digest: DigestSchema.nullable() }),
  at: InstantSchema,
});
export type PartnerVerification = z.infer<typeof VerificationSchema>;

/** One message with all that proves it, for `ringvirkning evidence verify`. `GET /api/partnership/members/:member/messages/:direction/:number/evidence` */
export const EvidenceSchema = z.object({
  format: z.literal('ringvirkning-evidence/1'),
  /** The charter's history up to the place that message and receipts name: keys and membership of that time. */
  entries: z.array(z.unknown()),
  message: z.unknown(),
  /** What its receiver has said of it: *understood* or *refused*, and *booked*. */
  receipts: z.array(z.unknown()),
  /** Its place in our sealed log, with the signatures of those who cosigned; absent where it is not sealed yet. */
  sealed: z.unknown().optional(),
});
export type Evidence = z.infer<typeof EvidenceSchema>;

export const QUARANTINE_REASONS = [
  'malformed',
  'forged',
  'not-for-us',
  'not-a-member',
  'excluded',
  'key-ended',
  'key-lost',
  'replayed',
  'parted',
  'other-message',
] as const;
/** A text from outside that had no effect. `GET /api/partnership/quarantine`, newest first; its text: `…/quarantine/:id`. */
export const QuarantinedSchema = z.object({
  id: z.int(),
  reason: z.enum(QUARANTINE_REASONS),
  at: InstantSchema,
  /** Whom it says to be from; anybody can say so. */
  from: z.string().nullable(),
  /** Characters. */
  size: z.int(),
  isSeen: z.boolean(),
});
export type Quarantined = z.infer<typeof QuarantinedSchema>;
export const QuarantinePageSchema = z.object({ items: z.array(QuarantinedSchema), next: z.string().nullable() });
export const QuarantinedTextSchema = z.object({ id: z.int(), text: z.string(), isCut: z.boolean() });
export type QuarantinedText = z.infer<typeof QuarantinedTextSchema>;
