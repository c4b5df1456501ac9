import { CURRENCIES, fitsCurrency, sum, type Currency } from '@ringvirkning/kernel';
import { z } from 'zod';
import { MILLION, millionths } from '../decimal.js';
import { amount, code, fraction, message, title } from '../fields.js';

const year = z
  .int(message('skal være et årstal', 'must be a year'))
  .min(1990, message('skal være et årstal fra 1990', 'must be a year from 1990 on'))
  .max(2200, message('skal være et årstal til og med 2200', 'must be a year up to 2200'));
const weight = z
  .int()
  .min(1, message('skal være et helt tal over 0', 'must be a whole number above 0'))
  .max(1_000_000_000);
const term = z
  .strictObject({ from: year, to: year })
  .refine((t) => t.from <= t.to, message('perioden slutter før den begynder', 'the term ends before it begins'));
/** Consequences of the valuation model; all when left out. */
const lines = z.array(code).min(1).optional();
const common = { id: code, title: title.optional(), term: term.optional() };

/** (1) `from` returns a share of its realised gain to `to`, until what `to` has paid in is covered. */
const returns = z.strictObject({
  kind: z.literal('return'),
  ...common,
  from: code,
  to: code,
  share: fraction,
  lines,
  until: z.union([z.strictObject({ covered: z.enum(['capital', 'payments']) }), z.strictObject({ amount })]).optional(),
  /** At most so much over the whole term. */
  cap: amount.optional(),
});

/** Amounts per side, from a year on. */
const contributions = z
  .array(z.strictObject({ from: year, parts: z.record(code, amount) }))
  .min(1)
  .refine(
    (list) => list.every((each, i) => i === 0 || list[i - 1]!.from < each.from),
    message('årene skal stå i rækkefølge', 'the years must stand in order'),
  );

/** (2) A pooled fund: overspend in shared lines is met by the risk pool first, then by shares, each at most its own contribution of the year. */
const pool = z.strictObject({
  kind: z.literal('pool'),
  ...common,
  host: code,
  contributions,
  /** For the whole term; the host holds it. */
  riskPool: amount,
  lines: z
    .array(
      z
        .strictObject({
          code,
          /** On whom an overspend falls before it is shared. */
          owner: code,
          /** Per year. */
          budget: amount,
          /** `variable`: by the contributions of the year. `none`: an overspend stays with its owner. */
          shared: z.enum(['fixed', 'variable', 'none']),
          shares: z.record(code, fraction).optional(),
        })
        .refine(
          (line) => (line.shared === 'fixed') === (line.shares !== undefined),
          message('faste andele skrives i «shares», og kun de', 'fixed shares stand in «shares», and only those'),
        )
        .refine(
          ({ shares }) => shares === undefined || sum(Object.values(shares).map(millionths)) === MILLION,
          message('andelene skal give 1 tilsammen', 'the shares must add up to 1'),
        ),
    )
    .min(1),
});

/** (3) The gains of several sides are one, and are shared out tier by tier. */
const distribute = z
  .strictObject({
    kind: z.literal('distribute'),
    ...common,
    contributions: z.record(code, amount),
    tiers: z
      .array(
        z.strictObject({
          sides: z.array(code).min(1),
          /** Each side gets at most this part of its contribution in the tier; the last tier has no limit. */
          upTo: fraction.optional(),
        }),
      )
      .min(1),
  })
  .refine(
    ({ tiers }) => tiers.every(({ upTo }, i) => (upTo === undefined) === (i === tiers.length - 1)),
    message('det sidste trin, og kun det, er uden grænse', 'the last tier, and only the last, has no limit'),
  );

const losses = z.strictObject({ minimumRate: fraction, share: fraction, limit: fraction });
/** (4) A share of a year's saving, once it exceeds a rate of the baseline; times quality, within a limit; and perhaps of its losses. */
const savings = z.strictObject({
  kind: z.literal('shared-savings'),
  ...common,
  from: code,
  to: code,
  lines,
  /** What a year would have cost without the intervention. */
  baseline: amount,
  minimumRate: fraction,
  share: fraction,
  /** A figure between 0 and 1 that is stated for each year. Below the minimum nothing is shared. */
  quality: z.strictObject({ figure: code, minimum: fraction.optional() }).optional(),
  /** At most this part of the baseline. */
  limit: fraction,
  losses: losses.optional(),
});

