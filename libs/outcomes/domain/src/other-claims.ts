import {
  isIndividual,
  isInSteps,
  type IndividualOutcome,
  namesIn,
  type Outcome,
  restsOn,
  type Terms,
} from '@ringvirkning/terms-language';
import { STANDING } from './claim.js';
import type { Candidate, OtherClaim } from './finding.js';

/** What makes two claims of one person the same achievement: the step, and for repeatable ones the reference or the day. */
export function claimKey(
  terms: Terms,
  { outcome, followUp, on, externalRef }: Pick<Candidate, 'outcome' | 'followUp' | 'on' | 'externalRef'>,
): string {
  const declared = terms.outcomes.find(({ code }) => code === outcome);
  const step = `${outcome}/${followUp ?? ''}`;
  return declared && isIndividual(declared) && declared.claims === 'once' ? step : `${step}/${externalRef ?? on}`;
}

/** The other claims of one person, found by what they are about: a person may have thousands, and each new one looks only at those that bear on it. */
export class OtherClaims {
  private readonly byKey = new Map<string, OtherClaim[]>();
  private readonly standing = new Map<string, OtherClaim[]>();

  constructor(
    private readonly terms: Terms,
    claims: readonly OtherClaim[] = [],
  ) {
    for (const claim of claims) this.add(claim);
  }

  add(claim: OtherClaim): void {
    push(this.byKey, claimKey(this.terms, claim), claim);
    if (STANDING.includes(claim.status)) push(this.standing, claim.outcome, claim);
  }

  /** Those of the same achievement, whatever became of them. */
  same(candidate: Candidate): readonly OtherClaim[] {
    return this.byKey.get(claimKey(this.terms, candidate)) ?? [];
  }

  /** The standing ones that the rules of an outcome read. */
  bearingOn(outcome: IndividualOutcome): OtherClaim[] {
    return [...namesRead(this.terms, outcome)].flatMap((code) => this.standing.get(code) ?? []);
  }
}

function push(lists: Map<string, OtherClaim[]>, key: string, claim: OtherClaim): void {
  const list = lists.get(key);
  if (list) list.push(claim);
  else lists.set(key, [claim]);
}

/** What an outcome rests on, and what that rests on. Its own claims are among it only where they forbid another, or it goes in steps. */
function namesRead(terms: Terms, outcome: IndividualOutcome): ReadonlySet<string> {
  const own = outcome.claims === 'once' || isInSteps(outcome) ? [outcome.code] : [];
  const read = new Set([...own, ...named(outcome)]);
  for (const code of read)
    for (const each of terms.outcomes) if (each.code === code) for (const name of named(each)) read.add(name);
  return read;
}

const named = (outcome: Outcome): string[] => [...restsOn(outcome), ...namesIn(outcome).map(({ code }) => code)];
