import type { Currency } from '@ringvirkning/kernel';

/** An amount in minor units; `null` is withheld. Whole: told without øre, for overviews. */
export interface MoneyValue {
  readonly amount: string | null;
  readonly currency: Currency;
  readonly signed?: boolean | undefined;
  readonly whole?: boolean | undefined;
}

/**
 * What a cell holds, apart from how it looks: by it a table sorts, searches, filters, adds up and writes files.
 * Text, a number, money, a calendar day, a moment, a decimal of the terms, a share 0–1; `null` is withheld, `undefined` does not apply.
 */
export type Value =
  | string
  | number
  | null
  | undefined
  | MoneyValue
  | { readonly day: string }
  | { readonly at: string }
  | { readonly decimal: string }
  | { readonly share: number };

/** An amount as a value; `undefined` does not apply. */
export const moneyOf = (
  amount: string | null | undefined,
  currency: Currency,
  { signed, whole }: Pick<MoneyValue, 'signed' | 'whole'> = {},
): Value => (amount === undefined ? undefined : { amount, currency, signed, whole });

type Kind = 'text' | 'number' | 'money' | 'day' | 'at' | 'decimal' | 'share' | 'none';
type Tagged = Exclude<Value, string | number | null | undefined>;

const TAGS = { amount: 'money', day: 'day', at: 'at', decimal: 'decimal', share: 'share' } as const;

export function kindOf(value: Value): Kind {
  if (value === null || value === undefined) return 'none';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  return TAGS[Object.keys(TAGS).find((tag) => tag in value) as keyof typeof TAGS];
}

/** Whether values of this kind stand to the right, so that digits line up. */
export const isFigure = (value: Value): boolean => ['number', 'money', 'decimal', 'share'].includes(kindOf(value));

const textOrder = new Intl.Collator('da', { numeric: true });

/** The order of two values of a column; what is withheld or does not apply stands last. */
export function compareValues(a: Value, b: Value): number {
  const [missing, other] = [isMissing(a), isMissing(b)];
  if (missing || other) return Number(missing) - Number(other);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'object' && typeof b === 'object') return compareTagged(a!, b!);
  return textOrder.compare(String(a as string | number), String(b as string | number));
}

export const isMissing = (value: Value): boolean =>
  kindOf(value) === 'none' || (kindOf(value) === 'money' && (value as MoneyValue).amount === null);

function compareTagged(a: Tagged, b: Tagged): number {
  if ('amount' in a && 'amount' in b)
    return textOrder.compare(a.currency, b.currency) || compareIntegers(BigInt(a.amount!), BigInt(b.amount!));
  if ('share' in a && 'share' in b) return a.share - b.share;
  if ('decimal' in a && 'decimal' in b) return Number(a.decimal) - Number(b.decimal);
  return textOrder.compare(Object.values(a).join(' '), Object.values(b).join(' '));
}

const compareIntegers = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The sum of a column: exact. Withheld (`null`) as soon as one part is, since the rest would tell the part; `undefined` when there
 * is nothing that can be added (several currencies, other kinds).
 */
export function totalOf(values: readonly Value[]): Value {
  const present = values.filter((value) => value !== undefined);
  if (present.length === 0) return undefined;
  if (present.every((value) => typeof value === 'number')) return present.reduce((sum, one) => sum + one, 0);
  const amounts = present.filter((value) => kindOf(value) === 'money') as MoneyValue[];
  const withheld = present.includes(null) || amounts.some(({ amount }) => amount === null);
  const [first] = amounts;
  if (!first) return withheld ? null : undefined;
  if (amounts.some(({ currency }) => currency !== first.currency)) return undefined;
  if (withheld) return { ...first, amount: null };
  if (amounts.length < present.length) return undefined;
  return { ...first, amount: amounts.reduce((sum, { amount }) => sum + BigInt(amount!), 0n).toString() };
}
