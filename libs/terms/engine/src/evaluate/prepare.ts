import type { LocalDate } from '@ringvirkning/kernel';
import type { Fact } from '@ringvirkning/terms-language';
import { Caps } from '../caps/cap.js';
import type { Plan } from '../plan.js';
import { claimAll } from './claims.js';
import type { AssumedValue } from './cohorts.js';
import { addFloors } from './floors.js';
import { consume, type Intake } from './intake.js';
import { priceAll } from './price-all.js';
import type { Priced } from './pricing.js';
import { inOrder, Rows } from './rows.js';
import { UnpaidList } from './unpaid.js';

/** Everything before the caps: what counts, what it costs, in which order, and the caps with their full purses. */
export interface Prepared {
  readonly intake: Intake;
  readonly rows: Rows;
  readonly unpaid: UnpaidList;
  readonly priced: readonly (Priced | undefined)[];
  readonly order: Uint32Array;
  readonly caps: Caps;
}

export function prepare(
  plan: Plan,
  given: readonly Fact[],
  cutOff: LocalDate,
  assumed: AssumedValue = () => undefined,
  watched?: string,
): Prepared {
  const intake = consume(plan, given, cutOff);
  const unpaid = new UnpaidList(watched === undefined ? undefined : new Set([watched]));
  const rows = new Rows(intake);
  for (const { fact, reason } of intake.unplaced) unpaid.add(reason, fact.outcome, fact.id);
  const findings = claimAll(plan, intake, rows, unpaid, cutOff, assumed);
  const priced = priceAll(plan, intake, rows, findings, unpaid);
  addFloors(plan, rows, priced, cutOff);
  const order = inOrder(rows, intake);
  const caps = new Caps({ plan, rows, order, isPriced: (row) => priced[row] !== undefined }, intake);
  return { intake, rows, unpaid, priced, order, caps };
}
