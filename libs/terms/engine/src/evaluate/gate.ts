import {
  type Condition,
  dayOf,
  type IndividualOutcome,
  isIndividual,
  type Rational,
  type UnpaidReason,
} from '@ringvirkning/terms-language';
import type { IndividualJudge, IndividualRun } from '../kinds/kind.js';
import { kindOf } from '../kinds/kinds.js';
import type { OutcomePlan } from '../plan.js';
import type { Plans } from '../versions/plans.js';
import type { Findings } from './findings.js';
import { type Intake, NONE } from './intake.js';
import type { Rows } from './rows.js';
import type { UnpaidList } from './unpaid.js';

export interface IndividualTerms {
  readonly claims: 'once' | 'repeatable';
  readonly requires: readonly Condition[];
  readonly unless: readonly Condition[];
}

/** How one version of the terms judges the claims of an outcome. */
interface Judging {
  readonly run: IndividualRun;
  readonly terms: IndividualTerms;
  readonly judge: IndividualJudge;
  readonly from: number;
  readonly to: number;
}

/** What is judged: with what is known, and where the verdict goes. */
export interface Claiming {
  readonly plans: Plans;
  readonly intake: Intake;
  readonly findings: Findings;
  readonly rows: Rows;
  readonly unpaid: UnpaidList;
}

/**
 * Lets the facts of one individual outcome become rows: eligible, in period, prerequisites met, reached, not a repeat — or a reason. Each fact is judged by the
 * version that holds on its day; what counted by an earlier version has counted for a later one.
 */
export function claimIndividually(
  index: number,
  { plans, intake, findings, rows, unpaid }: Claiming,
  termsOf: (outcome: IndividualOutcome) => IndividualTerms = (outcome) => outcome,
): void {
  const facts = intake.byCode[index]!;
  const repeats = new Repeats(isOnce(plans, index), intake.people, plans.last.followUps.size);
  const judgings = plans.all.map(() => undefined as Judging | undefined);
  const counted: number[] = [];
  for (const fact of facts) {
    const version = plans.at(intake.day[fact]!);
    const { plan } = plans.all[version]!;
    const self = plan.outcomes[index];
    if (self === undefined) {
      unpaid.add('unknown-outcome', intake.facts[fact]!.outcome, intake.facts[fact]!.id);
      continue;
    }
    const at = (judgings[version] ??= judging({ plan, self, intake, findings }, termsOf, counted));
    const verdict =
      notEligible(at.run, fact, at.from, at.to) ?? conditionsFail(at.run, at.terms, fact) ?? at.judge.judge(fact);
    const refused =
      typeof verdict === 'string'
        ? verdict
        : repeats.isRepeat(at.terms.claims === 'once', intake.person[fact]!, intake.followUp[fact]!)
          ? 'repeated'
          : undefined;
    if (refused !== undefined) unpaid.add(refused, self.outcome.code, intake.facts[fact]!.id);
    else {
      findings.record(index, rows.addFact(fact, verdict as Rational));
      at.judge.accepted?.(fact);
      if (plans.all.length > 1) counted.push(fact);
    }
  }
}

/** A version's judge, who knows what counted before. */
function judging(
  run: IndividualRun,
  termsOf: (outcome: IndividualOutcome) => IndividualTerms,
  counted: readonly number[],
): Judging {
  const outcome = run.self.outcome as IndividualOutcome;
  const { from, to } = run.plan.terms.period;
  const judge = kindOf(outcome).judge(outcome, run);
  if (judge.accepted) for (const fact of counted) judge.accepted(fact);
  return { run, terms: termsOf(outcome), judge, from: dayOf(from), to: dayOf(to) };
}

const isOnce = ({ all }: Plans, index: number): boolean =>
  all.some(({ plan }) => {
    const outcome = plan.outcomes[index]?.outcome;
    return outcome !== undefined && isIndividual(outcome) && outcome.claims === 'once';
  });

function notEligible(
  { plan, self, intake }: IndividualRun,
  fact: number,
  from: number,
  to: number,
): UnpaidReason | undefined {
  // A name that only a later version has.
  if (intake.group[fact]! >= plan.groups.size) return 'unknown-group';
  if (intake.cohort[fact]! >= plan.cohorts.size) return 'unknown-cohort';
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
    private readonly anyOnce: boolean,
    people: number,
    private readonly followUps: number,
  ) {
    this.seen = new Uint8Array(anyOnce ? people * (followUps + 1) : 0);
  }
  isRepeat(once: boolean, person: number, followUp: number): boolean {
    if (!this.anyOnce) return false;
    const key = person * (this.followUps + 1) + followUp + 1;
    if (this.seen[key]) return once;
    this.seen[key] = 1;
    return false;
  }
}
