import { sum } from '@ringvirkning/kernel';
import type { PartyAmount } from '@ringvirkning/terms-language';
import type { Settlement } from '../settlement.js';
import { betweenKey, type DueAmount, type DueLine, type DuePayment } from './claim.js';

/**
 * A partner's part of a run: what its parties owe, and what the claim that it follows said, or what had been settled by other means before the first claim.
 * Before there was a claim, that is what earlier runs settled.
 */
export function partOf(
  settlements: readonly Settlement[],
  payers: ReadonlySet<string>,
  said: readonly DueAmount[] | undefined,
): DuePayment[] {
  const now = settlements.filter(({ payer }) => payers.has(payer));
  const then = new Map(said?.map((each) => [betweenKey(each), each.amount]));
  const keys = new Set(now.map(betweenKey));
  const gone = (said ?? []).filter((each) => !keys.has(betweenKey(each)));
  return [
    ...now.map(({ payer, payee, budgetYear, payable, paidBefore }) => {
      const between = { payer, payee, budgetYear };
      return { ...between, payable, before: said ? (then.get(betweenKey(between)) ?? 0n) : paidBefore };
    }),
    ...gone.map(({ amount, ...between }) => ({ ...between, payable: 0n, before: amount })),
  ]
    .filter(({ payable, before }) => payable !== 0n || before !== 0n)
    .sort((a, b) => (betweenKey(a) < betweenKey(b) ? -1 : 1));
}

/** A line of a run: as it is now, and as it was last told to outsiders; undefined where nothing of it may be told. */
export interface RunLine {
  readonly outcome: string;
  readonly followUp: string | null;
  readonly year: number;
  /** Whose citizens it counts, where the split asks for that. */
  readonly payer: string | undefined;
  readonly now: readonly PartyAmount[];
  readonly told: readonly PartyAmount[] | undefined;
}

/**
 * What a partner is told of its part by outcome, for each of its payers and budget years: lines of its own citizens as they are, of others what outsiders
 * are told, and what is left together. Where a single line would be left, the others are told with it, or it would be told by subtraction.
 */
export function linesOf(payments: readonly DuePayment[], lines: readonly RunLine[]): DueLine[] {
  const years = Map.groupBy(payments, ({ payer, budgetYear }) => `${budgetYear} ${payer}`);
  return [...years.values()].flatMap((of) => {
    const { payer, budgetYear } = of[0]!;
    const total = sum(of.map(({ payable }) => payable));
    return linesOfYear(
      { payer, budgetYear, total },
      lines.filter(({ year }) => year === budgetYear),
    );
  });
}

function linesOfYear(
  { payer, budgetYear, total }: { readonly payer: string; readonly budgetYear: number; readonly total: bigint },
  lines: readonly RunLine[],
): DueLine[] {
  const of = (amounts: readonly PartyAmount[] | undefined): bigint | undefined =>
    amounts && sum(amounts.filter(({ party }) => party === payer).map(({ amount }) => amount));
  const own = lines.filter((line) => line.payer === payer).map((line) => ({ line, amount: of(line.now)! }));
  const others = lines
    .filter((line) => line.payer !== payer)
    .map((line) => ({ line, now: of(line.now)!, amount: of(line.told) }));
  const behind = others.filter(({ now, amount }) => amount !== now && (now !== 0n || amount !== undefined));
  const named = [
    ...own,
    ...(behind.length === 1
      ? []
      : others.flatMap(({ line, amount }) => (amount === undefined ? [] : [{ line, amount }]))),
  ];
  const told = [...Map.groupBy(named, ({ line }) => `${line.outcome} ${line.followUp}`).values()]
    .map((same) => ({
      ...{ payer, outcome: same[0]!.line.outcome, followUp: same[0]!.line.followUp, budgetYear },
      payable: sum(same.map(({ amount }) => amount)),
    }))
    .filter(({ payable }) => payable !== 0n);
  const left = total - sum(told.map(({ payable }) => payable));
  return left === 0n ? told : [...told, { payer, outcome: null, followUp: null, budgetYear, payable: left }];
}
