import type { LocalDate } from '@ringvirkning/kernel';
import type { Fact } from '@ringvirkning/terms-language';
import { Caps } from '../caps/cap.js';
import { CapsInTurn } from '../caps/caps-in-turn.js';
import type { Plans } from '../versions/plans.js';
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
  readonly plans: Plans;
  readonly intake: Intake;
  readonly rows: Rows;
  readonly unpaid: UnpaidList;
  readonly priced: readonly (Priced | undefined)[];
  /** The rows of each version, in order. */
  readonly orders: readonly Uint32Array[];
  readonly caps: CapsInTurn;
}

export function prepare(
  plans: Plans,
  given: readonly Fact[],
  cutOff: LocalDate,
  assumed: AssumedValue = () => undefined,
  watched?: string,
): Prepared {
  const intake = consume(plans.last, given, cutOff);
  const unpaid = new UnpaidList(watched === undefined ? undefined : new Set([watched]));
  const rows = new Rows(intake);
  for (const { fact, reason } of intake.unplaced) unpaid.add(reason, fact.outcome, fact.id);
  const findings = claimAll(plans, intake, rows, unpaid, cutOff, assumed);
  const priced = priceAll(plans, intake, rows, findings, unpaid);
  addFloors(plans, rows, priced, cutOff);
  const orders = byVersion(plans, rows, inOrder(rows, intake));
  const isPriced = (row: number): boolean => priced[row] !== undefined;
  const ofVersions: Caps[] = [];
  for (const [version, { plan }] of plans.all.entries())
    ofVersions.push(new Caps({ plan, rows, order: orders[version]!, isPriced }, intake, ofVersions.at(-1)?.used));
  const caps = new CapsInTurn(ofVersions, orders, rows.length);
  return { plans, intake, rows, unpaid, priced, orders, caps };
}

/** Rows come in the order of their days, so those of a version lie together. */
function byVersion({ all }: Plans, rows: Rows, order: Uint32Array): readonly Uint32Array[] {
  let first = 0;
  return all.map(({ to }, version) => {
    const begin = first;
    if (version === all.length - 1) first = order.length;
    else while (first < order.length && rows.day(order[first]!) <= to) first++;
    return order.subarray(begin, first);
  });
}
