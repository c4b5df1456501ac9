import { AmountSchema, CodeSchema, CurrencySchema, IdSchema, InstantSchema, plainText } from '@ringvirkning/message';
import { z } from 'zod';
import { SentenceSchema } from './valuation.js';

const year = z.coerce.number().int().min(1990).max(2200);
const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** What one side gives another by a step of the agreement for a budget year; minor units, negative when it gets back. `why` says how it is reckoned. */
export const TransferSchema = z.object({
  step: CodeSchema,
  from: CodeSchema,
  to: CodeSchema,
  year: z.int(),
  amount: AmountSchema,
  why: SentenceSchema,
});
export type Transfer = z.infer<typeof TransferSchema>;

/** A permanent change of frames, as a proposal for the council. `yearly` in minor units; `to` null: the council's own. */
export const FrameChangeSchema = z.object({
  step: CodeSchema,
  board: CodeSchema,
  to: CodeSchema.nullable(),
  from: z.int(),
  yearly: AmountSchema,
  why: SentenceSchema,
});
export type FrameChange = z.infer<typeof FrameChangeSchema>;

/** Between two sides, everything set off: `from` pays `to`. */
export const NettedSchema = z.object({ from: CodeSchema, to: CodeSchema, amount: AmountSchema });
export type Netted = z.infer<typeof NettedSchema>;

/** A figure that the agreement asks for and the ledger does not hold: spending in kroner, or quality between 0 and 1. */
export const StatedFigureSchema = z.strictObject({
  figure: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}(\.[a-z0-9][a-z0-9-]{0,63})?$/),
  year: z.int().min(1990).max(2200),
  value: z.string().regex(/^\d{1,12}(\.\d{1,6})?$/),
  /** Where it comes from. */
  source: plainText(z.string().min(1).max(500)),
});
export type StatedFigure = z.infer<typeof StatedFigureSchema>;
export const MissingFigureSchema = z.object({ figure: z.string(), year: z.int() });

/** A side as the reader meets it. */
export const AgreementSideSchema = z.object({
  id: CodeSchema,
  silo: z.string(),
  name: SentenceSchema,
  /** Whether the purse is kept in this municipality; others sign in their own. */
  ours: z.boolean(),
  signedBy: z.string().nullable(),
  signedAt: InstantSchema.nullable(),
  /** Whether the reader acts for it. */
  mine: z.boolean(),
});
export type AgreementSide = z.infer<typeof AgreementSideSchema>;

/** Where the last letter to another municipality is. `lost`: it never came there. */
export const LETTER_STATES = ['none', 'sent', 'held', 'refused', 'lost'] as const;
/** The other municipality of an agreement between two. `leads`: it drafts and proposes, and we sign, approve and post our own part. */
export const OtherMunicipalitySchema = z.object({
  name: z.string(),
  leads: z.boolean(),
  letter: z.enum(LETTER_STATES),
  /** The rule that a letter broke, or why it never came. */
  fault: z.string().nullable(),
});
export type OtherMunicipality = z.infer<typeof OtherMunicipalitySchema>;

/** A municipality as a whole, which signs an agreement between two besides its sides. */
export const SigningAuthoritySchema = AgreementSideSchema.pick({
  name: true,
  ours: true,
  signedBy: true,
  signedAt: true,
  mine: true,
}).extend({ purse: z.string() });
export type SigningAuthority = z.infer<typeof SigningAuthoritySchema>;

/** POST /api/benefits/contracts/:contractId/agreements (body: the document, YAML or JSON) → 201, and an item of the list. `digest` is what both sides sign. */
export const BenefitAgreementSchema = z.object({
  id: IdSchema,
  contractId: IdSchema,
  code: CodeSchema,
  version: z.int(),
  title: SentenceSchema,
  currency: CurrencySchema,
  period: z.object({ from: z.int(), to: z.int() }),
  digest: DigestSchema,
  sides: z.array(AgreementSideSchema),
  /** Empty for an agreement within one municipality. */
  authorities: z.array(SigningAuthoritySchema),
  other: OtherMunicipalitySchema.nullable(),
  /** All sides have signed, and no later version has been signed by all. */
  inForce: z.boolean(),
  createdAt: InstantSchema,
});
export type BenefitAgreement = z.infer<typeof BenefitAgreementSchema>;
export const BenefitAgreementsSchema = z.object({ items: z.array(BenefitAgreementSchema) });
/** `document`: the agreement as it was written. */
export const BenefitAgreementDetailSchema = BenefitAgreementSchema.extend({
  text: z.string(),
  warnings: z.array(SentenceSchema),
});
export type BenefitAgreementDetail = z.infer<typeof BenefitAgreementDetailSchema>;

/** POST /api/benefits/agreements/:id/signatures: the digest says which text was read. `side`: a side, or the purse of an authority (`municipality:0751`). */
export const SignAgreementSchema = z.strictObject({
  side: z.union([CodeSchema, z.string().regex(/^municipality:[A-Za-z0-9-]{1,64}$/)]),
  digest: DigestSchema,
});
export type SignAgreement = z.infer<typeof SignAgreementSchema>;

/** What an agreement would give over its whole period, on realised and forecast figures. `losing`: sides that would give more than they gain. */
export const AgreementSimulationSchema = z.object({
  currency: CurrencySchema,
  years: z.array(
    z.object({ side: CodeSchema, year: z.int(), gained: AmountSchema, gives: AmountSchema, gets: AmountSchema }),
  ),
  transfers: z.array(TransferSchema),
  frames: z.array(FrameChangeSchema),
  missing: z.array(MissingFigureSchema),
  losing: z.array(CodeSchema),
  warnings: z.array(SentenceSchema),
});
export type AgreementSimulation = z.infer<typeof AgreementSimulationSchema>;

/** Query of GET /api/benefits/agreements/:id/due: what the agreement gives on all realised so far, minus what was settled. The year of today when left out. */
export const DueQuerySchema = z.object({ through: year.optional() });
export const AgreementDueSchema = z.object({
  through: z.int(),
  currency: CurrencySchema,
  due: z.array(TransferSchema),
  netted: z.array(NettedSchema),
  frames: z.array(FrameChangeSchema),
  missing: z.array(MissingFigureSchema),
  digest: DigestSchema,
});
export type AgreementDue = z.infer<typeof AgreementDueSchema>;