/** (5) The frame of a board falls for good, by a share of its average realised gain in a term, or by an amount. */
const frame = z.strictObject({
  kind: z.literal('frame'),
  ...common,
  board: code,
  /** Whose frame rises by the same; the council's when left out. */
  to: code.optional(),
  from: year,
  by: z.union([z.strictObject({ share: fraction, averageOf: term }), z.strictObject({ amount })]),
});

const leaf = z.strictObject({ side: code, weight });
/** A key in two levels: sides, and groups with a key of their own. */
const key = z.array(z.union([leaf, z.strictObject({ group: title, weight, key: z.array(leaf).min(1) })])).min(1);
/** (7) A yearly contribution by a formula. */
const contribute = z.strictObject({ kind: z.literal('contribute'), ...common, to: code, amount, key });

export const AgreementStepSchema = z.discriminatedUnion('kind', [
  returns,
  pool,
  distribute,
  savings,
  frame,
  contribute,
]);

/** A side of the agreement: a purse as the benefits ledger names it. */
const side = z.strictObject({
  id: code,
  silo: z
    .string()
    .regex(
      /^(municipality|region|fund|company|supplier|state)(:[A-Za-z0-9-]+)?(\/[a-z0-9-]+)?$/,
      message(
        'skal være en kasse, som «municipality:0751/sociale-forhold»',
        'must be a purse, such as «municipality:0751/social»',
      ),
    ),
  name: title,
  /** The account that a transfer is posted on: 16 digits of the authorised chart of accounts. */
  account: z
    .string()
    .regex(/^\d{16}$/, message('skal være 16 cifre i anførselstegn', 'must be 16 digits in quotation marks'))
    .optional(),
});

const amountsOf = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    ['amount', 'cap', 'riskPool', 'budget', 'baseline'].includes(name) && typeof inner === 'string'
      ? [inner]
      : name === 'parts' || (name === 'contributions' && !Array.isArray(inner))
        ? Object.values(inner as Record<string, string>)
        : amountsOf(inner),
  );
};
const fits = ({ currency, steps }: { readonly currency: Currency; readonly steps: unknown }): boolean =>
  amountsOf(steps).every((each) => fitsCurrency(each, currency));

/** A benefit-sharing agreement: a waterfall of steps, followed in their order, on realised figures per side and budget year. */
export const AgreementSchema = z
  .strictObject({
    language: z.literal('ringvirkning-agreement/1'),
    code,
    version: z.int().min(1).max(999_999),
    title,
    currency: z.enum(CURRENCIES),
    /** Budget years. */
    period: term,
    /** Whether gains that free no money count. */
    gains: z.enum(['cashable', 'all']),
    sides: z.array(side).min(2).max(100),
    /** (6) These sides share no more than they have gained within so many years, less what they have paid for outcomes. */
    valueTest: z.strictObject({ years: z.int().min(1).max(70), sides: z.array(code).min(1) }).optional(),
    steps: z.array(AgreementStepSchema).min(1).max(50),
  })
  .refine(fits, message('et beløb har flere decimaler end valutaen', 'an amount has more decimals than the currency'));

export type Agreement = z.infer<typeof AgreementSchema>;
export type AgreementStep = Agreement['steps'][number];
export type StepOf<K extends AgreementStep['kind']> = Extract<AgreementStep, { kind: K }>;
export type AgreementSide = Agreement['sides'][number];
export type Term = Agreement['period'];

/** When a step applies: its own term, or the whole period. */
export const termOf = (agreement: Pick<Agreement, 'period'>, step: Pick<AgreementStep, 'term'>): Term =>
  step.term ?? agreement.period;

/** JSON Schema (draft 2020-12) of the document as it is written, for editors and other tools. */
export const agreementJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(AgreementSchema, { io: 'input', unrepresentable: 'any' }),
  $id: 'https://ringvirkning.dk/schemas/benefit-sharing-agreement-1.json',
  title: 'Ringvirkning benefit-sharing agreement',
});
