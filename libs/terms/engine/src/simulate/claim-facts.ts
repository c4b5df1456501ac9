import { addDays, addMonths, type LocalDate } from '@ringvirkning/kernel';
import {
  alternativesOf,
  type Condition,
  type Fact,
  type FollowUp,
  followUpMonths,
  type IndividualOutcome,
  type Rational,
  statesQuantity,
  type Terms,
} from '@ringvirkning/terms-language';
import { kindOf } from '../kinds/kinds.js';
import type { Person } from './luck.js';

/** Something that is achieved, of which only the outcome is known. */
export interface Claim {
  readonly outcome: IndividualOutcome;
  readonly person: Person;
  readonly followUp?: FollowUp | undefined;
  readonly on: LocalDate;
  /** How much each achieved: units of a `counted`, points of an `improvement`. */
  readonly quantity?: string | undefined;
  readonly cohort?: string | undefined;
  readonly group?: string | undefined;
  readonly payer?: string | undefined;
}

/**
 * The facts of claims: each claim, and the measurements without which the terms would not believe it: a baseline and a better value (of the confirming measure too),
 * a period that lasted until the follow-up, a measure that is required. Measures in `given` are known otherwise, and nothing is made up about them.
 */
export function claimFacts(terms: Terms, claims: readonly Claim[], given: ReadonlySet<string>): Fact[] {
  const made = new Made(terms, given);
  for (const claim of inOrder(terms, claims)) made.claim(claim);
  return made.facts;
}

/** By day, then as the document has them: ids follow this order, and so does who comes first under a cap. */
function inOrder(terms: Terms, claims: readonly Claim[]): readonly Claim[] {
  const places = new Map(terms.outcomes.map(({ code }, place) => [code, place]));
  const months = new Map(terms.followUps.map((followUp) => [followUp, followUpMonths(followUp)]));
  const after = ({ followUp }: Claim): number => (followUp ? months.get(followUp)! : 0);
  return [...claims].sort((a, b) =>
    a.on < b.on
      ? -1
      : a.on > b.on
        ? 1
        : places.get(a.outcome.code)! - places.get(b.outcome.code)! || after(a) - after(b),
  );
}

/** What is measured about people, so that their claims are believed. */
export interface Measuring {
  /** One fact of a measure per person and occasion; a later one takes its place only when it is `better`. */
  add(
    measure: string,
    claim: Claim,
    occasion: string,
    fact: Pick<Fact, 'on'> & Loose,
    better?: (known: string) => boolean,
  ): void;
  /** The value of a measure that a person had last. */
  last(measure: string, person: Person): Rational | undefined;
  /** The day on which a person began, by the code that says so. */
  began(code: string, claim: Claim): void;
  measured(measure: string, person: Person, value: Rational): void;
}

class Made implements Measuring {
  readonly facts: Fact[] = [];
  private readonly measures: ReadonlySet<string>;
  /** By measure and person: the value last measured. */
  private readonly values = new Map<string, Rational>();
  /** By measure, person and follow-up (or day): where its fact lies. */
  private readonly places = new Map<string, number>();

  constructor(
    terms: Terms,
    private readonly given: ReadonlySet<string>,
  ) {
    this.measures = new Set(terms.measures.map(({ code }) => code));
  }

  claim(claim: Claim): void {
    const { outcome, person, followUp, on, quantity, cohort, group, payer } = claim;
    for (const condition of outcome.requires) this.required(condition, claim);
    kindOf(outcome).measurements?.(outcome, claim, this);
    this.push(`${outcome.code}/${person.name}/${followUp?.code ?? on}`, {
      participant: person.name,
      outcome: outcome.code,
      followUp: followUp?.code,
      on,
      quantity: statesQuantity(outcome) ? quantity : undefined,
      cohort,
      group,
      payer,
    });
  }

  began(code: string, claim: Claim): void {
    this.add(code, claim, 'start', { on: startBefore(claim.on, claim.followUp) });
  }

  last(measure: string, { name }: Person): Rational | undefined {
    return this.values.get(`${measure}/${name}`);
  }

  measured(measure: string, { name }: Person, value: Rational): void {
    this.values.set(`${measure}/${name}`, value);
  }

  add(
    measure: string,
    { person }: Claim,
    occasion: string,
    fact: Pick<Fact, 'on'> & Loose,
    better: (known: string) => boolean = () => false,
  ): void {
    if (this.given.has(measure) || !this.measures.has(measure)) return;
    const key = `${measure}/${person.name}/${occasion}`;
    const place = this.places.get(key);
    if (place === undefined)
      this.places.set(key, this.push(key, { participant: person.name, outcome: measure, ...fact }));
    else if (better(this.facts[place]!.quantity!))
      this.facts[place] = { ...this.facts[place]!, quantity: fact.quantity! };
  }

  /** Of what is required somehow, the first that is a measure; what is an outcome is achieved or not. */
  private required(condition: Condition, claim: Claim): void {
    const asked = alternativesOf(condition).find(({ fact }) => this.measures.has(fact));
    if (!asked) return;
    if (asked.within) this.began(asked.fact, claim);
    else {
      const { fact, followUp, atLeast, atMost } = asked;
      this.add(fact, claim, `required-${followUp ?? ''}`, { on: claim.on, followUp, quantity: atLeast ?? atMost });
    }
  }

  private push(name: string, fact: Omit<Fact, 'id' | keyof Loose> & Loose): number {
    return this.facts.push(definedOnly({ id: `${String(this.facts.length).padStart(7, '0')}/${name}`, ...fact })) - 1;
  }
}

type Loose = { readonly [K in keyof Omit<Fact, 'id' | 'outcome' | 'on'>]?: Fact[K] | undefined };

/** The first day of somebody who reached a follow-up on a day. */
export const startBefore = (on: LocalDate, followUp: FollowUp | undefined): LocalDate =>
  followUp === undefined
    ? addDays(on, -1)
    : followUp.months !== undefined
      ? addMonths(on, -followUp.months)
      : addDays(on, -7 * followUp.weeks!);

/** Absent and undefined are the same to JSON, not to a digest that is compared field by field: leave absent fields out. */
export function definedOnly({
  id,
  participant,
  outcome,
  followUp,
  on,
  quantity,
  cohort,
  group,
  payer,
}: Pick<Fact, 'id' | 'outcome' | 'on'> & Loose): Fact {
  const fact: { -readonly [K in keyof Fact]: Fact[K] } = { id, outcome, on };
  if (participant !== undefined) fact.participant = participant;
  if (followUp !== undefined) fact.followUp = followUp;
  if (quantity !== undefined) fact.quantity = quantity;
  if (cohort !== undefined) fact.cohort = cohort;
  if (group !== undefined) fact.group = group;
  if (payer !== undefined) fact.payer = payer;
  return fact;
}
