import { readingsFor, termsOn, type Readings } from '@ringvirkning/terms';
import {
  claimKey,
  conditionsOf,
  isInSteps,
  type IndividualOutcome,
  namesIn,
  type Outcome,
  restsOn,
  type Terms,
} from '@ringvirkning/terms-language';
import { STANDING } from './claim.js';
import type { Candidate, OtherClaim } from './finding.js';

/** The other claims of one person, found by what they are about: a person may have thousands, and each new one looks only at those that bear on it. */
export class OtherClaims {
  private readonly byKey = new Map<string, OtherClaim[]>();
  private readonly standing = new Map<string, OtherClaim[]>();
  /** Of each outcome the first standing one of each follow-up and number. */
  private readonly first = new Map<string, Map<string, OtherClaim>>();
  /** Of each measure that an outcome is judged by in part, what it keeps of it. */
  private readonly readings = new Map<
    string,
    { readonly of: IndividualOutcome; readonly kept: Readings<OtherClaim> }[]
  >();

  constructor(
    private readonly terms: Terms,
    claims: readonly OtherClaim[] = [],
  ) {
    for (const claim of claims) this.add(claim);
  }

  add(claim: OtherClaim): void {
    push(this.byKey, claimKey(termsOn(this.terms, claim.on), claim), claim);
    if (!STANDING.includes(claim.status)) return;
    push(this.standing, claim.outcome, claim);
    for (const { kept } of this.readings.get(claim.outcome) ?? []) kept.add(claim);
    const first = this.first.get(claim.outcome) ?? new Map<string, OtherClaim>();
    const key = `${claim.followUp ?? ''}/${claim.quantity}`;
    const before = first.get(key);
    if (!before || claim.on < before.on) first.set(key, claim);
    this.first.set(claim.outcome, first);
  }

  /** Those of the same achievement, whatever became of them. */
  same(candidate: Candidate): readonly OtherClaim[] {
    return this.byKey.get(claimKey(termsOn(this.terms, candidate.on), candidate)) ?? [];
  }

  /**
   * The standing ones that the rules of an outcome read for a claim. Of what is only asked for, whether it has been by a day, the first say all; of what is
   * measured for this outcome alone, those that its kind finds to decide.
   */
  bearingOn(outcome: IndividualOutcome, candidate: Candidate): OtherClaim[] {
    const { whole, askedFor, measured } = readOf(termsOn(this.terms, candidate.on), outcome);
    return [
      ...whole.flatMap((code) => this.standing.get(code) ?? []),
      ...askedFor.flatMap((code) => [...(this.first.get(code)?.values() ?? [])]),
      ...measured.flatMap((code) => this.kept(outcome, code)?.deciding(candidate) ?? this.standing.get(code) ?? []),
    ];
  }

  private kept(outcome: IndividualOutcome, code: string): Readings<OtherClaim> | undefined {
    const known = this.readings.get(code)?.find(({ of }) => of === outcome);
    if (known) return known.kept;
    const kept = readingsFor<OtherClaim>(outcome);
    if (!kept) return undefined;
    for (const claim of this.standing.get(code) ?? []) kept.add(claim);
    push(this.readings, code, { of: outcome, kept });
    return kept;
  }
}

/** Codes of outcomes and measures whose claims are read: one by one, only for whether there is one, or as measured for the outcome and nothing else. */
interface Read {
  readonly whole: readonly string[];
  readonly askedFor: readonly string[];
  readonly measured: readonly string[];
}

const reads = new WeakMap<Terms, Map<string, Read>>();

/** Worked out once for the terms. */
function readOf(terms: Terms, outcome: IndividualOutcome): Read {
  const known = reads.get(terms) ?? new Map<string, Read>();
  const read = known.get(outcome.code) ?? namesRead(terms, outcome);
  reads.set(terms, known.set(outcome.code, read));
  return read;
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** What an outcome rests on, and what that rests on. Its own claims are among it only where they forbid another, or it goes in steps. */
function namesRead(terms: Terms, outcome: IndividualOutcome): Read {
  const own = outcome.claims === 'once' || isInSteps(outcome) ? [outcome.code] : [];
  const read = new Set([...own, ...named(outcome)]);
  const reading: Outcome[] = [outcome];
  for (const code of read)
    for (const each of terms.outcomes) {
      if (each.code !== code) continue;
      reading.push(each);
      for (const name of named(each)) read.add(name);
    }
  // What judges them again may refuse some: only of what rests on nothing is it certain that the first one counts.
  const oneByOne = new Set([
    ...reading.flatMap((each) => (each.code === outcome.code || named(each).length > 0 ? each.code : [])),
    ...reading.flatMap((each) => namesIn(each).map(({ code }) => code)),
    // A limit that runs from the latest one asks for all of them.
    ...reading.flatMap((each) =>
      conditionsOf(each).flatMap(({ fact, within }) => (within?.after === 'latest' ? fact : [])),
    ),
  ]);
  const others = reading.flatMap((each) =>
    each.code === outcome.code ? conditionsOf(outcome).map(({ fact }) => fact) : named(each),
  );
  const ownAlone = namesIn(outcome).flatMap(({ code }) => (others.includes(code) ? [] : code));
  const codes = [...read];
  return {
    whole: codes.filter((code) => oneByOne.has(code) && !ownAlone.includes(code)),
    askedFor: codes.filter((code) => !oneByOne.has(code)),
    measured: [...new Set(ownAlone)],
  };
}

const named = (outcome: Outcome): string[] => [...restsOn(outcome), ...namesIn(outcome).map(({ code }) => code)];
