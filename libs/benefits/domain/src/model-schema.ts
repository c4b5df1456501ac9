import {
  addDays,
  CURRENCIES,
  fitsCurrency,
  isLocalDate,
  minorDigits,
  sum,
  type Currency,
  type LocalDate,
} from '@ringvirkning/kernel';
import { plainText } from '@ringvirkning/message';
import { z } from 'zod';
import { MILLION, millionths } from './decimal.js';

/** Zod carries one text per issue: the Danish sentence stands on its first line, the English on its second. */
const message = (da: string, en: string) => ({ error: `${da}\n${en}` });
const code = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,63}$/,
    message(
      'skal være en kode: små bogstaver, cifre og bindestreg',
      'must be a code: lower-case letters, digits and hyphens',
    ),
  );
const date = z
  .custom<LocalDate>(
    (v) => typeof v === 'string' && isLocalDate(v),
    message('skal være en dato (ÅÅÅÅ-MM-DD)', 'must be a date (YYYY-MM-DD)'),
  )
  .meta({ type: 'string', format: 'date' });
const text = plainText(z.string().min(1));
const title = z.strictObject({ da: text, en: text });
/** Numbers may be written bare in the document; their shortest text form is exact. */
const number = (pattern: RegExp, error: ReturnType<typeof message>) =>
  z.union([z.string(), z.number().transform(String)], error).pipe(z.string().regex(pattern, error));
const quantity = number(
  /^-?\d{1,9}(\.\d{1,6})?$/,
  message('skal være et tal med højst seks decimaler', 'must be a number with at most six decimals'),
);
const fraction = number(
  /^(0(\.\d{1,6})?|1(\.0{1,6})?)$/,
  message(
    'skal være en andel mellem 0 og 1 med højst seks decimaler',
    'must be a share between 0 and 1 with at most six decimals',
  ),
);
const amount = number(
  /^\d{1,12}(\.\d{1,3})?$/,
  message(
    'skal være et beløb i hele kroner, evt. med valutaens decimaler',
    'must be an amount in the major unit, with at most the decimals of the currency',
  ),
);

const share = z.strictObject({
  treasury: z.enum(['municipality', 'region', 'state']),
  /** A silo inside the municipality. */
  department: code.optional(),
  steeringArea: z.enum(['service', 'transfers', 'construction']).optional(),
  share: fraction,
});
const shares = z
  .array(share)
  .min(1)
  .refine(
    (list) => sum(list.map((item) => millionths(item.share))) === MILLION,
    message('andelene skal give 1 tilsammen', 'the shares must add up to 1'),
  )
  .refine(
    (list) =>
      list.every(
        (item) =>
          item.treasury === 'municipality' || (item.department === undefined && item.steeringArea === undefined),
      ),
    message(
      'forvaltning og styringsområde findes kun i kommunen',
      'department and steering area exist only in the municipality',
    ),
  );

const rule = z
  .strictObject({
    from: date,
    /** Last day; the last rule has none. */
    to: date.optional(),
    shares,
    /** Units per consequence and year that `shares` covers at most; what lies above follows `beyond`. */
    limit: quantity
      .refine((text) => millionths(text) > 0n, message('loftet skal være over 0', 'the limit must be above 0'))
      .optional(),
    beyond: shares.optional(),
    source: text.optional(),
  })
  .refine(
    (r) => (r.limit === undefined) === (r.beyond === undefined),
    message(
      'et loft kræver også en fordeling over loftet (beyond), og omvendt',
      'a limit needs a split beyond it, and the other way round',
    ),
  );

const unbroken = (rules: readonly { from: LocalDate; to?: LocalDate | undefined }[]) =>
  rules.every((r, i) =>
    i === rules.length - 1
      ? r.to === undefined
      : r.to !== undefined && r.to >= r.from && addDays(r.to, 1) === rules[i + 1]!.from,
  );

/** A legal anchor: the provision a consequence falls under, and how the law of each period splits it. */
const anchor = z.strictObject({
  title,
  rules: z
    .array(rule)
    .min(1)
    .refine(
      unbroken,
      message(
        'reglerne skal følge hinanden uden huller og overlap, og den sidste skal være åben',
        'the rules must follow each other without gap or overlap, and the last must be open',
      ),
    ),
});

const price = z
  .strictObject({
    title,
    unit: text,
    /** Whether the figure rests on a public source or on an assumption; an assumption needs its reason. */
    basis: z.enum(['public', 'assumption']),
    source: text.optional(),
    reason: text.optional(),
    values: z
      .array(z.strictObject({ from: date, amount }))
      .min(1)
      .refine(
        (values) => values.every((v, i) => i === 0 || v.from > values[i - 1]!.from),
        message('priserne skal stå i datorækkefølge', 'the prices must be in order of date'),
      ),
  })
  .refine(
    (p) => (p.basis === 'public' ? p.source !== undefined : p.reason !== undefined),
    message(
      'en offentlig pris kræver kilde, en antagelse kræver begrundelse',
      'a public price needs its source, an assumption its reason',
    ),
  );

