import { majorUnits, minorUnits, multiplyRounded, type Currency, type Sentence } from '@ringvirkning/kernel';
import { beyondFirstYear } from '../consequence-schema.js';
import { MILLION, millionths } from '../decimal.js';
import type { Consequence, ValuationModel } from '../model-schema.js';
import { NEEDS } from '../provisions/knowledge.js';
import { keyOf } from './expected.js';

export type Grade = Consequence['confidence'];
/** Share up and down that an input of each confidence grade may lie off, e.g. `'0.2'`. */
export type Ranges = Readonly<Record<Grade, string>>;

/** What is assumed when nobody states otherwise. Round figures of this product, not a published norm. */
export const DEFAULT_RANGES: Ranges = { high: '0.1', medium: '0.2', low: '0.4' };

/** A figure of the model that may be another than expected. */
export interface Input {
  /** Units of a consequence, a unit price, how much of the effect lasts beyond the first twelve months, or what a split assumes of people. */
  readonly kind: 'quantity' | 'price' | 'lasting' | 'assumed';
  /** `keyOf` of the consequence, the code of the price, or `anchor/need`. */
  readonly code: string;
  readonly title: Sentence;
  readonly outcome: string | null;
  readonly grade: Grade | null;
  /** Factors on what the model states, in millionths; of what is assumed of people, the lowest and highest value itself. */
  readonly low: bigint;
  readonly high: bigint;
  /** The consequences it is a figure of (`keyOf`). */
  readonly of: readonly string[];
  /** Those and the ones that share a provision's counters with them in the same outcome: their split may follow. */
  readonly affects: readonly string[];
  /** The model with the input at one end, and with the affected consequences only. */
  at(end: bigint): ValuationModel;
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
  const using = <T>(choose: (item: Consequence) => T) => [...Map.groupBy(placed, ({ item }) => choose(item))];
  return [
    ...placed.flatMap((each) => ofConsequence(model, placed, each, ranges)),
    ...using(({ price }) => price).map(([code, users]) => ofPrice(model, placed, code, users, ranges)),
    ...using(({ anchor }) => anchor).flatMap(([code, users]) => ofAnchor(model, placed, code, users)),
  ];
}

/** What changes with some consequences, in the order of the model: a provision counts days and costs over all that fall under it. */
function around(model: ValuationModel, placed: readonly Placed[], of: readonly Placed[]) {
  const provision = ({ item }: Placed): string => model.anchors[item.anchor]!.provision ?? item.anchor;
  const affected = placed.filter((each) =>
    of.some((one) => one.outcome === each.outcome && provision(one) === provision(each)),
  );
  const only = (changed: (item: Consequence, key: string) => Consequence = (item) => item): ValuationModel => ({
    ...model,
    outcomes: Object.fromEntries(
      [...Map.groupBy(affected, ({ outcome }) => outcome)].map(([outcome, list]) => [
        outcome,
        list.map(({ item, key }) => changed(item, key)),
      ]),
    ),
  });
  return { of: of.map(({ key }) => key), affects: affected.map(({ key }) => key), only };
}

const spread = (grade: Grade, ranges: Ranges) => ({
  grade,
  low: MILLION - millionths(ranges[grade]),
  high: MILLION + millionths(ranges[grade]),
});

function ofConsequence(model: ValuationModel, placed: readonly Placed[], each: Placed, ranges: Ranges): Input[] {
  const { outcome, item, key } = each;
  const { of, affects, only } = around(model, placed, [each]);
  const common = { code: key, title: item.title, outcome, of, affects, ...spread(item.confidence, ranges) };
  const changed = (change: Partial<Consequence>) => only((other, at) => (at === key ? { ...other, ...change } : other));
  const quantity: Input = {
    ...common,
    kind: 'quantity',
    at: (factor) => changed({ quantity: decimal((millionths(item.quantity) * factor) / MILLION) }),
  };
  const most = mostLater(item);
  if (most === 0n) return [quantity];
  // More than all of an effect cannot last.
  const atMost = (MILLION * MILLION) / most;
  return [
    quantity,
    {
      ...common,
      high: common.high < atMost ? common.high : atMost,
      kind: 'lasting',
      at: (factor) => changed({ profile: lasting(item.profile, factor) }),
    },
  ];
}

/** The greatest share of the effect after the first twelve months. */
const mostLater = ({ profile }: Consequence): bigint =>
  beyondFirstYear(profile)
    .filter(({ later }) => later)
    .map(({ share }) => millionths(share))
    .reduce((a, b) => (a > b ? a : b), 0n);

function ofPrice(
  model: ValuationModel,
  placed: readonly Placed[],
  code: string,
  users: readonly Placed[],
  ranges: Ranges,
): Input {
  const price = model.prices[code]!;
  const weakest = WEAKEST.find((grade) => users.some(({ item }) => item.confidence === grade))!;
  const { of, affects, only } = around(model, placed, users);
  return {
    kind: 'price',
    code,
    title: price.title,
    outcome: null,
    // What is published is known; what is assumed is as weak as the weakest that rests on it.
    ...spread(price.basis === 'public' ? 'high' : weakest, ranges),
    ...{ of, affects },
    at: (factor) => ({
      ...only(),
      prices: { ...model.prices, [code]: { ...price, values: priced(price.values, factor, model.currency) } },
    }),
  };
}

/** What a split assumes of people: everybody at the lowest value of the distribution, or at the highest. It moves money between purses alone. */
function ofAnchor(model: ValuationModel, placed: readonly Placed[], code: string, users: readonly Placed[]): Input[] {
  const anchor = model.anchors[code]!;
  const { of, affects, only } = around(model, placed, users);
  return NEEDS.flatMap((need): Input[] => {
    const values = anchor.assumes?.[need]?.values ?? [];
    const sorted = values.map(({ value }) => millionths(value)).sort((a, b) => (a < b ? -1 : 1));
    const [low, high] = [sorted[0], sorted.at(-1)];
    if (low === undefined || high === undefined || low === high) return [];
    const at = (value: bigint): ValuationModel => {
      const all = { source: '', values: [{ value: decimal(value), share: '1' }] };
      const assumes = { ...anchor.assumes, [need]: all };
      return { ...only(), anchors: { ...model.anchors, [code]: { ...anchor, assumes } } };
    };
    const { title } = anchor;
    return [
      { kind: 'assumed', code: `${code}/${need}`, title, outcome: null, grade: null, low, high, of, affects, at },
    ];
  });
}

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
