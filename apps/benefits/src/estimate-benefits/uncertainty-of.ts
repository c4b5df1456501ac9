import type { Uncertainty } from '@ringvirkning/benefits-api';
import {
  breakEven,
  businessCase,
  DEFAULT_RANGES,
  gainsOf,
  inputsOf,
  LAST_YEAR,
  monteCarlo,
  perPurse,
  responsesOf,
  tornado,
  type Expected,
  type NetSpread,
  type RatePoint,
  type SuccessRates,
  type Swing,
  type ValuationModel,
  type YearFigures,
} from '@ringvirkning/benefits-domain';
import { sum, yearOf } from '@ringvirkning/kernel';
import type { Account, EstimateAsked } from './estimate.task.js';
import { purse } from './purse.js';
import type { Payment, Plan } from './plan-of.js';

type Asked = NonNullable<EstimateAsked['uncertainty']>;
interface Estimated {
  readonly model: ValuationModel;
  readonly plan: Plan;
  readonly payments: readonly Payment[];
  readonly expected: readonly Expected[];
  readonly accounts: readonly Account[];
}

/** How far an estimate may lie off, and what it hangs on. */
export function uncertaintyOf(estimated: Estimated, asked: Asked): Uncertainty {
  const { model, plan, expected, payments, accounts } = estimated;
  const { seed, runs, ranges = DEFAULT_RANGES } = asked;
  const base = gainsOf(model, expected, plan.purseOf);
  const inputs = inputsOf(model, new Set(expected.map(({ outcome }) => outcome)), ranges);
  const responses = responsesOf(inputs, expected, plan.purseOf);
  const success = asked.success && successOf(estimated, asked.success);
  const paid = new Map(accounts.map((account) => [account.silo.key, account.paid]));
  const spreads = monteCarlo(base, responses, paid, { seed, runs }, success);
  const purses = [...spreads.keys()].filter((key) => key !== null);
  const costs = costsByYear(payments, expected);
  const standingOf = (keys: readonly string[], net: NetSpread) => ({
    breakEven: success ? breakEvenOf(success, keys) : null,
    ...paybackOf(
      keys.map((key) =>
        figuresOf(costs.get(key) ?? new Map<number, bigint>(), accounts.find(({ silo }) => silo.key === key)?.gains),
      ),
    ),
    net: spread(net),
  });
  return {
    seed,
    runs,
    ranges,
    inputs: [...tornado(base, responses).map(swing), ...(success ? successSwing(success) : [])].sort(widest),
    purses: purses.map((key) => ({
      ...purse(plan.silo(key)),
      pays: (paid.get(key) ?? 0n) > 0n,
      ...standingOf([key], spreads.get(key)!),
    })),
    total: standingOf(purses, spreads.get(null)!),
  };
}

/** What each purse gains and pays at every rate that was sent, the shown one among them. */
function successOf(
  { model, plan, expected, accounts }: Estimated,
  { shown, others }: NonNullable<Asked['success']>,
): SuccessRates {
  const rates = new Map([
    [shown, { gains: perPurse(gainsOf(model, expected, plan.purseOf).values()), paid: paidIn(accounts) }],
  ]);
  for (const { rate, achieved, payments } of others) {
    if (rates.has(rate)) continue;
    const paid = new Map<string, bigint>();
    for (const { silo, amount } of plan.payments(payments)) paid.set(silo.key, (paid.get(silo.key) ?? 0n) + amount);
    rates.set(rate, { gains: perPurse(gainsOf(model, plan.expected(achieved), plan.purseOf).values()), paid });
  }
  const keys = new Set([...rates.values()].flatMap(({ gains, paid }) => [...gains.keys(), ...paid.keys()]));
  const points = new Map(
    [...keys].map((key) => [
      key,
      [...rates].map(([rate, { gains, paid }]): RatePoint => ({
        rate,
        gained: gains.get(key) ?? 0n,
        paid: paid.get(key) ?? 0n,
      })),
    ]),
  );
  return { shown, lowest: Math.min(...rates.keys()), highest: Math.max(...rates.keys()), points };
}