const consequence = z.strictObject({
  consequence: code,
  title,
  /** Units per outcome in a year of full effect; negative for an extra cost. */
  quantity,
  price: code,
  anchor: code,
  /** Share of the full-year effect in the year of the outcome (0) and the years after it. */
  profile: z
    .array(z.strictObject({ year: z.int().min(0).max(70), share: fraction }))
    .min(1)
    .refine(
      (years) => years.every((y, i) => i === 0 || y.year > years[i - 1]!.year),
      message('profilens år skal være stigende', 'the years of the profile must ascend'),
    ),
  cashable: z.boolean(),
  confidence: z.enum(['high', 'medium', 'low']),
  /** Share taken off the estimate for optimism. */
  optimismBias: fraction.optional(),
  /** Account string of the authorised chart of accounts, kept as written. */
  account: text.optional(),
});

type Report = (path: (string | number)[], da: string, en: string) => void;
/** What must stand for the names to be checked, even when other parts are still wrong. */
const named = z.looseObject({
  prices: z.record(z.string(), z.unknown()),
  anchors: z.record(z.string(), z.unknown()),
  outcomes: z.record(
    z.string(),
    z.array(z.looseObject({ consequence: z.string(), price: z.string(), anchor: z.string() })),
  ),
});

function checkNames(model: z.infer<typeof named>, report: Report): void {
  for (const [outcome, list] of Object.entries(model.outcomes)) {
    list.forEach((item, index) => {
      const at = ['outcomes', outcome, index];
      if (!Object.hasOwn(model.prices, item.price))
        report(
          [...at, 'price'],
          `prisen "${item.price}" findes ikke i kataloget`,
          `the price "${item.price}" is not in the catalogue`,
        );
      if (!Object.hasOwn(model.anchors, item.anchor))
        report(
          [...at, 'anchor'],
          `lovgrundlaget "${item.anchor}" findes ikke`,
          `the legal anchor "${item.anchor}" does not exist`,
        );
      if (list.findIndex((other) => other.consequence === item.consequence) < index)
        report([...at, 'consequence'], 'konsekvensen står to gange', 'the consequence occurs twice');
    });
  }
}

/** `20.000` kroner is 20, and was hardly meant. */
function checkAmounts(
  { currency, prices }: { currency: Currency; prices: Record<string, { values: { amount: string }[] }> },
  report: Report,
): void {
  const most = minorDigits(currency);
  for (const [name, { values }] of Object.entries(prices))
    for (const [i, { amount }] of values.entries())
      if (!fitsCurrency(amount, currency))
        report(
          ['prices', name, 'values', i, 'amount'],
          `har flere decimaler end ${currency} (${most}); skriv 20000 for tyve tusind`,
          `has more decimals than ${currency} (${most}); write 20000 for twenty thousand`,
        );
}

type Dated = {
  validFrom: LocalDate;
  prices: Record<string, { values: { from: LocalDate }[] }>;
  anchors: Record<string, { rules: { from: LocalDate }[] }>;
};

function checkValidity(model: Dated, report: Report): void {
  const late = (from: LocalDate) => from > model.validFrom;
  const da = 'skal gælde senest fra modellens validFrom';
  const en = "must be in force by the model's validFrom";
  for (const [name, p] of Object.entries(model.prices))
    if (late(p.values[0]!.from)) report(['prices', name, 'values'], da, en);
  for (const [name, a] of Object.entries(model.anchors))
    if (late(a.rules[0]!.from)) report(['anchors', name, 'rules'], da, en);
}

const reporter =
  (context: z.core.$RefinementCtx<unknown>): Report =>
  (path, da, en) =>
    context.addIssue({ code: 'custom', path, message: message(da, en).error });

/** The valuation model document (DOMAIN: consequences × quantity × unit price × time profile × law-dated split). */
export const ValuationModelSchema = z
  .strictObject({
    code,
    version: z.int().min(1).max(999_999),
    title,
    currency: z.enum(CURRENCIES),
    /** Outcomes achieved before this day are not valued by the model. */
    validFrom: date,
    /** All prices are in this year's price level. */
    priceLevelYear: z.int().min(1990).max(2200),
    source: text,
    departments: z.record(code, title).default({}),
    prices: z.record(code, price),
    anchors: z.record(code, anchor),
    outcomes: z.record(code, z.array(consequence).min(1)),
  })
  .superRefine((model, context) => checkNames(model, reporter(context)), {
    when: (payload) => named.safeParse(payload.value).success,
  })
  .superRefine((model, context) => checkAmounts(model, reporter(context)))
  .superRefine((model, context) => checkValidity(model, reporter(context)));

/** JSON Schema (draft 2020-12) of the document as it is written, for editors and other tools. */
export const valuationModelJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(ValuationModelSchema, { io: 'input', unrepresentable: 'any' }),
  $id: 'https://ringvirkning.dk/schemas/valuation-model-1.json',
  title: 'Ringvirkning valuation model',
});

export type ValuationModel = z.infer<typeof ValuationModelSchema>;
export type Consequence = z.infer<typeof consequence>;
export type Share = z.infer<typeof share>;
export type SplitRule = z.infer<typeof rule>;
export type Anchor = z.infer<typeof anchor>;
