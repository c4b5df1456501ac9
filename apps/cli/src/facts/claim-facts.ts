import { addDays, addMonths, daysBetween, type LocalDate } from '@ringvirkning/kernel';
import type { Fact, FollowUp, Outcome, OutcomeOf } from '@ringvirkning/terms';
import { definedOnly } from './person-facts.js';

/** Something that is known to have been achieved, of which only the outcome was counted. */
export interface Claim {
  readonly outcome: Outcome;
  readonly participant: string;
  readonly followUp?: FollowUp | undefined;
  readonly on: LocalDate;
  readonly quantity?: string | undefined;
  readonly cohort?: string | undefined;
  readonly group?: string | undefined;
  readonly payer?: string | undefined;
}

/** Makes facts of counted claims: the claim, and the measurements without which the terms would not believe it. Give claims in order of date. */
export class ClaimFacts {
  readonly facts: Fact[] = [];
  private readonly withBaseline = new Set<string>();

  add(claim: Claim): void {
    const { outcome, participant, followUp, on, quantity, cohort, group, payer } = claim;
    const start = startBefore(on, followUp);
    const id = `${outcome.code}/${participant}/${followUp?.code ?? on}/${this.facts.length}`;
    if (outcome.kind === 'improvement') this.addImprovement(claim, outcome, start);
    if (outcome.kind === 'spell') this.facts.push({ id: `${id}/period`, participant, outcome: outcome.measure, on: start, quantity: String(daysBetween(start, on)) });
    this.facts.push(definedOnly({ id, participant, outcome: outcome.code, followUp: followUp?.code, on, quantity: outcome.kind === 'counted' ? quantity : undefined, cohort, group, payer }));
  }

  /** A baseline, once per person, and a value that is better by what was counted (or just enough); a second measure stays as it was. */
  private addImprovement({ participant, followUp, on, quantity }: Claim, outcome: OutcomeOf<'improvement'>, start: LocalDate): void {
    const step = quantity ?? (outcome.atLeast === '0' ? '1' : outcome.atLeast);
    const steps = outcome.from === 'previous' ? (outcome.followUps ?? []).indexOf(followUp?.code ?? '') + 1 || 1 : 1;
    const value = times(step, steps);
    const measured = (measure: string, improved: string): void => {
      const person = `${measure}/${participant}`;
      if (!this.withBaseline.has(person)) this.facts.push({ id: `${person}/baseline`, participant, outcome: measure, on: start, quantity: '0' });
      this.withBaseline.add(person);
      this.facts.push(definedOnly({ id: `${person}/${this.facts.length}`, participant, outcome: measure, followUp: followUp?.code, on, quantity: improved }));
    };
    measured(outcome.measure, outcome.better === 'higher' ? value : negative(value));
    if (outcome.confirmedBy !== undefined) measured(outcome.confirmedBy, '0');
  }
}

/** The first day of somebody who reached a follow-up on a day. */
const startBefore = (on: LocalDate, followUp: FollowUp | undefined): LocalDate =>
  followUp === undefined ? addDays(on, -1) : followUp.months !== undefined ? addMonths(on, -followUp.months) : addDays(on, -7 * followUp.weeks!);

const negative = (decimal: string): string => (decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`);

/** A decimal text times a whole number, exactly. */
function times(decimal: string, factor: number): string {
  const [whole, fraction = ''] = decimal.split('.') as [string, string?];
  const product = BigInt(whole + fraction) * BigInt(factor);
  const digits = (product < 0n ? -product : product).toString().padStart(fraction.length + 1, '0');
  const text = fraction === '' ? digits : `${digits.slice(0, -fraction.length)}.${digits.slice(-fraction.length)}`;
  return product < 0n ? `-${text}` : text;
}
