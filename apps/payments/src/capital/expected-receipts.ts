import { localDate, yearOf, type LocalDate } from '@ringvirkning/kernel';
import type { Receipt } from '@ringvirkning/terms';

/** What the terms plan that reaches those who repay the capital; undefined where they plan nothing, or too much to be computed at once. */
export type PlannedReceipts =
  | {
      readonly receipts: readonly Receipt[];
      readonly repayers: readonly string[];
      readonly settledOn: LocalDate;
    }
  | undefined;

/**
 * What is still to come: of this and later years what the plan says, minus what is paid of the year; and today what is paid and not passed on. What an
 * earlier year lacks is not expected any more. Results that set a coupon's rate come as planned, from today on.
 */
export function expectedReceipts(
  { receipts }: NonNullable<PlannedReceipts>,
  paid: ReadonlyMap<number, bigint>,
  toPassOn: bigint,
  today: LocalDate,
): Receipt[] {
  const inYears = Map.groupBy(
    receipts.filter(({ coupon }) => coupon === undefined),
    ({ on }) => yearOf(on),
  );
  const rest = [...inYears].flatMap(([year, of]): Receipt[] => {
    if (year < yearOf(today)) return [];
    const planned = of.reduce((total, { amount }) => total + amount, 0n);
    const amount = planned - (paid.get(year) ?? 0n);
    const last = of.reduce((day, { on }) => (on > day ? on : day), localDate(`${year}-01-01`));
    return amount > 0n ? [{ on: last < today ? today : last, amount }] : [];
  });
  return [
    ...(toPassOn > 0n ? [{ on: today, amount: toPassOn }] : []),
    ...receipts.filter(({ on, coupon }) => coupon !== undefined && on > today),
    ...rest,
  ];
}
