import type { Instant, LocalDate } from '@ringvirkning/kernel';
import { isLocalDate } from '@ringvirkning/kernel';
import { z } from 'zod';
import { versionOf } from './wire.js';

/*
 * The documents that instances exchange. Each is closed (a member that is not named here is malformed), carries whole numbers only, and is
 * written as canonical JSON.
 */

/** A member's short name; never one that every object has (`constructor`). */
const member = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .refine((value) => !(value in Object.prototype));
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const key = z.string().regex(/^[\w-]{43}$/);
const signature = z.string().regex(/^[\w-]{86}$/);
/** Of a document that was signed together with others: see `together.ts`. A tree has 65,536 leaves at most. */
const signatureTogether = z.string().regex(/^[\w-]{86}( [<>][\w-]{43}){0,16}$/);
const line = z.string().min(1).max(300);
const text = z.string().min(1).max(4_000);
const isInstant = (value: string): value is Instant =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString() === value;
const moment = z.custom<Instant>((value) => typeof value === 'string' && isInstant(value));
const day = z.custom<LocalDate>((value) => typeof value === 'string' && isLocalDate(value));
const number = z.int().min(1);
const position = z.strictObject({ number: z.int().min(0), digest: digest.nullable() });
/** Where a chain stands: the number and the digest of its last document; 0 and null before the first. */
export type Position = z.infer<typeof position>;

/** Which version may be said is asked where a text comes in: what is stored is read for ever. */
const protocol = z.string().refine((name) => versionOf(name) !== undefined);
const common = { protocol, partnership: z.string().min(1).max(64) };
const addressed = { ...common, from: member, to: member, charter: number, at: moment };

export const charterSchema = z.strictObject({
  name: line,
  purpose: text,
  shares: text,
  legalBasis: text,
  retention: text,
  /** Figures about fewer people are not shown. */
  threshold: z.int().min(3).max(20),
});
export type Charter = z.infer<typeof charterSchema>;

const versions = z.strictObject({ from: number, to: number }).refine(({ from, to }) => from <= to);
const newKey = { member, key, keyEndsAt: moment };
const saysSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('found'), ...newKey, name: line, charter: charterSchema }),
  z.strictObject({ what: z.literal('amend'), charter: charterSchema }),
  z.strictObject({
    what: z.literal('invite'),
    member,
    name: line,
    /** Digest of the history's first entry: which partnership it is, whatever it calls itself. */
    founding: digest,
    expiresAt: moment,
    /** Public key of the check phrase, which the invited is told by another way: who joins signs with it, too. */
    phraseKey: key,
  }),
  z.strictObject({ what: z.literal('join'), ...newKey, invitation: digest }),
  z.strictObject({ what: z.enum(['suspend', 'resume', 'leave', 'exclude']), member, reason: line }),
  z.strictObject({ what: z.enum(['change-key', 'replace-key']), ...newKey }),
  z.strictObject({ what: z.literal('announce-maintenance'), member, begins: moment, ends: moment }),
  z.strictObject({ what: z.literal('announce-versions'), member, speaks: versions }),
  z.strictObject({ what: z.literal('hand-over'), member }),
]);
export type Says = z.infer<typeof saysSchema>;

export const statementSchema = z.strictObject({
  ...common,
  kind: z.literal('statement'),
  at: moment,
  says: saysSchema,
  signatures: z
    .array(z.strictObject({ by: member, key, signature }))
    .min(1)
    .max(200),
});
/** What members say about their partnership, signed by those whose word it takes. */
export type Statement = z.infer<typeof statementSchema>;

export const entrySchema = z.strictObject({
  ...common,
  kind: z.literal('entry'),
  number,
  previous: digest.nullable(),
  at: moment,
  statement: statementSchema,
  signature,
});
/** A statement in its place in the charter's history, signed by the keeper. */
export type Entry = z.infer<typeof entrySchema>;

export const STATUSES = ['invited', 'active', 'suspended', 'left', 'excluded'] as const;
export type MemberStatus = (typeof STATUSES)[number];

export const listSchema = z.strictObject({
  ...common,
  kind: z.literal('list'),
  by: member,
  charter: number,
  head: digest,
  members: z.array(z.strictObject({ member, status: z.enum(STATUSES), key: key.nullable() })).max(1_000),
  at: moment,
  until: moment,
  signature,
});
/** Who is a member, as another member holds it to be, for a day at most. */
export type MemberList = z.infer<typeof listSchema>;

export const agreementTermsSchema = z.strictObject({
  partnership: common.partnership,
  parties: z.tuple([member, member]),
  purpose: text,
  legalBasis: text,
  flows: z
    .array(z.strictObject({ from: member, type: line, fields: z.array(line).min(1).max(100) }))
    .min(1)
    .max(100),
  begins: day,
  ends: day,
  contacts: z.tuple([line, line]),
});
export type AgreementTerms = z.infer<typeof agreementTermsSchema>;