const paidIn = (accounts: readonly Account[]) => new Map(accounts.map(({ silo, paid }) => [silo.key, paid]));

function breakEvenOf({ points }: SuccessRates, keys: readonly string[]) {
  const of = keys.map((key) => points.get(key) ?? []).filter((list) => list.length > 0);
  if (of.length === 0 || of[0]!.length < 2) return null;
  const { kind, from } = breakEven(
    of[0]!.map(({ rate }, at) => ({
      rate,
      gained: sum(of.map((list) => list[at]!.gained)),
      paid: sum(of.map((list) => list[at]!.paid)),
    })),
  );
  return { kind, from: from === null ? null : (from / 10).toFixed(1) };
}

type ByYear = Map<number, bigint>;
function costsByYear(payments: readonly Payment[], expected: readonly Expected[]): Map<string, ByYear> {
  const first = Math.min(...expected.map(({ on }) => yearOf(on)), ...payments.flatMap(({ year }) => year ?? []));
  const costs = new Map<string, ByYear>();
  for (const { silo, amount, year } of payments) {
    const of = costs.get(silo.key) ?? new Map<number, bigint>();
    costs.set(silo.key, of.set(year ?? first, (of.get(year ?? first) ?? 0n) + amount));
  }
  return costs;
}

const figuresOf = (costs: ByYear, gains: ByYear = new Map()): YearFigures[] =>
  [...new Set([...costs.keys(), ...gains.keys()])].map((budgetYear) => ({
    budgetYear,
    cost: costs.get(budgetYear) ?? 0n,
    gain: gains.get(budgetYear) ?? 0n,
  }));

function paybackOf(purses: readonly YearFigures[][]) {
  const years = [...Map.groupBy(purses.flat(), ({ budgetYear }) => budgetYear)].map(([budgetYear, of]) => ({
    budgetYear,
    cost: sum(of.map(({ cost }) => cost)),
    gain: sum(of.map(({ gain }) => gain)),
  }));
  const span = years.map(({ budgetYear }) => budgetYear);
  if (span.length === 0 || Math.max(...span) - Math.min(...span) > LAST_YEAR)
    return { paybackYear: null, presentValue: null };
  const { paybackYear, presentValue } = businessCase(years)!;
  return { paybackYear, presentValue: String(presentValue) };
}

type Input = Uncertainty['inputs'][number];
const factor = (millionths: bigint): string => (Number(millionths) / 1_000_000).toString();

function swing({ input: { kind, code, title, outcome, grade, low, high }, ...ends }: Swing): Input {
  return { kind, code, title, outcome, grade, from: factor(low), to: factor(high), ...changes(ends.low, ends.high) };
}

function successSwing({ shown, lowest, highest, points }: SuccessRates): Input[] {
  if (lowest === highest) return [];
  const net = (key: string, at: number): bigint => {
    const { gained, paid } = points.get(key)!.find(({ rate }) => rate === at)!;
    return gained - paid;
  };
  const at = (rate: number) => new Map([...points.keys()].map((key) => [key, net(key, rate) - net(key, shown)]));
  const none = { code: 'success', title: null, outcome: null, grade: null };
  return [{ kind: 'success', ...none, from: String(lowest), to: String(highest), ...changes(at(lowest), at(highest)) }];
}

const changes = (low: ReadonlyMap<string, bigint>, high: ReadonlyMap<string, bigint>) => ({
  low: String(sum(low.values())),
  high: String(sum(high.values())),
  silos: [...new Set([...low.keys(), ...high.keys()])]
    .sort()
    .map((silo) => ({ silo, low: String(low.get(silo) ?? 0n), high: String(high.get(silo) ?? 0n) })),
});

const width = ({ low, high }: Input): bigint => {
  const difference = BigInt(high) - BigInt(low);
  return difference < 0n ? -difference : difference;
};
const widest = (a: Input, b: Input): number => (width(a) === width(b) ? 0 : width(a) > width(b) ? -1 : 1);

const spread = ({ mean, p5, p50, p95, covered }: NetSpread) => ({
  mean: String(mean),
  p5: String(p5),
  p50: String(p50),
  p95: String(p95),
  covered,
});
