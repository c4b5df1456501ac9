import { sum } from '@ringvirkning/kernel';
import type { Plan } from '../plan.js';
import { add, toDecimal, ZERO, type Rational } from '../rational.js';
import type { Evaluation, Flag, Line, OutcomeCount } from '../types.js';
import type { Rows } from './rows.js';

/** Claims and people per outcome and follow-up, also of outcomes without price. */
export function countOutcomes(plan: Plan, rows: Rows, lines: readonly Line[]): OutcomeCount[] {
  const width = plan.followUps.size + 1;
  const sums = new Map<number, { claims: number; people: Set<number>; quantity: Rational }>();
  for (let row = 0; row < rows.length; row++) {
    const key = rows.outcome[row]! * width + rows.followUp[row]! + 1;
    let entry = sums.get(key);
    if (!entry) sums.set(key, (entry = { claims: 0, people: new Set(), quantity: ZERO }));
    entry.claims++;
    if (rows.person[row]! >= 0) entry.people.add(rows.person[row]!);
    entry.quantity = add(entry.quantity, rows.quantity[row]!);
  }
  return [...sums].sort(([a], [b]) => a - b).map(([key, entry]) => {
    const outcome = plan.terms.outcomes[Math.floor(key / width)]!.code;
    const followUp = plan.terms.followUps[(key % width) - 1]?.code;
    const own = lines.filter((line) => line.outcome === outcome && line.followUp === followUp);
    return { outcome, ...(followUp ? { followUp } : {}), claims: entry.claims, people: entry.people.size, quantity: toDecimal(entry.quantity), gross: sum(own.map((line) => line.gross)), payable: sum(own.map((line) => line.payable)) };
  });
}

/** Things worth a look. */
export function flagsOf(plan: Plan, { outcomes, lines }: Pick<Evaluation, 'outcomes' | 'lines'>): Flag[] {
  const flags: Flag[] = [];
  for (const { outcome, followUps } of plan.outcomes) {
    const counts = (followUps ?? []).map((followUp) => outcomes.find((each) => each.outcome === outcome.code && each.followUp === plan.terms.followUps[followUp]!.code)?.claims ?? 0);
    if (counts.some((claims, i) => i > 0 && claims > counts[i - 1]!)) {
      flags.push({ code: 'later-milestone-has-more', outcome: outcome.code, sentence: { da: `${outcome.name.da}: en senere opfølgning har flere resultater end en tidligere.`, en: `${outcome.name.en}: a later follow-up has more claims than an earlier one.` } });
    }
  }
  if (lines.some((line) => line.excess.some((each) => each.step === 'payer' && each.cap === ''))) {
    flags.push({ code: 'payer-unknown', sentence: { da: 'Nogle deltageres betalingskommune er ikke part i kontrakten.', en: "Some participants' paying municipality is no party to the contract." } });
  }
  return flags;
}
