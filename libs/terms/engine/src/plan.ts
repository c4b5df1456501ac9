import {
  dayOf,
  followUpMonths,
  inDependencyOrder,
  isIndividual,
  type Outcome,
  type Price,
  priceConditionsOf,
  pricesOf,
  type Rational,
  restsOn,
  type Terms,
} from '@ringvirkning/terms-language';
import { minor } from './prices/minor.js';
import { compilePrice, type PricePlan } from './prices/price.js';
import { termsDigest } from './parse/parse-terms.js';
import { modifiers, type Modifiers } from './prices/modifiers.js';

export interface OutcomePlan {
  readonly index: number;
  readonly outcome: Outcome;
  /** All its prices in the order of their days; the first holds from the beginning. Empty without a price. */
  readonly prices: readonly PricePeriod[];
  /** Follow-up indexes at which it can be claimed, in schedule order; undefined: it has no follow-ups. */
  readonly followUps?: readonly number[];
  readonly groups?: ReadonlySet<number>;
  readonly cohorts?: ReadonlySet<number>;
  /** One person may have several claims (at the same follow-up). */
  readonly repeatable: boolean;
  /** Something else in the terms asks about its claims or value. */
  readonly referredTo: boolean;
}

/** A price, and the day (number) from which it holds. */
export interface PricePeriod {
  readonly price: PricePlan;
  readonly written: Price;
  readonly from: number;
  /** Its number among all prices of the terms. */
  readonly no: number;
  /** The day as the document writes it; absent for the first. */
  readonly on?: string;
}

/** The price that holds on a day; undefined for what is measured and not paid. */
export const priceOn = ({ prices }: OutcomePlan, day: number): PricePeriod | undefined =>
  prices.length < 2 ? prices[0] : prices.findLast(({ from }) => from <= day);

/** Terms, prepared for evaluation: names became numbers, decimals became exact numbers. Made once per terms object. */
export interface Plan {
  readonly terms: Terms;
  readonly digest: string;
  /** Outcomes first, then measures. */
  readonly codes: ReadonlyMap<string, number>;
  readonly followUps: ReadonlyMap<string, number>;
  readonly groups: ReadonlyMap<string, number>;
  readonly cohorts: ReadonlyMap<string, number>;
  readonly outcomes: readonly OutcomePlan[];
  /** The same, each after those that it rests on. */
  readonly order: readonly OutcomePlan[];
  readonly modifiers: Modifiers;
  /** What prices are rounded to, in minor units. */
  readonly priceStep: Rational | undefined;
  /** Whether lines must be kept apart by the participant's paying municipality. */
  readonly byParticipantPayer: boolean;
  /** Paying parties by id and by municipality code. */
  readonly payerByName: ReadonlyMap<string, string>;
}

const plans = new WeakMap<Terms, Plan>();

/** The plan of these terms; remembered as long as the terms object lives. */
export function compile(terms: Terms): Plan {
  const known = plans.get(terms);
  if (known) return known;
  const plan = build(terms);
  plans.set(terms, plan);
  return plan;
}

/** What the numbers of names must agree with, where several versions of a contract are computed together. */
export interface Numbering {
  /** How many outcomes the versions have together: the numbers of measures come after those of outcomes. */
  readonly outcomes: number;
  /** Outcomes that any version refers to, and those that any lets be claimed repeatedly. */
  readonly referred: ReadonlySet<string>;
  readonly repeatable: ReadonlySet<string>;
  readonly digest: string;
}

const numbered = (names: readonly string[], from = 0): Map<string, number> =>
  new Map(names.map((name, i) => [name, from + i]));

/** The outcomes that something in the terms asks about. */
export const referredIn = ({ outcomes }: Pick<Terms, 'outcomes'>): Set<string> =>
  new Set(outcomes.flatMap((outcome) => [...restsOn(outcome), ...priceConditionsOf(outcome).map(({ fact }) => fact)]));

/** The plan of terms; `among`: of one version of several. */
export function build(terms: Terms, among?: Numbering): Plan {
  const followUps = numbered(terms.followUps.map((followUp) => followUp.code));
  const groups = numbered(terms.groups.map((group) => group.code));
  const cohorts = numbered(terms.cohorts.map((cohort) => cohort.code));
  const inSchedule = (codes: readonly string[]): number[] =>
    codes
      .map((code) => followUps.get(code)!)
      .sort((a, b) => followUpMonths(terms.followUps[a]!) - followUpMonths(terms.followUps[b]!));
  const referred = among?.referred ?? referredIn(terms);
  let prices = 0;
  const outcomes = terms.outcomes.map((outcome, index): OutcomePlan => ({
    index,
    outcome,
    referredTo: referred.has(outcome.code),
    repeatable: among?.repeatable.has(outcome.code) ?? isRepeatable(outcome),
    prices: pricesOf(outcome).map((price, i): PricePeriod => {
      const on = outcome.laterPrices?.[i - 1]?.from;
      return {
        price: compilePrice(price, terms, outcome.followUps),
        written: price,
        from: on === undefined ? -Infinity : dayOf(on),
        no: prices++,
        ...(on === undefined ? {} : { on }),
      };
    }),
    ...(outcome.followUps ? { followUps: inSchedule(outcome.followUps) } : {}),
    ...('groups' in outcome && outcome.groups
      ? { groups: new Set(outcome.groups.map((code) => groups.get(code)!)) }
      : {}),
    ...('cohorts' in outcome && outcome.cohorts
      ? { cohorts: new Set(outcome.cohorts.map((code) => cohorts.get(code)!)) }
      : {}),
  }));
  return {
    terms,
    digest: among?.digest ?? termsDigest(terms),
    codes: new Map([
      ...numbered(terms.outcomes.map(codeOf)),
      ...numbered(terms.measures.map(codeOf), among?.outcomes ?? terms.outcomes.length),
    ]),
    followUps,
    groups,
    cohorts,
    modifiers: modifiers(terms),
    priceStep: terms.pricesRoundedTo === undefined ? undefined : minor(terms.pricesRoundedTo, terms.currency),
    byParticipantPayer: terms.payers.parts.some((part) => part.party === 'of-participant'),
    payerByName: new Map(payerNames(terms)),
    outcomes,
    order: inDependencyOrder(terms.outcomes).ordered.map((outcome) => outcomes[terms.outcomes.indexOf(outcome)]!),
  };
}

const codeOf = ({ code }: { readonly code: string }): string => code;
export const isRepeatable = (outcome: Outcome): boolean => isIndividual(outcome) && outcome.claims === 'repeatable';

const payerNames = (terms: Terms): [string, string][] =>
  terms.parties
    .filter((party) => party.roles.includes('payer'))
    .flatMap((party) =>
      [party.id, ...(party.municipalityCode === undefined ? [] : [party.municipalityCode])].map(
        (name): [string, string] => [name, party.id],
      ),
    );
