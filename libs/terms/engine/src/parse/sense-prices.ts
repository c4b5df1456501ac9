import {
  compare,
  intervalOf,
  KINDS,
  type Outcome,
  type OutcomeKind,
  parseRational,
  type Price,
  pricesOf,
  type Terms,
  ZERO,
} from '@ringvirkning/terms-language';
import { unless, type Check, type Problem } from './problem.js';
import type { Path } from './read.js';
import { partOfWholeFits } from './sense-bounds.js';
import { trancheConditionMakesSense } from './sense-conditions.js';
import { ascending, ascendingSteps, tiersFit } from './sense-tables.js';

/** Prices that do not fit what they price, and tables out of order. */
export const pricesMakeSense: Check = (terms) => [
  ...terms.outcomes.flatMap((outcome, i) => [
    ...(outcome.price ? priceFits(terms, outcome, outcome.price, ['outcomes', i, 'price']) : []),
    ...laterPricesFit(terms, outcome, ['outcomes', i]),
    ...pricesOf(outcome).flatMap((price, j) =>
      boundsIn(price).flatMap(({ bound, at }) =>
        partOfWholeFits(terms, outcome.code, bound, [
          ...(j === 0 ? ['outcomes', i, 'price'] : ['outcomes', i, 'laterPrices', j - 1, 'price']),
          ...at,
        ]),
      ),
    ),
  ]),
  ...unless(
    terms.pricesRoundedTo === undefined || compare(parseRational(terms.pricesRoundedTo), ZERO) > 0,
    ['pricesRoundedTo'],
    'step-not-positive',
    'Priser kan kun rundes til et beløb over 0, f.eks. 1 eller 10.',
    'Prices can only be rounded to an amount above 0, e.g. 1 or 10.',
  ),
];

/** The bounds that a price asks its quantity to reach, and where they stand. */
function boundsIn(price: Price): { readonly bound: string | undefined; readonly at: Path }[] {
  switch (price.kind) {
    case 'per-unit':
      return [{ bound: price.threshold, at: ['threshold'] }];
    case 'steps':
      return price.steps.map(({ from: bound }, i) => ({ bound, at: ['steps', i, 'from'] }));
    case 'interpolated':
      return price.points.map(({ at: bound }, i) => ({ bound, at: ['points', i, 'at'] }));
    default:
      return [];
  }
}

/** They follow a first price, in the order of their days. */
function laterPricesFit(terms: Terms, outcome: Outcome, path: Path): Problem[] {
  const { price, laterPrices = [] } = outcome;
  return [
    ...unless(
      price !== undefined || laterPrices.length === 0,
      [...path, 'laterPrices'],
      'price-missing',
      'Angiv også den pris (price) der gælder indtil da.',
      'Give the price too that holds until then.',
    ),
    ...laterPrices.flatMap((later, i) => [
      ...unless(
        i === 0 || laterPrices[i - 1]!.from < later.from,
        [...path, 'laterPrices', i, 'from'],
        'not-ascending',
        `Priserne skal stå efter stigende dag; her følger ${later.from} efter ${laterPrices[i - 1]?.from}.`,
        `The prices must be in order of their days; here ${later.from} follows ${laterPrices[i - 1]?.from}.`,
      ),
      ...unless(
        terms.period.from < later.from && later.from <= terms.period.to,
        [...path, 'laterPrices', i, 'from'],
        'price-outside-period',
        `En senere pris skal begynde inden for kontraktens periode, efter ${terms.period.from} og senest ${terms.period.to}.`,
        `A later price must begin within the contract's period, after ${terms.period.from} and no later than ${terms.period.to}.`,
      ),
      ...unless(
        price === undefined || countsAlike(price, later.price),
        [...path, 'laterPrices', i, 'price'],
        'price-of-another-kind',
        'En senere pris skal være af samme slags som den første, også i samme enhed; ellers ved et loft ikke, hvad det tæller. Lav et resultat mere.',
        'A later price must be of the same kind as the first, in the same unit too; otherwise a cap does not know what it counts. Make another outcome.',
      ),
      ...priceFits(terms, outcome, later.price, [...path, 'laterPrices', i, 'price']),
    ]),
  ];
}

type By = (typeof KINDS)[OutcomeKind]['pricedBy'][number];
const pricedBy = (kind: OutcomeKind, by: By): boolean => KINDS[kind].pricedBy.includes(by);
/** `total, difference and avoided-cost` */
const kindsPricedBy = (by: By, and: string): string => {
  const kinds = Object.keys(KINDS).filter((kind) => pricedBy(kind as OutcomeKind, by));
  return `${kinds.slice(0, -1).join(', ')} ${and} ${kinds.at(-1)}`;
};

const countsAlike = (a: Price, b: Price): boolean =>
  a.kind === b.kind && (a.kind !== 'per-unit' || b.kind !== 'per-unit' || a.unit === b.unit);

