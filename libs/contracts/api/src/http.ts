import {
  AmountSchema,
  CurrencySchema,
  IdSchema,
  InstantSchema,
  LocalDateSchema,
  plainText,
} from '@ringvirkning/message';
import { z } from 'zod';
import { AppropriationSchema } from './budget.js';
import { ChainSchema } from './chains.js';
import { DepartmentSchema, PartySchema } from './messages.js';

export const CONTRACT_STATUSES = ['draft', 'active', 'ended'] as const;
export const ContractStatusSchema = z.enum(CONTRACT_STATUSES);
export type ContractStatus = z.infer<typeof ContractStatusSchema>;

export const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const VersionSchema = z.int().positive();

/** Answer of `POST /api/contracts` and `POST /api/contracts/:id/versions`. */
export const ContractVersionCreatedSchema = z.object({
  id: IdSchema,
  ref: z.string(),
  status: ContractStatusSchema,
  version: VersionSchema,
  termsDigest: DigestSchema,
});
export type ContractVersionCreated = z.infer<typeof ContractVersionCreatedSchema>;

/** Who must sign: an office (`council`, `municipal-director`, …) on behalf of a party. */
export const RequiredSignOffSchema = z.object({ role: z.string().min(1), party: z.string().min(1) });
export type RequiredSignOff = z.infer<typeof RequiredSignOffSchema>;

/** Body of `POST /api/contracts/:id/sign-offs`; `version` is the one that was read: nobody signs terms that were changed meanwhile. */
export const SignOffRequestSchema = z.strictObject({
  version: VersionSchema,
  role: z.string().min(1).max(64),
  party: z.string().min(1).max(64),
  note: z.string().max(2000).optional(),
  decision: plainText(z.string().min(1).max(64))
    .optional()
    .describe(
      'Where the decision is found, e.g. a point of the agenda; the other municipalities of a joint contract are told',
    ),
  decidedOn: LocalDateSchema.optional().describe('The day of the decision: today or before'),
  caseNumber: plainText(z.string().trim().min(1).max(64))
    .optional()
    .describe('The case that the decision is filed under'),
  attachment: DigestSchema.optional().describe(
    'SHA-256 of the decision itself, sent before by `POST /api/contracts/:id/attachments`',
  ),
  summary: DigestSchema.describe(
    'Digest of what was read (`GET /api/contracts/:id/signing`): nobody signs without having seen what it costs',
  ),
});
export type SignOffRequest = z.infer<typeof SignOffRequestSchema>;

/** Answer of `POST /api/contracts/:id/attachments`; size in bytes. */
export const AttachmentSchema = z.object({
  digest: DigestSchema,
  mediaType: z.string(),
  size: z.int(),
  warnings: z.array(z.object({ code: z.string(), da: z.string(), en: z.string() })),
});
export type Attachment = z.infer<typeof AttachmentSchema>;

/** `by` is the signer's id at the identity provider, `byName` the name the sign-in gave; neither is told by another municipality. */
export const GivenSignOffSchema = RequiredSignOffSchema.extend({
  version: VersionSchema,
  by: z.string().optional(),
  byName: z.string().optional(),
  at: InstantSchema,
  note: z.string().optional(),
  decision: z.string().optional(),
  decidedOn: LocalDateSchema.optional(),
  caseNumber: z.string().optional(),
  attachment: DigestSchema.optional().describe('SHA-256 of the decision: `GET /api/contracts/:id/attachments/:digest`'),
  behalfOf: z.string().optional().describe('Whose mandate it was given by'),
  summary: z
    .string()
    .optional()
    .describe('Digest of what it was given on; see `GET /api/contracts/:id/signing/:digest`'),
  isSigned: z
    .boolean()
    .optional()
    .describe('Whether there is a signature of it; see `GET /api/contracts/:id/sign-offs/signed`'),
});
export type GivenSignOff = z.infer<typeof GivenSignOffSchema>;

/** Answer of `POST /api/contracts/:id/sign-offs`. `missing` is what still stands between the contract and its activation. */
export const SignedOffSchema = z.object({
  id: IdSchema,
  version: VersionSchema,
  signOff: GivenSignOffSchema,
  missing: z.array(RequiredSignOffSchema),
});
export type SignedOff = z.infer<typeof SignedOffSchema>;

/** An appropriation that activation still waits for: what the year costs in the worst case, and what is appropriated of it. */
export const MissingAppropriationSchema = z.object({
  payer: z.string(),
  budgetYear: z.int(),
  worstCase: AmountSchema,
  appropriated: AmountSchema,
  carriedRisk: AmountSchema.describe('What the council has decided to leave uncovered'),
});
export type MissingAppropriation = z.infer<typeof MissingAppropriationSchema>;

/** Answer of `POST /api/contracts/:id/activation`. */
export const ContractActivationSchema = z.object({
  id: IdSchema,
  ref: z.string(),
  status: z.literal('active'),
  version: VersionSchema,
  activatedOn: LocalDateSchema,
});
export type ContractActivation = z.infer<typeof ContractActivationSchema>;

/** Answer of `POST /api/contracts/:id/accession`. */
export const ContractAccessionSchema = z.object({
  id: IdSchema,
  ref: z.string(),
  version: VersionSchema,
  budgetYear: z.int(),
  accededAt: InstantSchema,
});
export type ContractAccession = z.infer<typeof ContractAccessionSchema>;

