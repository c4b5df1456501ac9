import { multiplyRounded } from '@ringvirkning/kernel';

/** What a purse gains and pays when a share of the people succeed. */
export interface RatePoint {
  /** Success rate in per cent. */
  readonly rate: number;
  readonly gained: bigint;
  readonly paid: bigint;
}

/** From which success rate a purse gains at least what it pays, within the rates that were computed. `from` is in tenths of a per cent, rounded up. */
export type BreakEven =
  { readonly kind: 'always' | 'never'; readonly from: null } | { readonly kind: 'from'; readonly from: number };

/**
 * The success rate from which a purse's net is not negative any more, up to the highest computed rate. Between two computed rates both gain and payment are taken
 * as straight lines; nothing is said of rates below the lowest or above the highest.
 * @throws RangeError without points
 */
export function breakEven(points: readonly RatePoint[]): BreakEven {
  if (points.length === 0) throw new RangeError('break-even needs at least one success rate');
  const sorted = ascending(points);
  const net = sorted.map(({ gained, paid }) => gained - paid);
  const last = net.findLastIndex((amount) => amount < 0n);
  if (last === -1) return { kind: 'always', from: null };
  if (last === net.length - 1) return { kind: 'never', from: null };
  const [missing, gap] = [-net[last]!, net[last + 1]! - net[last]!];
  const [from, to] = [BigInt(sorted[last]!.rate) * 10n, BigInt(sorted[last + 1]!.rate) * 10n];
  return { kind: 'from', from: Number(from + (missing * (to - from) + gap - 1n) / gap) };
}

/** What is paid at a rate (in millionths) between computed ones, on a straight line; beyond them as at the nearest. Rounded to the minor unit. */
export function paidAt(points: readonly RatePoint[], rate: bigint): bigint {
  const sorted = ascending(points);
  const next = sorted.findIndex((point) => millionthsOf(point.rate) >= rate);
  if (next === -1) return sorted.at(-1)!.paid;
  const [before, after] = [sorted[Math.max(0, next - 1)]!, sorted[next]!];
  const width = millionthsOf(after.rate) - millionthsOf(before.rate);
  if (width === 0n) return after.paid;
  return before.paid + multiplyRounded(after.paid - before.paid, rate - millionthsOf(before.rate), width);
}

export const millionthsOf = (percent: number): bigint => BigInt(percent) * 10_000n;
const ascending = (points: readonly RatePoint[]): RatePoint[] => [...points].sort((a, b) => a.rate - b.rate);