function priceFits(terms: Terms, outcome: Outcome, price: Price, path: Path): Problem[] {
  switch (price.kind) {
    case 'per-claim':
      return perClaim(outcome, price, path);
    case 'per-time':
      return perTime(terms, outcome, path);
    case 'per-unit':
      return [
        ...needsQuantity(outcome, path),
        ...unless(
          price.unit !== 'percentage-point' || pricedBy(outcome.kind, 'percentage-point'),
          [...path, 'unit'],
          'price-does-not-fit',
          `Kun ${kindsPricedBy('percentage-point', 'og')} har procentpoint.`,
          `Only ${kindsPricedBy('percentage-point', 'and')} have percentage points.`,
        ),
      ];
    case 'steps':
      return [...needsQuantity(outcome, path), ...ascendingSteps(price.steps, [...path, 'steps'])];
    case 'interpolated':
      return [
        ...needsQuantity(outcome, path),
        ...ascending(
          price.points.map((point) => point.at),
          [...path, 'points'],
        ),
      ];
    case 'tranches':
      return [
        ...unless(
          pricedBy(outcome.kind, 'tranche'),
          path,
          'price-does-not-fit',
          `Trancher er andele af et beløb: brug dem til ${kindsPricedBy('tranche', 'eller')}.`,
          `Tranches are shares of an amount: use them for ${kindsPricedBy('tranche', 'or')}.`,
        ),
        ...trancheOrder(terms, outcome, price, path),
      ];
    case 'by-number':
      return tiersFit(outcome, price, path);
  }
}

const needsQuantity = (outcome: Outcome, path: Path): Problem[] =>
  unless(
    pricedBy(outcome.kind, 'quantity'),
    path,
    'price-does-not-fit',
    `Et resultat af slagsen ${outcome.kind} er nået eller ej: brug per-claim eller per-time.`,
    `An outcome of kind ${outcome.kind} is reached or not: use per-claim or per-time.`,
  );

function perClaim(outcome: Outcome, price: Extract<Price, { kind: 'per-claim' }>, path: Path): Problem[] {
  const priced = price.byFollowUp?.map((entry) => entry.followUp) ?? [];
  const missing =
    price.amount !== undefined ? [] : (outcome.followUps?.filter((code) => !priced.includes(code)) ?? ['']);
  const named = missing
    .filter(Boolean)
    .map((code) => `«${code}»`)
    .join(', ');
  return [
    ...unless(
      missing.length === 0,
      path,
      'price-missing',
      named
        ? `Prisen ved ${named} mangler. Angiv amount, eller en række i byFollowUp for hver af resultatets opfølgninger.`
        : 'Beløbet mangler. Angiv amount, f.eks. 20000.',
      named
        ? `The price at ${named} is missing. Give amount, or a row in byFollowUp for each of the outcome's follow-ups.`
        : 'The amount is missing. Give amount, e.g. 20000.',
    ),
    ...priced.flatMap((code, i) =>
      unless(
        outcome.followUps?.includes(code) ?? false,
        [...path, 'byFollowUp', i],
        'follow-up-of-another',
        `Resultatet har ikke opfølgningen «${code}».`,
        `The outcome does not have the follow-up «${code}».`,
      ),
    ),
    ...unless(
      new Set(priced).size === priced.length,
      [...path, 'byFollowUp'],
      'declared-twice',
      'En opfølgning har to priser.',
      'A follow-up has two prices.',
    ),
  ];
}

function perTime(terms: Terms, outcome: Outcome, path: Path): Problem[] {
  if (!outcome.followUps)
    return unless(
      false,
      path,
      'price-does-not-fit',
      'En pris pr. tidsenhed kræver opfølgninger.',
      'A price per unit of time needs follow-ups.',
    );
  // A follow-up without a time is a fault of its own.
  if (terms.followUps.some(({ months, weeks }) => months === undefined && weeks === undefined)) return [];
  return outcome.followUps.flatMap((code) =>
    unless(
      compare(intervalOf(terms, outcome.followUps, code), ZERO) > 0,
      path,
      'no-interval',
      `Opfølgningen «${code}» dækker ingen tid.`,
      `The follow-up «${code}» covers no time.`,
    ),
  );
}

function trancheOrder(
  terms: Terms,
  outcome: Outcome,
  price: Extract<Price, { kind: 'tranches' }>,
  path: Path,
): Problem[] {
  const limits = price.tranches.map((tranche) => tranche.upTo);
  return [
    ...unless(
      limits.slice(0, -1).every((limit) => limit !== undefined),
      [...path, 'tranches'],
      'not-ascending',
      'Kun den sidste tranche kan være uden upTo.',
      'Only the last tranche may lack upTo.',
    ),
    ...ascending(
      limits.filter((limit) => limit !== undefined),
      [...path, 'tranches'],
    ),
    ...price.tranches.flatMap((tranche, i) =>
      tranche.requires.flatMap((condition, j) =>
        trancheConditionMakesSense(terms, outcome, condition, [...path, 'tranches', i, 'requires', j]),
      ),
    ),
  ];
}
