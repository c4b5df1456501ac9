import { majorUnits, minorUnits, multiplyRounded, type Currency, type Sentence } from '@ringvirkning/kernel';
import { beyondFirstYear } from '../consequence-schema.js';
import { MILLION, millionths } from '../decimal.js';
import type { Consequence, ValuationModel } from '../model-schema.js';
import { keyOf } from './expected.js';

export type Grade = Consequence['confidence'];
/** Share up and down that an input of each confidence grade may lie off, e.g. `'0.2'`. */
export type Ranges = Readonly<Record<Grade, string>>;

/** What is assumed when nobody states otherwise. Round figures of this product, not a published norm. */
export const DEFAULT_RANGES: Ranges = { high: '0.1', medium: '0.2', low: '0.4' };

/** A figure of the model that may be another than expected. */
export interface Input {
  /** Units of a consequence, a unit price, or how much of the effect lasts beyond the first twelve months. */
  readonly kind: 'quantity' | 'price' | 'lasting';
  /** `keyOf` of the consequence, or the code of the price. */
  readonly code: string;
  readonly title: Sentence;
  readonly outcome: string | null;
  readonly grade: Grade;
  /** Factors on what the model states, in millionths. */
  readonly low: bigint;
  readonly high: bigint;
  /** The consequences it bears on (`keyOf`). */
  readonly affects: readonly string[];
  /** The model with the input at a factor (millionths), and with the affected consequences only. */
  at(factor: bigint): ValuationModel;
}

type Placed = { readonly outcome: string; readonly item: Consequence; readonly key: string };

const WEAKEST: readonly Grade[] = ['low', 'medium', 'high'];

/** The inputs that bear on some outcomes, in the order of the model. */
export function inputsOf(model: ValuationModel, outcomes: ReadonlySet<string>, ranges: Ranges): Input[] {
  const placed = Object.entries(model.outcomes)
    .filter(([outcome]) => outcomes.has(outcome))
    .flatMap(([outcome, list]) =>
      list.map((item): Placed => ({ outcome, item, key: keyOf(outcome, item.consequence) })),
    );
  const prices = [...new Set(placed.map(({ item }) => item.price))];
  return [
    ...placed.flatMap((each) => ofConsequence(model, each, ranges)),
    ...prices.map((code) =>
      ofPrice(
        model,
        code,
        placed.filter(({ item }) => item.price === code),
        ranges,
      ),
    ),
  ];
}

const spread = (grade: Grade, ranges: Ranges) => ({
  grade,
  low: MILLION - millionths(ranges[grade]),
  high: MILLION + millionths(ranges[grade]),
});

function ofConsequence(model: ValuationModel, { outcome, item, key }: Placed, ranges: Ranges): Input[] {
  const { title, confidence } = item;
  const range = spread(confidence, ranges);
  const common = { code: key, title, outcome, affects: [key] };
  const later = beyondFirstYear(item.profile)
    .filter(({ later }) => later)
    .map(({ share }) => millionths(share));
  const most = later.reduce((a, b) => (a > b ? a : b), 0n);
  // More than all of an effect cannot last.
  const atMost = most === 0n ? 0n : (MILLION * MILLION) / most;
  return [
    {
      ...common,
      ...range,
      kind: 'quantity',
      at: (factor) =>
        only(model, { ...item, quantity: decimal((millionths(item.quantity) * factor) / MILLION) }, outcome),
    },
    ...(most === 0n
      ? []
      : [
          {
            ...common,
            ...range,
            high: range.high < atMost ? range.high : atMost,
            kind: 'lasting' as const,
            at: (factor: bigint) => only(model, { ...item, profile: lasting(item.profile, factor) }, outcome),
          },
        ]),
  ];
}

function ofPrice(model: ValuationModel, code: string, users: readonly Placed[], ranges: Ranges): Input {
  const price = model.prices[code]!;
  const weakest = WEAKEST.find((grade) => users.some(({ item }) => item.confidence === grade))!;
  return {
    kind: 'price',
    code,
    title: price.title,
    outcome: null,
    // What is published is known; what is assumed is as weak as the weakest that rests on it.
    ...spread(price.basis === 'public' ? 'high' : weakest, ranges),
    affects: users.map(({ key }) => key),
    at: (factor) => ({
      ...model,
      prices: { ...model.prices, [code]: { ...price, values: priced(price.values, factor, model.currency) } },
      outcomes: Object.fromEntries(
        [...Map.groupBy(users, ({ outcome }) => outcome)].map(([outcome, of]) => [outcome, of.map(({ item }) => item)]),
      ),
    }),
  };
}

const only = (model: ValuationModel, item: Consequence, outcome: string): ValuationModel => ({
  ...model,
  outcomes: { [outcome]: [item] },
});

const lasting = (profile: Consequence['profile'], factor: bigint): Consequence['profile'] =>
  beyondFirstYear(profile).map(({ later, ...phased }) =>
    later ? { ...phased, share: decimal((millionths(phased.share) * factor) / MILLION) } : phased,
  );

const priced = <T extends { readonly amount: string }>(values: readonly T[], factor: bigint, currency: Currency): T[] =>
  values.map((value) => ({
    ...value,
    amount: majorUnits(multiplyRounded(minorUnits(value.amount, currency), factor, MILLION), currency),
  }));

/** Millionths as a decimal with six places. */
function decimal(value: bigint): string {
  const magnitude = value < 0n ? -value : value;
  return `${value < 0n ? '-' : ''}${magnitude / MILLION}.${(magnitude % MILLION).toString().padStart(6, '0')}`;
}
