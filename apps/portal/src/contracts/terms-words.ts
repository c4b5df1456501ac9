import { fitsCurrency, minorUnits, type Currency, type Sentence } from '@ringvirkning/kernel';
import {
  isPartOfWhole,
  KINDS,
  type Cap,
  type Floor,
  type FollowUp,
  type Group,
  type Outcome,
  type Price,
  type Terms,
} from '@ringvirkning/terms-language';
import type { Text } from '../i18n/i18n.js';

export type Words = Pick<Text, 't' | 'say' | 'word' | 'money' | 'decimal' | 'share'>;

/** An amount as the terms hold it; unit prices may have more decimals than a coin. */
export const termsAmount = (
  amount: string,
  currency: Currency,
  { money, decimal }: Pick<Words, 'money' | 'decimal'>,
): string =>
  fitsCurrency(amount, currency)
    ? money(minorUnits(amount, currency).toString(), currency)
    : `${decimal(amount)} ${currency}`;

/** A bound: a number, or a part of the whole as it stands (`50/162`). */
export const boundText = (bound: string, { decimal }: Pick<Words, 'decimal'>): string =>
  isPartOfWhole(bound) ? bound : decimal(bound);

/** Where a row of a table begins: «fra 5», or «over 5» where 5 itself is not in it. */
export const startOf = (
  { from, inclusive }: { readonly from: string; readonly inclusive: boolean },
  words: Pick<Words, 't' | 'decimal'>,
): string => words.t(inclusive ? 'price.from' : 'price.above', { from: boundText(from, words) });

/** `0.75` as 75 %, `2/3` as it stands: a third has no exact per cent. */
export const termsShare = (share: string, { share: percent }: Pick<Words, 'share'>): string =>
  share.includes('/') ? share : percent(Number(share));

export const followUpName = (followUp: FollowUp, { t, say }: Pick<Words, 't' | 'say'>): string =>
  followUp.name
    ? say(followUp.name)
    : followUp.months
      ? t('terms.months', { count: followUp.months })
      : followUp.weeks
        ? t('terms.weeks', { count: followUp.weeks })
        : followUp.code;

/** Names of a contract's codes in the person's language; a code we do not know is shown as it is. */
export function namesOf(terms: Pick<Terms, 'outcomes' | 'followUps'> | undefined, words: Pick<Words, 't' | 'say'>) {
  const outcome = (code: string): string => {
    const found = terms?.outcomes.find((one) => one.code === code);
    return found ? words.say(found.name) : code;
  };
  const followUp = (code: string): string => {
    const found = terms?.followUps.find((one) => one.code === code);
    return found ? followUpName(found, words) : code;
  };
  return { outcome, followUp };
}

/** How an outcome is measured, and for what part of the calendar where each has a value of its own. */
export const kindLine = (outcome: Outcome, { t, say, word }: Pick<Words, 't' | 'say' | 'word'>): string => {
  const kind = say(KINDS[outcome.kind].name);
  return 'per' in outcome && outcome.per !== 'contract'
    ? t('terms.kindPer', { kind, per: word('per', outcome.per) })
    : kind;
};

/** What an outcome pays, and from which day something else. */
export const allPriceLines = (
  { price, laterPrices = [] }: Pick<Outcome, 'price' | 'laterPrices'>,
  terms: Pick<Terms, 'currency' | 'outcomes' | 'followUps'>,
  words: Words & Pick<Text, 'date'>,
): string[] => [
  ...priceLines(price, terms, words),
  ...laterPrices.flatMap((later) =>
    priceLines(later.price, terms, words).map((text) => words.t('price.later', { from: words.date(later.from), text })),
  ),
];

/** What a price pays, in one line per amount. */
export function priceLines(
  price: Price | undefined,
  terms: Pick<Terms, 'currency' | 'outcomes' | 'followUps'>,
  words: Words,
): string[] {
  const { t, word } = words;
  const amount = (text: string): string => termsAmount(text, terms.currency, words);
  if (!price) return [t('terms.noPrice')];
  switch (price.kind) {
    case 'per-claim':
      return [
        ...(price.amount ? [t('price.claim', { amount: amount(price.amount) })] : []),
        ...followUpPrices(price.byFollowUp ?? [], terms, words),
      ];
    case 'per-unit': {
      const text = t('price.unit', { amount: amount(price.amount), unit: word('unit', price.unit) });
      return [price.threshold ? t('price.threshold', { text, threshold: boundText(price.threshold, words) }) : text];
    }
    case 'per-time':
      return [t('price.time', { amount: amount(price.amount), months: price.months })];
    case 'steps':
      return price.steps.map((step) => t('price.step', { from: startOf(step, words), amount: amount(step.amount) }));
    case 'interpolated':
      return price.points.map((point) =>
        t('price.point', { at: boundText(point.at, words), amount: amount(point.amount) }),
      );
    case 'by-number':
      return price.tiers.map((tier, i) => tierLine(tier, price.tiers[i - 1]?.upTo ?? 0, amount(tier.amount), words));
    case 'tranches':
      return price.tranches.map(({ upTo, share }) =>
        upTo
          ? t('price.tranche', { share: termsShare(share, words), amount: amount(upTo) })
          : t('price.trancheRest', { share: termsShare(share, words) }),
      );
  }
}

