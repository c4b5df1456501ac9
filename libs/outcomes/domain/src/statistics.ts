/** 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/** Wilson score interval (95 %) for `reached` of `n`; undefined without a sample. Sound for small n and shares near 0 or 1 (Brown, Cai, DasGupta 2001). */
export function wilson(reached: number, n: number): { low: number; high: number } | undefined {
  if (n === 0) return undefined;
  const share = reached / n;
  const centre = share + (Z * Z) / (2 * n);
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  return { low: reached === 0 ? 0 : (centre - spread) / scale, high: reached === n ? 1 : (centre + spread) / scale };
}

/** How many of how many: a cell of a table about people. */
export interface Cell {
  readonly n: number;
  readonly reached: number;
}

/** Whether a cell tells about fewer than `threshold` people: those in it, those who reached, or those who did not. */
export const isSmall = ({ n, reached }: Cell, threshold: number): boolean =>
  [n, reached, n - reached].some((count) => count > 0 && count < threshold);

/**
 * Which cells of one row (adding up to a total that is shown) must be hidden. Small cells are; then, so that the total minus the visible cells
 * tells nothing about one of them, further cells are hidden, smallest first, until two or more are and their sum is not small.
 */
export function hiddenCells(cells: readonly Cell[], threshold: number): boolean[] {
  const hidden = cells.map((cell) => isSmall(cell, threshold));
  const bySize = cells.map((_, i) => i).sort((a, b) => cells[a]!.n - cells[b]!.n || a - b);
  for (const next of bySize.filter((i) => !hidden[i])) {
    const inside = cells.filter((_, i) => hidden[i]);
    if (inside.length === 0 || (inside.length > 1 && !isSmall(sumOf(inside), threshold))) break;
    hidden[next] = true;
  }
  return hidden;
}

const sumOf = (cells: readonly Cell[]): Cell =>
  cells.reduce((a, b) => ({ n: a.n + b.n, reached: a.reached + b.reached }), { n: 0, reached: 0 });
