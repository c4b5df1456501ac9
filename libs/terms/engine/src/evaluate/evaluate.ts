import { fail, isLocalDate, sum, type LocalDate, type Sentence } from '@ringvirkning/kernel';
import {
  type Evaluation,
  type Excess,
  type Fact,
  type Line,
  STEPS,
  type Terms,
  type YearTotal,
} from '@ringvirkning/terms-language';
import { couponRates } from '../capital/coupons.js';
import type { PlacedCap } from '../caps/cap.js';
import { compile, type Plan } from '../plan.js';
import { describe, sayLine } from './describe.js';
import { evaluationDigest } from './digest.js';
import { factsDigest } from './facts-digest.js';
import { cutsOf, excessOf } from './excess.js';
import { sumLines, type LineFacts, type LineSum } from './lines.js';
import { countOutcomes, flagsOf } from './outcomes.js';
import { prepare, type Prepared } from './prepare.js';
import { paymentsOf, splitBetweenPayers, sumByParty, total, type PayerSplit } from './payers.js';

/**
 * What is due for these facts up to and including the cut-off, and why. Pure: the same terms, facts (in any order) and cut-off give the same digest.
 * Amounts are in minor units. A payment run is the evaluation at its cut-off minus what earlier runs paid.
 * @throws DomainError terms.cut-off-invalid, terms.fact-id-reused
 */
export function evaluate(terms: Terms, facts: readonly Fact[], cutOff: string): Evaluation {
  const plan = compile(terms);
  const prepared = prepare(plan, facts, cutOffDate(cutOff));
  const result = { ...compute(plan, prepared, cutOffDate(cutOff)), factsDigest: factsDigest(plan, prepared.intake) };
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
export function compute(
  plan: Plan,
  { intake, rows, unpaid, priced, order, caps }: Prepared,
  cutOff: LocalDate,
): Omit<Evaluation, 'digest' | 'factsDigest'> {
  const { sums, facts } = sumLines(plan, intake, rows, order, priced, caps);
  const lines = finishLines(plan, sums, facts, caps.placed);
  const years = yearTotals(plan, lines);
  const outcomes = countOutcomes(plan, rows, lines);
  return {
    cutOff,
    currency: plan.terms.currency,
    termsDigest: plan.digest,
    gross: sum(lines.map((line) => line.gross)),
    payable: sum(lines.map((line) => line.payable)),
    excess: excessTotals(plan, lines),
    lines,
    outcomes,
    years,
    payments: paymentsOf(plan, years),
    ...couponRates(plan, rows),
    unpaid: unpaid.list(),
    flags: flagsOf(plan, { outcomes, lines }),
  };
}

const compareText = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

function finishLines(plan: Plan, sums: readonly LineSum[], facts: LineFacts, caps: readonly PlacedCap[]): Line[] {
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
  const ordered = [...sums].sort(before).map((line) => {
    const excess = cutsOf(plan.terms, caps, line.withheld, line.cut);
    return { line, excess, amount: line.gross - total(excess) };
  });
  const splits = splitBetweenPayers(
    plan.terms,
    ordered.map(({ line: { claims, year, payer }, amount }) => ({ amount, claims, year, payer })),
  );
  return ordered.map(({ line, excess }, i) => finishLine(plan, line, facts, excess, splits[i]!));
}

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
