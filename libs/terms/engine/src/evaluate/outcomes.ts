import { sum } from '@ringvirkning/kernel';
import {
  add,
  type Evaluation,
  type Flag,
  isIndividual,
  type Line,
  ONE,
  type OutcomeCount,
  type Rational,
  rational,
  toDecimal,
  ZERO,
} from '@ringvirkning/terms-language';
import type { Plan } from '../plan.js';
import { NONE } from './intake.js';
import type { Rows } from './rows.js';

interface Count {
  readonly outcome: number;
  readonly followUp: number;
  readonly cohort: number;
  readonly period: string | undefined;
  claims: number;
  readonly people: Set<number> | undefined;
  measured: number;
  ones: number;
  quantity: Rational;
}

/** Claims and people per outcome and follow-up (and cohort, for values measured per cohort), also of outcomes without price. */
export function countOutcomes(plan: Plan, rows: Rows, lines: readonly Line[]): OutcomeCount[] {
  const counts = new Map<number | string, Count & { readonly place: number }>();
  for (let row = 0; row < rows.length; row++) {
    if (rows.floor(row) !== undefined) continue;
    const outcome = rows.outcome(row);
    const followUp = rows.followUp(row);
    const cohort = rows.fact(row) < 0 ? rows.cohort(row) : NONE;
    const period = rows.period(row)?.code;
    const place = (outcome * (plan.followUps.size + 1) + followUp + 1) * (plan.cohorts.size + 1) + cohort + 1;
    const key = period === undefined ? place : `${place}/${period}`;
    let count = counts.get(key);
    if (!count)
      counts.set(
        key,
        (count = {
          outcome,
          followUp,
          cohort,
          period,
          place,
          claims: 0,
          people: plan.outcomes[outcome]!.repeatable ? new Set() : undefined,
          measured: 0,
          ones: 0,
          quantity: ZERO,
        }),
      );
    addTo(count, rows, row);
  }
  return [...counts.values()]
    .sort((a, b) => a.place - b.place || ((a.period ?? '') < (b.period ?? '') ? -1 : 1))
    .map((count) => finish(plan, count, lines));
}

function addTo(count: Count, rows: Rows, row: number): void {
  const measured = rows.measured(row);
  count.claims += measured ? measured.reached : 1;
  if (measured) count.measured += measured.people;
  else count.people?.add(rows.person(row));
  if (rows.quantity(row) === ONE) count.ones++;
  else count.quantity = add(count.quantity, rows.quantity(row));
}

function finish({ terms }: Plan, count: Count, lines: readonly Line[]): OutcomeCount {
  const outcome = terms.outcomes[count.outcome]!.code;
  const followUp = terms.followUps[count.followUp]?.code;
  const cohort = terms.cohorts[count.cohort]?.code;
  const own = lines.filter(
    (line) =>
      line.price.rule !== 'floor' &&
      line.outcome === outcome &&
      line.followUp === followUp &&
      (cohort === undefined || line.cohort === cohort) &&
      (count.period === undefined || line.period === count.period),
  );
  return {
    outcome,
    ...(followUp ? { followUp } : {}),
    ...(cohort ? { cohort } : {}),
    ...(count.period ? { period: count.period } : {}),
    claims: count.claims,
    people: isIndividual(terms.outcomes[count.outcome]!) ? (count.people?.size ?? count.claims) : count.measured,
    quantity: toDecimal(add(count.quantity, rational(BigInt(count.ones)))),
    gross: sum(own.map((line) => line.gross)),
    payable: sum(own.map((line) => line.payable)),
  };
}

/** Things worth a look. */
export function flagsOf(plan: Plan, { outcomes, lines }: Pick<Evaluation, 'outcomes' | 'lines'>): Flag[] {
  const flags: Flag[] = [];
  for (const { outcome, followUps } of plan.outcomes) {
    if (!isIndividual(outcome)) continue;
    const claims = (followUps ?? []).map(
      (followUp) =>
        outcomes.find((each) => each.outcome === outcome.code && each.followUp === plan.terms.followUps[followUp]!.code)
          ?.claims ?? 0,
    );
    if (claims.some((count, i) => i > 0 && count > claims[i - 1]!)) {
      flags.push({
        code: 'later-milestone-has-more',
        outcome: outcome.code,
        sentence: {
          da: `${outcome.name.da}: en senere opfølgning har flere resultater end en tidligere.`,
          en: `${outcome.name.en}: a later follow-up has more claims than an earlier one.`,
        },
      });
    }
  }
  if (lines.some((line) => line.excess.some((each) => each.step === 'payer' && each.cap === ''))) {
    flags.push({
      code: 'payer-unknown',
      sentence: {
        da: 'Nogle deltageres betalingskommune er ikke part i kontrakten.',
        en: "Some participants' paying municipality is no party to the contract.",
      },
    });
  }
  const known = plan.terms.indexation?.index.map((entry) => entry.year);
  if (known && lines.some((line) => line.year > Math.max(...known) || line.year < Math.min(...known))) {
    flags.push({
      code: 'index-unknown',
      sentence: {
        da: 'Indekset mangler for et budgetår; det nærmeste kendte er brugt.',
        en: 'The index of a budget year is missing; the nearest known one was used.',
      },
    });
  }
  return flags;
}
