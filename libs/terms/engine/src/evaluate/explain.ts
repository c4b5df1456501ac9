import type { Sentence } from '@ringvirkning/kernel';
import { type Excess, type Fact, moneyText, type Terms, type UnpaidReason } from '@ringvirkning/terms-language';
import { priceOn, type Plan } from '../plan.js';
import { plansAt } from '../versions/plans.js';
import { ruleWords } from './describe.js';
import { cutOffDate } from './evaluate.js';
import { cutsOf } from './excess.js';
import { prepare, type Prepared } from './prepare.js';
import type { Rows } from './rows.js';
import { ended, joined, unpaidSentence } from './sentences.js';

/** How one claim fared. `due` is what is left of it before the split between payers. */
export type ClaimExplanation =
  | {
      readonly status: 'counted';
      readonly gross: bigint;
      readonly cuts: readonly Excess[];
      readonly due: bigint;
      readonly sentence: Sentence;
    }
  | { readonly status: 'unpaid'; readonly reason: UnpaidReason; readonly sentence: Sentence }
  /** Counts, but has no price of its own: an outcome that is measured only, or a measure. */
  | { readonly status: 'not-priced' }
  /** Not among the facts up to the cut-off. */
  | { readonly status: 'unknown' };

/**
 * Follows one claim through the rules and the caps, among all facts up to the cut-off. Amounts in minor units.
 * @throws DomainError terms.cut-off-invalid, terms.fact-id-reused
 */
export function explain(terms: Terms, facts: readonly Fact[], cutOff: string, factId: string): ClaimExplanation {
  const day = cutOffDate(cutOff);
  const prepared = prepare(plansAt(terms, day), facts, day, undefined, factId);
  const reason = prepared.unpaid.reasons.get(factId);
  if (reason !== undefined) return { status: 'unpaid', reason, sentence: unpaidSentence(reason) };
  const fact = prepared.intake.facts.findIndex((each) => each.id === factId);
  return fact < 0 ? { status: 'unknown' } : followThroughCaps(prepared, fact);
}

/** Caps are used up by earlier claims, so those go first. */
function followThroughCaps({ plans, rows, priced, orders, caps }: Prepared, fact: number): ClaimExplanation {
  for (const [version, { plan }] of plans.all.entries())
    for (const row of orders[version]!) {
      const price = priced[row];
      if (!price) continue;
      const cut = new Array<bigint>(caps.placed(version).length).fill(0n);
      const due = caps.pass(version, row, price.amount - price.withheld, cut);
      if (rows.fact(row) !== fact) continue;
      const cuts = cutsOf(plan.terms, caps.placed(version), price.withheld, cut);
      const sentence = sentenceOf(plan, rows, row, price.amount, due, cuts);
      return { status: 'counted', gross: price.amount, cuts, due, sentence };
    }
  return { status: 'not-priced' };
}

function sentenceOf(
  plan: Plan,
  rows: Rows,
  row: number,
  gross: bigint,
  due: bigint,
  cuts: readonly Excess[],
): Sentence {
  const { currency } = plan.terms;
  const { price } = priceOn(plan.outcomes[rows.outcome(row)]!, rows.day(row))!;
  const rule = ruleWords(plan, price, {
    followUp: rows.followUp(row),
    group: rows.group(row),
    year: rows.year(row),
  });
  const [costs, left] = [moneyText(gross, currency), moneyText(due, currency)];
  return joined(
    [
      { da: `${costs.da} (${rule.da}).`, en: `${costs.en} (${rule.en}).` },
      ...cuts.map((cut) => cut.sentence),
      { da: ended(`Til betaling: ${left.da}`), en: ended(`Due: ${left.en}`) },
    ],
    ' ',
  );
}
