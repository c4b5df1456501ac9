import { fail, isLocalDate, sum, type LocalDate, type Sentence } from '@ringvirkning/kernel';
import {
  type Evaluation,
  type Excess,
  type Fact,
  type Line,
  type Payment,
  STEPS,
  type Terms,
  type YearTotal,
} from '@ringvirkning/terms-language';
import { couponRates } from '../capital/coupons.js';
import type { Plan } from '../plan.js';
import { plansAt } from '../versions/plans.js';
import { describe, sayLine } from './describe.js';
import { evaluationDigest } from './digest.js';
import { factsDigest } from './facts-digest.js';
import { cutsOf, excessOf } from './excess.js';
import { sumLines, type LineFacts, type LineSum } from './lines.js';
import { countOutcomes, flagsOf } from './outcomes.js';
import { prepare, type Prepared } from './prepare.js';
import { added, paymentsOf, splitBetweenPayers, sumByParty, total, type PayerSplit } from './payers.js';

/**
 * What is due for these facts up to and including the cut-off, and why. Pure: the same terms, facts (in any order) and cut-off give the same digest.
 * Of an amended contract each fact is judged and paid by the version that holds on its day, a group's value by that of the day on which it is settled.
 * Amounts are in minor units. A payment run is the evaluation at its cut-off minus what earlier runs paid.
 * @throws DomainError terms.cut-off-invalid, terms.fact-id-reused, terms.versions-differ
 */
export function evaluate(terms: Terms, facts: readonly Fact[], cutOff: string): Evaluation {
  const day = cutOffDate(cutOff);
  const plans = plansAt(terms, day);
  const prepared = prepare(plans, facts, day);
  const result = { ...compute(prepared, day), factsDigest: factsDigest(plans.last, prepared.intake) };
  return { ...result, digest: evaluationDigest(result) };
}

/** The text as a date. @throws DomainError terms.cut-off-invalid */
export function cutOffDate(text: string): LocalDate {
  if (!isLocalDate(text))
    throw fail.invalid(
      'terms.cut-off-invalid',
      `Skæringsdatoen ${text} er ikke en dato.`,
      `The cut-off ${text} is not a date.`,
    );
  return text;
}

/** The evaluation without its digests. Uses up the caps of what was prepared. */
export function compute(prepared: Prepared, cutOff: LocalDate): Omit<Evaluation, 'digest' | 'factsDigest'> {
  const { plans, rows, unpaid } = prepared;
  const { last } = plans;
  const byVersion = finishLines(prepared, sumLines(prepared));
  const lines = byVersion.flat();
  const years = yearTotals(last, lines);
  const outcomes = countOutcomes(last, rows, lines);
  return {
    cutOff,
    currency: last.terms.currency,
    termsDigest: last.digest,
    gross: sum(lines.map((line) => line.gross)),
    payable: sum(lines.map((line) => line.payable)),
    excess: excessTotals(last, lines),
    lines,
    outcomes,
    years,
    payments: paymentsOver(plans.all.map(({ plan }, version) => paymentsOf(plan, byVersion[version]!))),
    ...couponRates(last, rows),
    unpaid: unpaid.list(),
    flags: flagsOf(last, { outcomes, lines }),
  };
}

/** What the versions make due between the same two, in the same year, is one payment. */
function paymentsOver(versions: readonly (readonly Payment[])[]): Payment[] {
  if (versions.length === 1) return [...versions[0]!];
  return added(versions.flat()).sort((a, b) => a.year - b.year);
}

const compareText = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

/** The lines of each version: each is split between its own payers, whose caps count what they pay by earlier versions. */
function finishLines(
  { plans, caps }: Prepared,
  { sums, facts }: { readonly sums: readonly LineSum[]; readonly facts: LineFacts },
): Line[][] {
  const ofVersion = Map.groupBy(sums, ({ version }) => version);
  const paid = new Map<string, bigint>();
  return plans.all.map(({ plan }, version) => {
    const ordered = [...(ofVersion.get(version) ?? [])].sort(before).map((line) => {
      const excess = cutsOf(plan.terms, caps.placed(version), line.withheld, line.cut);
      return { line, excess, amount: line.gross - total(excess) };
    });
    const splits = splitBetweenPayers(
      plan.terms,
      ordered.map(({ line: { claims, year, payer, outcome }, amount }) => ({
        ...{ amount, claims, year, payer },
        outcome: plan.terms.outcomes[outcome]!.code,
      })),
      paid,
    );
    return ordered.map(({ line, excess }, i) => finishLine(plan, line, facts, excess, splits[i]!));
  });
}

const before = (a: LineSum, b: LineSum): number =>
  a.year - b.year ||
  a.outcome - b.outcome ||
  (a.floor ?? -1) - (b.floor ?? -1) ||
  a.followUp - b.followUp ||
  a.cohort - b.cohort ||
  a.group - b.group ||
  (a.period?.no ?? -1) - (b.period?.no ?? -1) ||
  compareText(a.calendar?.code, b.calendar?.code) ||
  ((a.payer ?? '') < (b.payer ?? '') ? -1 : 1);

function finishLine(plan: Plan, line: LineSum, facts: LineFacts, cuts: readonly Excess[], split: PayerSplit): Line {
  const excess = [...cuts, ...split.unpaid.map(({ party, amount }) => excessOf(plan.terms, 'payer', party, amount))];
  const payable = total(split.payers);
  let sentence: Sentence | undefined;
  return {
    ...describe(plan, line),
    gross: line.gross,
    excess,
    payable,
    payers: split.payers,
    get facts() {
      return facts.of(line.number);
    },
    // Nobody reads the sentences of a simulation's thousand runs.
    get sentence() {
      return (sentence ??= sayLine(plan, line, payable, excess));
    },
  };
}

function yearTotals(plan: Plan, lines: readonly Line[]): YearTotal[] {
  const years = new Map<number, Line[]>();
  for (const line of lines) years.set(line.year, [...(years.get(line.year) ?? []), line]);
  return [...years]
    .sort(([a], [b]) => a - b)
    .map(([year, of]) => ({
      year,
      gross: sum(of.map((line) => line.gross)),
      payable: sum(of.map((line) => line.payable)),
      payers: sumByParty(
        plan,
        of.flatMap((line) => line.payers),
      ),
    }));
}

function excessTotals(plan: Plan, lines: readonly Line[]): Excess[] {
  const totals = new Map<string, Excess>();
  for (const { step, cap, amount } of lines.flatMap((line) => line.excess)) {
    const before = totals.get(`${step}/${cap}`)?.amount ?? 0n;
    totals.set(`${step}/${cap}`, excessOf(plan.terms, step, cap, before + amount));
  }
  return [...totals.values()].sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step) || (a.cap < b.cap ? -1 : 1));
}