/** How a contract stands that several municipalities sign, each from an instance of its own. Organisations are named by their ids. */
export const JointSchema = z.object({
  home: z.string().describe('Who leads it: where it is written, put in force and evaluated'),
  isLedHere: z.boolean(),
  isWithdrawn: z.boolean().describe('Home is writing other terms; these are signed no more'),
  ours: z.array(z.string()).describe('The parties that sign and appropriate here'),
  partners: z.array(
    z.object({
      organisation: z.string(),
      accessions: z.array(z.object({ budgetYear: z.int(), at: InstantSchema })),
      missing: z.int().nullable().describe('The budget year for which it has yet to accede'),
      hasLeft: z
        .boolean()
        .describe(
          'It is a member no more and can accede no more; a new version, also of the same terms, is without it',
        ),
    }),
  ),
  messages: z
    .array(
      z.object({
        to: z.string(),
        type: z.string(),
        at: InstantSchema,
        outcome: z
          .string()
          .nullable()
          .describe('Null: on its way. `booked`: it has arrived. Otherwise why it has not, or was not taken for true'),
      }),
    )
    .describe('What was told of the current version'),
});
export type JointState = z.infer<typeof JointSchema>;

/** One line of `GET /api/contracts`. */
export const ContractSummarySchema = z.object({
  id: IdSchema,
  ref: z.string(),
  /** The Danish title; `titles` has both languages. */
  title: z.string(),
  titles: z.object({ da: z.string(), en: z.string() }),
  status: ContractStatusSchema,
  version: VersionSchema,
  currency: CurrencySchema,
  activatedOn: LocalDateSchema.nullable(),
  parties: z.array(PartySchema),
  signOffs: z.object({ required: z.int(), given: z.int() }),
  home: z.string().nullable().describe('The organisation that leads it, when that is another municipality'),
  createdAt: InstantSchema,
});
export type ContractSummary = z.infer<typeof ContractSummarySchema>;

export const ContractPageSchema = z.object({ items: z.array(ContractSummarySchema), next: z.string().nullable() });
export type ContractPage = z.infer<typeof ContractPageSchema>;

/** Answer of `POST /api/contracts/search`: contracts with these words in reference or title, the nearest first. */
export const ContractHitsSchema = z.object({
  contracts: z.array(ContractSummarySchema.pick({ id: true, ref: true, titles: true, status: true, home: true })),
});
export type ContractHits = z.infer<typeof ContractHitsSchema>;

/** A version of the terms. Frozen by its first sign-off; a frozen version never changes. */
export const ContractVersionSchema = z.object({
  version: VersionSchema,
  termsDigest: DigestSchema,
  createdAt: InstantSchema,
  createdBy: z.string(),
  /** Of a person: what they are called; a partner's version is by its organisation. */
  createdByName: z.string().optional(),
  frozenAt: InstantSchema.nullable(),
});
export type ContractVersion = z.infer<typeof ContractVersionSchema>;

/** Answer of `GET /api/contracts/:id`: the current version in full, the others by digest. */
export const ContractDetailsSchema = z.object({
  id: IdSchema,
  ref: z.string(),
  /** The Danish title; `titles` has both languages. */
  title: z.string(),
  titles: z.object({ da: z.string(), en: z.string() }),
  status: ContractStatusSchema,
  version: VersionSchema,
  currency: CurrencySchema,
  activatedOn: LocalDateSchema.nullable(),
  termsDigest: DigestSchema,
  terms: z.record(z.string(), z.unknown()),
  source: z.object({ format: z.enum(['yaml', 'json']), text: z.string() }),
  parties: z.array(PartySchema),
  departments: z.array(DepartmentSchema),
  signOffs: z.object({
    required: z.array(RequiredSignOffSchema),
    given: z.array(GivenSignOffSchema),
    missing: z.array(RequiredSignOffSchema),
    chain: ChainSchema.nullable().describe('In which order the offices of this municipality sign'),
  }),
  appropriations: z.object({ given: z.array(AppropriationSchema), missing: z.array(MissingAppropriationSchema) }),
  versions: z.array(ContractVersionSchema),
  joint: JointSchema.nullable(),
  discarded: z
    .object({ by: z.string(), at: InstantSchema, reason: z.string() })
    .nullable()
    .describe('Who gave the draft up, and why'),
  ended: z
    .object({ on: LocalDateSchema, settlement: DigestSchema })
    .nullable()
    .describe('The day of its final settlement, and the digest that was signed'),
});
export type ContractDetails = z.infer<typeof ContractDetailsSchema>;

/** One task of `GET /api/contracts/work-list`: sign-offs that wait for the caller, contracts ready to activate, or to accede to. */
export const ContractTaskSchema = z.object({
  kind: z.enum(['sign-off', 'activate', 'accede']),
  contractId: IdSchema,
  ref: z.string(),
  title: z.string(),
  role: z.string().optional(),
  party: z.string().optional(),
  since: InstantSchema,
});
export type ContractTask = z.infer<typeof ContractTaskSchema>;

export const ContractWorkListSchema = z.object({ items: z.array(ContractTaskSchema) });
export type ContractWorkList = z.infer<typeof ContractWorkListSchema>;