export const agreementStepSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('approve'), agreement: digest, office: line, terms: agreementTermsSchema }),
  z.strictObject({ step: z.enum(['suspend', 'resume', 'end']), agreement: digest, office: line, reason: line }),
]);
/** One side's word about an agreement; `office` is who there decided, by function and not by name. */
export type AgreementStep = z.infer<typeof agreementStepSchema>;

export const messageSchema = z.strictObject({
  ...addressed,
  kind: z.literal('message'),
  number,
  previous: digest.nullable(),
  id: z.string().regex(/^[\w-]{1,64}$/),
  agreement: digest.nullable(),
  type: line,
  content: z.record(z.string(), z.unknown()),
  signature: signatureTogether,
});
export type Message = z.infer<typeof messageSchema>;

/** Why a receiver refuses what is genuine and in its turn. */
export const REFUSALS = [
  'unknown-type',
  'malformed-content',
  'no-agreement',
  'not-yet-active',
  'suspended',
  'ended',
  'type-not-agreed',
  'field-not-agreed',
] as const;
export type Refusal = (typeof REFUSALS)[number];

export const receiptSchema = z.strictObject({
  ...addressed,
  kind: z.literal('receipt'),
  number,
  of: digest,
  says: z.enum(['understood', 'refused', 'booked']),
  reason: z.enum(REFUSALS).nullable(),
  signature: signatureTogether,
});
export type Receipt = z.infer<typeof receiptSchema>;

export const headSchema = z.strictObject({
  /** Whose log it is. */
  of: member,
  number,
  /** Digests of the heads that it goes on from: none for the first; several when some came back after a restore. */
  previous: z.array(digest).max(16),
  at: moment,
  /** Last words that are sealed in it, and the root of the Merkle tree (RFC 6962) over their digests. */
  leaves: z.int().min(0),
  root: digest,
});
/** One batch of a member's log, which says nothing about what is in it. */
export type Head = z.infer<typeof headSchema>;

export const sealSchema = z.strictObject({
  ...common,
  kind: z.literal('seal'),
  by: member,
  charter: number,
  at: moment,
  head: headSchema,
  signature,
});
/** A member's signature on a head: its own, or another's, which it has seen to go on from the one that it signed before. */
export type Seal = z.infer<typeof sealSchema>;

export const againSchema = z.strictObject({
  ...common,
  kind: z.literal('again'),
  message: messageSchema,
  receipt: receiptSchema.nullable(),
});
/** A message given once more, with the last word its receiver has said about it. */
export type Again = z.infer<typeof againSchema>;

export const heartbeatSchema = z.strictObject({
  ...addressed,
  kind: z.literal('heartbeat'),
  head: digest,
  /** A new one for each start of an instance; `echo` is the run of the receiver that the sender last heard. */
  run: line,
  echo: line.nullable(),
  sent: position,
  received: position,
  settled: z.strictObject({ sent: position, received: position }),
  agreements: digest,
  seals: z.strictObject({
    /** The last head of its own log; the number of the last one that it has the receiver's signature on. */
    own: position,
    cosigned: z.int().min(0),
    /** The last head of the receiver's that it cosigned; whether it was shown one since that does not go on from there. */
    yours: position,
    isApart: z.boolean(),
  }),
  /** Words about agreements that wait to be numbered. */
  waiting: z.int().min(0),
  signature,
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;

export const askSchema = z.strictObject({
  ...addressed,
  kind: z.literal('ask'),
  /**
   * Entries of the history; a list of the members; messages to the asker; receipts for the asker; the asker's own messages back; what is settled up to
   * a number; heads of the one asked; its signatures on the asker's; the asker's own heads back.
   */
  what: z.enum([
    'history',
    'list',
    'messages',
    'receipts',
    'given-back',
    'settled',
    'seals',
    'cosignatures',
    'seals-back',
  ]),
  after: z.int().min(0),
  signature,
});
export type Ask = z.infer<typeof askSchema>;

export const standingSchema = z.strictObject({
  ...addressed,
  kind: z.literal('standing'),
  number: z.int().min(0),
  /** Digests of what is settled up to the number, of the sender's messages and of the receiver's; null where not so many are. */
  sent: digest.nullable(),
  received: digest.nullable(),
  signature,
});
/** What a member holds as settled up to a number, for whoever looks for the first difference. */
export type StandingAt = z.infer<typeof standingSchema>;

export const documentSchema = z.discriminatedUnion('kind', [
  statementSchema,
  entrySchema,
  listSchema,
  messageSchema,
  receiptSchema,
  sealSchema,
  againSchema,
  heartbeatSchema,
  askSchema,
  standingSchema,
]);
export type Document = z.infer<typeof documentSchema>;