const tierLine = (
  { upTo }: { readonly upTo?: number | undefined },
  before: number,
  amount: string,
  { t, decimal }: Words,
): string => {
  const from = decimal(String(before + 1));
  return upTo === undefined
    ? t('price.tierRest', { amount, from })
    : t('price.tier', { amount, from, to: decimal(String(upTo)) });
};

/** One line when all follow-ups pay the same, otherwise one line each. */
function followUpPrices(
  prices: readonly { readonly followUp: string; readonly amount: string }[],
  terms: Pick<Terms, 'currency' | 'outcomes' | 'followUps'>,
  words: Words,
): string[] {
  const amounts = new Set(prices.map(({ amount }) => amount));
  if (amounts.size === 1)
    return [words.t('price.claim', { amount: termsAmount(prices[0]!.amount, terms.currency, words) })];
  const { followUp: name } = namesOf(terms, words);
  return prices.map(({ followUp, amount }) =>
    words.t('price.followUp', { followUp: name(followUp), amount: termsAmount(amount, terms.currency, words) }),
  );
}

export type Scoped = Pick<Terms, 'currency' | 'outcomes' | 'followUps' | 'groups' | 'cohorts'>;

export function capLine(cap: Cap, terms: Scoped, words: Words): string {
  const { t, word } = words;
  const plain = t('cap.line', { step: word('step', cap.step), max: most(cap, terms, words) });
  const each =
    cap.step === 'quantity' && cap.per !== 'contract'
      ? t('cap.per', { text: plain, per: word('per', cap.per) })
      : plain;
  const whom = countedNames(cap, terms, words);
  const scoped = whom ? t('cap.outcomes', { text: each, outcomes: whom }) : each;
  return 'years' in cap && cap.years ? t('cap.years', { text: scoped, years: cap.years.join(', ') }) : scoped;
}

function most(cap: Cap, { currency }: Scoped, words: Words): string {
  if (cap.step !== 'quantity') return termsAmount(cap.max, currency, words);
  return cap.max === undefined ? termsShare(cap.share ?? '1', words) : words.decimal(cap.max);
}

/** The outcomes, groups and cohorts that a cap or floor counts; empty when it counts everything. */
function countedNames(
  { outcomes = [], groups = [], cohorts = [] }: Pick<Cap, 'outcomes' | 'groups' | 'cohorts'>,
  terms: Scoped,
  words: Words,
): string {
  const nameIn = (known: readonly { readonly code: string; readonly name: Sentence }[]) => (code: string) => {
    const found = known.find((each) => each.code === code);
    return found ? words.say(found.name) : code;
  };
  return [
    ...outcomes.map(namesOf(terms, words).outcome),
    ...groups.map(nameIn(terms.groups)),
    ...cohorts.map(nameIn(terms.cohorts)),
  ].join(', ');
}

/** What a payer or payee has, and for which outcomes only. */
export const ofOutcomesLine = (
  text: string,
  outcomes: readonly string[] | undefined,
  terms: Scoped,
  words: Words,
): string =>
  outcomes === undefined
    ? text
    : words.t('cap.outcomes', { text, outcomes: countedNames({ outcomes: [...outcomes] }, terms, words) });

/** What a payer pays: which share, at most how much of a claim, in all and in a year, and for which outcomes alone. */
export function payerLine(
  { share, perClaim, cap, yearCaps, outcomes }: Terms['payers']['parts'][number],
  terms: Scoped,
  party: string,
  words: Words,
): string {
  const { t } = words;
  const amount = (text: string): string => termsAmount(text, terms.currency, words);
  const line = [
    share ? t('terms.share', { party, share: termsShare(share, words) }) : party,
    ...(perClaim ? [t('terms.mostPerClaim', { amount: amount(perClaim) })] : []),
    ...(cap ? [t('terms.most', { amount: amount(cap) })] : []),
    ...yearCaps.map(({ year, max }) => t('terms.mostInYear', { amount: amount(max), year })),
  ].join(', ');
  return ofOutcomesLine(line, outcomes, terms, words);
}

/** A guaranteed minimum in words. */
export const floorLine = (floor: Floor, terms: Scoped, words: Words): string =>
  words.t('cap.years', {
    text: words.t('floor.line', {
      min: termsAmount(floor.min, terms.currency, words),
      outcomes: countedNames(floor, terms, words),
    }),
    years: floor.years.join(', '),
  });

/** A target group, and what it changes in the price. */
export function groupLine({ name, uplift, deadweight, share }: Group, words: Words): string {
  const changes = [
    uplift !== '0' && words.t('group.uplift', { share: termsShare(uplift, words) }),
    deadweight !== '0' && words.t('group.deadweight', { share: termsShare(deadweight, words) }),
    share !== undefined && words.t('group.share', { share: termsShare(share, words) }),
  ].filter((change) => change !== false);
  return changes.length > 0 ? `${words.say(name)}: ${changes.join(', ')}` : words.say(name);
}

/** Follow-ups at which an outcome can be claimed. */
export const followUpNames = (outcome: Outcome, terms: Terms, words: Words): string =>
  (outcome.followUps ?? []).map((code) => namesOf(terms, words).followUp(code)).join(', ');
