import { AmountSchema, CodeSchema, CurrencySchema, IdSchema, InstantSchema, plainText } from '@ringvirkning/message';
import { z } from 'zod';
import {
  AgreementDueSchema,
  AgreementSideSchema,
  MissingFigureSchema,
  OtherMunicipalitySchema,
  StatedFigureSchema,
  TransferSchema,
} from './agreements.js';
import { SentenceSchema } from './valuation.js';

const DigestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const reason = plainText(z.string().min(3).max(2000));

/** POST /api/benefits/agreements/:id/settlements → 201: proposes what remains to be moved up to and including a budget year. */
export const ProposeSettlementSchema = z.strictObject({
  through: z.int().min(1990).max(2200),
  stated: z.array(StatedFigureSchema).max(500).default([]),
});
export type ProposeSettlement = z.input<typeof ProposeSettlementSchema>;

/** POST /api/benefits/settlements/:id/approvals: the digest says which figures were read. */
export const ApproveSettlementSchema = z.strictObject({ side: CodeSchema, digest: DigestSchema });
export type ApproveSettlement = z.infer<typeof ApproveSettlementSchema>;
/** POST /api/benefits/settlements/:id/disputes */
export const DisputeSettlementSchema = z.strictObject({ side: CodeSchema, reason });
export type DisputeSettlement = z.infer<typeof DisputeSettlementSchema>;
/** POST /api/benefits/settlements/:id/withdrawal */
export const WithdrawSettlementSchema = z.strictObject({ reason });
export type WithdrawSettlement = z.infer<typeof WithdrawSettlementSchema>;

/** Between municipalities: `claimed` waits for the other's answer, `returned` came back and can only be withdrawn. */
export const SETTLEMENT_STATES = [
  'proposed',
  'disputed',
  'approved',
  'claimed',
  'returned',
  'withdrawn',
  'final',
] as const;
export const SETTLEMENT_FACTS = ['approved', 'disputed', 'claimed', 'returned', 'withdrawn', 'final'] as const;

/** A line of the statement: what a side gained, realised beside forecast, up to and including the year; minor units. */
export const StatementLineSchema = z.object({
  side: CodeSchema,
  realised: AmountSchema,
  forecast: AmountSchema,
  gives: AmountSchema,
  gets: AmountSchema,
});

/** GET /api/benefits/settlements/:id */
export const SettlementSchema = AgreementDueSchema.extend({
  id: IdSchema,
  contractId: IdSchema,
  agreementId: IdSchema,
  no: z.int(),
  title: SentenceSchema,
  state: z.enum(SETTLEMENT_STATES),
  sides: z.array(AgreementSideSchema),
  statement: z.array(StatementLineSchema),
  stated: z.array(StatedFigureSchema),
  other: OtherMunicipalitySchema.nullable(),
  proposedBy: z.string(),
  proposedAt: InstantSchema,
  facts: z.array(
    z.object({
      kind: z.enum(SETTLEMENT_FACTS),
      side: CodeSchema.nullable(),
      by: z.string(),
      at: InstantSchema,
      reason: z.string().nullable(),
    }),
  ),
});
export type Settlement = z.infer<typeof SettlementSchema>;

/** GET /api/benefits/contracts/:contractId/settlements, newest first. */
export const SettlementsSchema = z.object({ items: z.array(SettlementSchema) });

/** Query of GET /api/benefits/settlements/:id/journal. `machine`: the municipality's machine number with its ERP, for G69. */
export const JournalQuerySchema = z.object({
  as: z.enum(['csv', 'g69']).default('csv'),
  machine: z
    .string()
    .regex(/^\d{1,5}$/)
    .optional(),
});

const FigureSchema = z.strictObject({
  figure: z.enum(['gained', 'invested', 'paid']),
  silo: z.string(),
  year: z.int(),
  basis: z.enum(['realised', 'forecast']).nullable(),
  cashable: z.boolean().nullable(),
  line: z.string().nullable(),
  amount: AmountSchema,
});
/** The figures that a settlement rests on: per purse, year and line of the model; nobody can be told from them. */
export const SharedFactsSchema = z.strictObject({
  figures: z.array(FigureSchema).max(100_000),
  stated: z.array(StatedFigureSchema).max(500),
  /** Between municipalities, the statement of benefits that the other's figures are taken from. */
  statement: z.strictObject({ number: z.int(), digest: DigestSchema }).optional(),
});

/** GET /api/benefits/settlements/:id/bundle: all that anybody needs to compute the settlement again (`ringvirkning recompute`). */
export const SettlementBundleSchema = z.strictObject({
  format: z.literal('ringvirkning-settlement/1'),
  settlementId: IdSchema,
  contractId: IdSchema,
  no: z.int(),
  through: z.int(),
  currency: CurrencySchema,
  /** The agreement as both sides signed it. */
  agreement: z.unknown(),
  agreementDigest: DigestSchema,
  facts: SharedFactsSchema,
  /** What earlier settlements moved. */
  before: z.array(TransferSchema.omit({ why: true })),
  result: AgreementDueSchema.pick({ due: true, netted: true, frames: true }).extend({
    missing: z.array(MissingFigureSchema),
  }),
  digest: DigestSchema,
});
export type SettlementBundle = z.infer<typeof SettlementBundleSchema>;

/**
 * GET /api/benefits/sheet?silo=…: what an intervention cost a department, what it got, what it should get back, why, and from whom.
 * Amounts in minor units. `settled`: got minus given by final settlements.
 */
export const SheetQuerySchema = z.object({
  silo: z.string().max(200),
  currency: CurrencySchema.default('DKK'),
});
export const DepartmentSheetSchema = z.object({
  silo: z.string(),
  name: SentenceSchema,
  currency: CurrencySchema,
  years: z.array(
    z.object({
      year: z.int(),
      invested: AmountSchema,
      paid: AmountSchema,
      realised: AmountSchema,
      forecast: AmountSchema,
      settled: AmountSchema,
      /** Expected when the contracts were signed; in none of the others. */
      atSignature: AmountSchema.optional(),
    }),
  ),
  totals: z.object({
    invested: AmountSchema,
    paid: AmountSchema,
    realised: AmountSchema,
    forecast: AmountSchema,
    settled: AmountSchema,
  }),
  /** Agreements in force of which the department is a side. */
  agreements: z.array(
    z.object({
      agreementId: IdSchema,
      contractId: IdSchema,
      title: SentenceSchema,
      through: z.int(),
      /** The settlement that is under way, if one is. */
      settlement: z.object({ id: IdSchema, state: z.enum(SETTLEMENT_STATES) }).nullable(),
      missing: z.array(MissingFigureSchema),
      /** With whom, what (above 0: the department gets it; below: it gives), and each reason. */
      others: z.array(
        z.object({
          silo: z.string(),
          name: SentenceSchema,
          amount: AmountSchema,
          why: z.array(z.object({ year: z.int(), amount: AmountSchema, why: SentenceSchema })),
        }),
      ),
    }),
  ),
});
export type DepartmentSheet = z.infer<typeof DepartmentSheetSchema>;

/** GET /api/benefits/departments: purses whose sheet the reader may open. */
export const DepartmentsSchema = z.object({
  items: z.array(z.object({ silo: z.string(), name: SentenceSchema, mine: z.boolean() })),
});
export type Departments = z.infer<typeof DepartmentsSchema>;
