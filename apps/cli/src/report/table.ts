/** A plain text table: the first column to the left, the others to the right, except those named. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  left: readonly number[] = [0],
): string {
  const widths = header.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i]!.length)));
  const write = (row: readonly string[]): string =>
    row
      .map((cell, i) => (left.includes(i) ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [write(header), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(write)].join('\n');
}

/** A bar from zero; negative amounts grow to the left. `most` and `least` are the ends of the axis and embrace zero. */
export function bar(amount: bigint, least: bigint, most: bigint, width: number): string {
  const span = most - least;
  if (span === 0n) return '';
  const place = (value: bigint): number => Number(((value - least) * BigInt(width)) / span);
  const [zero, at] = [place(0n), place(amount)];
  return amount < 0n ? `${' '.repeat(at)}${'░'.repeat(zero - at)}` : `${' '.repeat(zero)}${'█'.repeat(at - zero)}`;
}

/** Where low, middle and high lie between zero and `most`: `··├──┼────┤`. */
export function range(low: bigint, middle: bigint, high: bigint, most: bigint, width: number): string {
  const place = (value: bigint): number => (most === 0n ? 0 : Number((value * BigInt(width - 1)) / most));
  const [from, at, to] = [place(low), place(middle), place(high)];
  return Array.from({ length: to + 1 }, (_, i) =>
    i === at ? '┼' : i === from ? '├' : i === to ? '┤' : i > from ? '─' : ' ',
  ).join('');
}
