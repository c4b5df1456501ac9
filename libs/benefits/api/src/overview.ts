import { AmountSchema, CurrencySchema, IdSchema } from '@ringvirkning/message';
import { z } from 'zod';
import { RestrictedSchema } from './restricted.js';
import { SentenceSchema } from './valuation.js';

/** Who holds a purse: the three public treasuries, the citizens themselves, and the private parties that invest, deliver or receive. */
export const TREASURIES = ['municipality', 'region', 'state', 'citizen', 'fund', 'supplier', 'company'] as const;
export const TreasurySchema = z.enum(TREASURIES);
export type Treasury = z.infer<typeof TreasurySchema>;

/** Danish steering areas (service, overførsler, anlæg): a service investment that saves transfers is a pocket problem inside one municipality. */
export const STEERING_AREAS = ['service', 'transfers', 'construction'] as const;
export const SteeringAreaSchema = z.enum(STEERING_AREAS);
export type SteeringArea = z.infer<typeof SteeringAreaSchema>;

/** Whether gains of years to come are wanted (`forecast`), of years begun (`realised`) or both. */
export const BasisSchema = z.enum(['forecast', 'realised']);
export type Basis = z.infer<typeof BasisSchema>;

const year = z.coerce.number().int().min(1990).max(2200);

/**
 * Query of GET /api/benefits/overview and of GET /api/benefits/flows (there `year` may be used for `budgetYear`).
 * Currencies are never added: a contract has one; without a contract, `currency` decides (DKK when left out). `basis`/`cashable` narrow what counts as gained.
 */
export const OverviewQuerySchema = z.object({
  contractId: IdSchema.optional(),
  currency: CurrencySchema.optional(),
  budgetYear: year.optional(),
  year: year.optional(),
  basis: BasisSchema.optional(),
  cashable: z.enum(['true', 'false']).optional(),
});
export type OverviewQuery = z.infer<typeof OverviewQuerySchema>;

/**
 * Minor units. For outside parties, amounts behind which stand fewer than five people are left out of every figure (`suppressed` says so), and a figure
 * of which nothing is left is null.
 */
const Cell = AmountSchema.nullable();

/** The four kinds of gain that are never blended silently. */
export const GainsSchema = z.object({
  realisedCashable: Cell,
  realisedNonCashable: Cell,
  forecastCashable: Cell,
  forecastNonCashable: Cell,
});
export type Gains = z.infer<typeof GainsSchema>;

const figures = {
  /** Capital committed by an investor. */
  invested: Cell,
  /** Outcome payments authorised with this silo as payer. */
  paid: Cell,
  /** Outcome payments authorised with this silo as payee. */
  received: Cell,
  /** Benefits that fall to this silo, under the query's `basis` and `cashable`. */
  gained: Cell,
  /** Got by final settlements between departments, minus given; null for outside parties, to whom it is not told. */
  settled: Cell,
  /** Gains that were expected when the contracts were signed, by what their terms plan: beside the gains, never in them. Absent where none is kept. */
  atSignature: AmountSchema.optional(),
  /** received + gained + settled − invested − paid. */
  net: Cell,
  gains: GainsSchema,
};

export const SiloYearSchema = z.object({
  /** Stable key, e.g. `municipality:0751/social`, `region:midtjylland`, `state`, `fund:dsi`. */
  silo: z.string(),
  name: SentenceSchema,
  treasury: TreasurySchema,
  department: z.string().nullable(),
  budgetYear: z.int(),
  ...figures,
  /** `gained` by steering area; only areas that occur. */
  gainedBySteeringArea: z.partialRecord(SteeringAreaSchema, Cell),
  suppressed: z.boolean(),
});
export type SiloYear = z.infer<typeof SiloYearSchema>;

export const OverviewSchema = z.object({
  currency: CurrencySchema,
  /** Currencies that also have figures and are not in this answer. */
  otherCurrencies: z.array(CurrencySchema),
  silos: z.array(SiloYearSchema),
  totals: z.object(figures),
  suppressed: z.boolean(),
  restricted: RestrictedSchema,
});
export type Overview = z.infer<typeof OverviewSchema>;

/**
 * GET /api/benefits/flows → Sankey: money flows payer/investor → intervention (contract), benefits flow intervention → purse. Beyond 25 interventions the smaller ones
 * are one node, `contract:others`.
 */
export const FlowNodeSchema = z.object({
  id: z.string(),
  kind: z.enum(['payer', 'intervention', 'purse']),
  name: SentenceSchema,
  treasury: TreasurySchema.nullable(),
});
export const FlowLinkSchema = z.object({
  source: z.string(),
  target: z.string(),
  /** `gained`: realised. `expected`: forecast. */
  kind: z.enum(['invested', 'paid', 'gained', 'expected']),
  /** Minor units, always positive; a negative gain (an extra cost) is left out here and shown in the overview. */
  amount: AmountSchema,
});
export const FlowsSchema = z.object({
  currency: CurrencySchema,
  otherCurrencies: z.array(CurrencySchema),
  year: z.int().nullable(),
  /** Budget years that have figures, ascending: the range of a year slider. */
  years: z.array(z.int()),
  nodes: z.array(FlowNodeSchema),
  links: z.array(FlowLinkSchema),
  suppressed: z.boolean(),
  restricted: RestrictedSchema,
});
export type FlowNode = z.infer<typeof FlowNodeSchema>;
export type FlowLink = z.infer<typeof FlowLinkSchema>;
export type Flows = z.infer<typeof FlowsSchema>;

/**
 * GET /api/benefits/matrix: who invested × who gained. A contract's gains are shared out among those who bear its cost (capital, or outcome payments where nobody put up
 * capital) in proportion to it, over all years; the query's year narrows the gains alone. Cells add up to the gains of the overview.
 */
export const MatrixSchema = z.object({
  currency: CurrencySchema,
  otherCurrencies: z.array(CurrencySchema),
  /** Purses of the cells, with their names, in order of their keys. */
  silos: z.array(z.object({ silo: z.string(), name: SentenceSchema, treasury: TreasurySchema })),
  cells: z.array(
    z.object({
      /** Null: no cost is borne yet, or by purses that the reader does not see. */
      investedBy: z.string().nullable(),
      gainedBy: z.string(),
      realised: AmountSchema,
      forecast: AmountSchema,
      /** Expected when the contracts were signed; absent where none is kept. */
      atSignature: AmountSchema.optional(),
    }),
  ),
  suppressed: z.boolean(),
  restricted: z.boolean(),
});
export type Matrix = z.infer<typeof MatrixSchema>;
