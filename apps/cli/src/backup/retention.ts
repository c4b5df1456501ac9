/** How many days, and how many months, have a backup kept: the last one of each. */
export interface Retention {
  readonly daily: number;
  readonly monthly: number;
}

/** Which of these moments (ISO, UTC) are kept: the last of each of the newest days and of the newest months. The newest is always kept. */
export function keptOf(moments: readonly string[], { daily, monthly }: Retention): string[] {
  const newest = [...moments].sort().reverse();
  const lastOf = (length: number, count: number): string[] => {
    const periods = Map.groupBy(newest, (moment) => moment.slice(0, length));
    return [...periods.values()].slice(0, count).map(([last]) => last!);
  };
  const kept = new Set([
    ...newest.slice(0, 1),
    ...lastOf('2026-07-01'.length, daily),
    ...lastOf('2026-07'.length, monthly),
  ]);
  return newest.filter((moment) => kept.has(moment));
}
