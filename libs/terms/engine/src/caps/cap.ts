import { minorUnits } from '@ringvirkning/kernel';
import { type Cap, type Step, STEPS } from '@ringvirkning/terms-language';
import type { Intake } from '../evaluate/intake.js';
import type { Rows } from '../evaluate/rows.js';
import type { Plan } from '../plan.js';
import { quantityLimiter } from './quantity.js';

/** Lets through what a cap still allows of a row's amount; rows come in their order. */
export interface Limiter {
  readonly step: Step;
  /** Position in the document's list of caps. */
  readonly index: number;
  allow(row: number, amount: bigint): bigint;
}

type MoneyCap = Exclude<Cap, { step: 'quantity' }>;

/** The caps in the fixed order of steps; within a step in the order of the document. */
export function limiters(plan: Plan, intake: Intake, rows: Rows, isPriced: (row: number) => boolean): Limiter[] {
  const caps = plan.terms.caps
    .map((cap, index) => ({ cap, index }))
    .sort((a, b) => STEPS.indexOf(a.cap.step) - STEPS.indexOf(b.cap.step));
  return caps.map(({ cap, index }) => ({
    step: cap.step,
    index,
    allow: withinScope(
      plan,
      cap,
      rows,
      cap.step === 'quantity'
        ? quantityLimiter(plan, cap, rows, isPriced, counts(plan, cap, rows))
        : moneyLimiter(plan, cap, rows, intake),
    ),
  }));
}

type Allow = Limiter['allow'];

function withinScope(plan: Plan, cap: Cap, rows: Rows, allow: Allow): Allow {
  if (!cap.outcomes && !cap.groups && !cap.cohorts) return allow;
  const inScope = counts(plan, cap, rows);
  return (row, amount) => (inScope(row) ? allow(row, amount) : amount);
}

/** Whether a cap counts a row. */
export function counts(
  plan: Plan,
  cap: Pick<Cap, 'outcomes' | 'groups' | 'cohorts'>,
  rows: Rows,
): (row: number) => boolean {
  const numbers = (names: readonly string[] | undefined, index: ReadonlyMap<string, number>) =>
    names && new Set(names.map((name) => index.get(name)!));
  const [outcomes, groups, cohorts] = [
    numbers(cap.outcomes, plan.codes),
    numbers(cap.groups, plan.groups),
    numbers(cap.cohorts, plan.cohorts),
  ];
  return (row) =>
    (!outcomes || outcomes.has(rows.outcome(row))) &&
    (!groups || groups.has(rows.group(row))) &&
    (!cohorts || cohorts.has(rows.cohort(row)));
}

/** One purse per person, per budget year, or one for all. What is not about a person has no person cap. */
function moneyLimiter({ terms }: Plan, cap: MoneyCap, rows: Rows, intake: Intake): Allow {
  const max = minorUnits(cap.max, terms.currency);
  switch (cap.step) {
    case 'person': {
      const left = new BigInt64Array(intake.people).fill(max);
      return (row, amount) => (rows.person(row) < 0 ? amount : take(left, rows.person(row), amount));
    }
    case 'budget-year': {
      const left = new Map<number, BigInt64Array>();
      const years = cap.years && new Set(cap.years);
      return (row, amount) => {
        const year = rows.year(row);
        if (years && !years.has(year)) return amount;
        if (!left.has(year)) left.set(year, BigInt64Array.of(max));
        return take(left.get(year)!, 0, amount);
      };
    }
    case 'outcome':
    case 'contract': {
      const left = BigInt64Array.of(max);
      return (_row, amount) => take(left, 0, amount);
    }
  }
}

/** Amounts of the document have at most 15 digits before the point and three behind it, so they fit into 64 bits. */
function take(left: BigInt64Array, key: number, amount: bigint): bigint {
  const available = left[key]!;
  const allowed = amount <= available ? amount : available;
  left[key] = available - allowed;
  return allowed;
}
