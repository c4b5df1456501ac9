import { type Condition, dayOf, type Rational, type UnpaidReason } from '@ringvirkning/terms-language';
import type { IndividualJudge, IndividualRun } from '../kinds/kind.js';
import type { OutcomePlan } from '../plan.js';
import { NONE } from './intake.js';
import type { Rows } from './rows.js';
import type { UnpaidList } from './unpaid.js';

interface IndividualTerms {
  readonly claims: 'once' | 'repeatable';
  readonly requires: readonly Condition[];
  readonly unless: readonly Condition[];
}

/** Lets the facts of one individual outcome become rows: eligible, in period, prerequisites met, reached, not a repeat — or a reason. */
export function claimIndividually(
  run: IndividualRun,
  terms: IndividualTerms,
  judge: IndividualJudge,
  rows: Rows,
  unpaid: UnpaidList,
): void {
  const { plan, self, intake, findings } = run;
  const [from, to] = [dayOf(plan.terms.period.from), dayOf(plan.terms.period.to)];
  const repeats = new Repeats(terms.claims === 'once', intake.people, plan.followUps.size);
  for (const fact of intake.byCode[self.index]!) {
    const verdict = notEligible(run, fact, from, to) ?? conditionsFail(run, terms, fact) ?? judge.judge(fact);
    const refused =
      typeof verdict === 'string'
        ? verdict
        : repeats.isRepeat(intake.person[fact]!, intake.followUp[fact]!)
          ? 'repeated'
          : undefined;
    if (refused !== undefined) unpaid.add(refused, self.outcome.code, intake.facts[fact]!.id);
    else {
      findings.record(self.index, rows.addFact(fact, verdict as Rational));
      judge.accepted?.(fact);
    }
  }
}

function notEligible(
  { self, intake }: IndividualRun,
  fact: number,
  from: number,
  to: number,
): UnpaidReason | undefined {
  if (intake.person[fact] === NONE) return 'no-participant';
  if (!followUpFits(self, intake.followUp[fact]!)) return 'unknown-follow-up';
  if (intake.day[fact]! < from || intake.day[fact]! > to) return 'outside-period';
  if (self.groups && !self.groups.has(intake.group[fact]!)) return 'not-eligible';
  if (self.cohorts && !self.cohorts.has(intake.cohort[fact]!)) return 'not-eligible';
  return undefined;
}

/** An outcome with follow-ups needs one of them named; one without must have none. */
export const followUpFits = (self: OutcomePlan, followUp: number): boolean =>
  self.followUps ? self.followUps.includes(followUp) : followUp === NONE;

function conditionsFail(
  { intake, findings }: IndividualRun,
  terms: IndividualTerms,
  fact: number,
): UnpaidReason | undefined {
  const person = intake.person[fact]!;
  const day = intake.day[fact]!;
  for (const condition of terms.requires)
    if (!findings.holdsFor(condition, person, day))
      return findings.isTooLate(condition, person, day) ? 'too-late' : 'prerequisite-missing';
  for (const condition of terms.unless) if (findings.holdsFor(condition, person, day)) return 'excluded-by-fact';
  return undefined;
}

/** Once per person, and per follow-up when there is one. */
class Repeats {
  private readonly seen: Uint8Array;
  constructor(
    private readonly once: boolean,
    people: number,
    private readonly followUps: number,
  ) {
    this.seen = new Uint8Array(once ? people * (followUps + 1) : 0);
  }
  isRepeat(person: number, followUp: number): boolean {
    if (!this.once) return false;
    const key = person * (this.followUps + 1) + followUp + 1;
    if (this.seen[key]) return true;
    this.seen[key] = 1;
    return false;
  }
}
