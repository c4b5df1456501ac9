import type { CapitalPosition, CapitalQuarter } from '@ringvirkning/payments-api';

const KEYS = ['committed', 'drawn', 'principal', 'return', 'outstanding'] as const;

/** Whose figures somebody looks at: their own organisation's where it has any. */
export const ownOf = (positions: readonly CapitalPosition[]): readonly CapitalPosition[] => {
  const own = positions.filter(({ isOwn }) => isOwn);
  return own.length > 0 ? own : positions;
};

/** Sums in minor units. Guarantees are no capital before they are called: what is promised by them is not in it. */
export const totalsOf = (positions: readonly CapitalPosition[]): Readonly<Record<(typeof KEYS)[number], string>> => {
  const capital = positions.filter(({ kind }) => kind !== 'first-loss-guarantee');
  const sum = (key: (typeof KEYS)[number]) =>
    String(capital.reduce((total, position) => total + BigInt(position[key]), 0n));
  return Object.fromEntries(KEYS.map((key) => [key, sum(key)])) as Record<(typeof KEYS)[number], string>;
};

/** What is expected first, of all that comes on that day. */
export function firstNext(positions: readonly CapitalPosition[]): CapitalPosition['nextPayment'] {
  const all = positions.flatMap(({ nextPayment }) => nextPayment ?? []);
  const first = all.map(({ on }) => on).sort()[0];
  if (first === undefined) return null;
  const amounts = all.filter(({ on }) => on === first).map(({ amount }) => BigInt(amount));
  return { on: first, amount: String(amounts.reduce((total, amount) => total + amount, 0n)) };
}

/** The quarters of several contracts together. */
export function addQuarters(lists: readonly (readonly CapitalQuarter[])[]): CapitalQuarter[] {
  const quarters = Map.groupBy(lists.flat(), ({ quarter }) => quarter);
  let position = 0n;
  return [...quarters.keys()].sort().map((quarter) => {
    const of = quarters.get(quarter)!;
    const sum = (key: 'paidIn' | 'paidBack') => of.reduce((total, each) => total + BigInt(each[key]), 0n);
    const [paidIn, paidBack] = [sum('paidIn'), sum('paidBack')];
    position += paidBack - paidIn;
    return {
      ...{ quarter, paidIn: String(paidIn), paidBack: String(paidBack), position: String(position) },
      isExpected: of.some(({ isExpected }) => isExpected),
    };
  });
}
