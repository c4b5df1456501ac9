/** Fewer persons than this are not shown to outside parties (Danish Statistics asks for 3, common practice is 5). */
export const SMALL = 5;

export interface Cell {
  readonly id: string;
  readonly budgetYear: number;
  readonly persons: number;
}

/**
 * Which lines an outside party must not see: those with few persons and, per budget year, as many of the next smallest as it takes so that what is
 * hidden cannot be computed from the year's total (at least {@link SMALL} persons together, and since the first has fewer, at least two lines). Since the price is known, an amount
 * tells the number of persons; so a hidden line hides all its figures.
 */
export function withheld(cells: readonly Cell[]): ReadonlySet<string> {
  const hidden = new Set<string>();
  for (const cellsOfYear of Map.groupBy(
    cells.filter(({ persons }) => persons > 0),
    ({ budgetYear }) => budgetYear,
  ).values()) {
    const ascending = cellsOfYear.toSorted((a, b) => a.persons - b.persons);
    if (ascending[0]!.persons >= SMALL) continue;
    let persons = 0;
    for (const { id, persons: behind } of ascending) {
      if (behind >= SMALL && persons >= SMALL) break;
      hidden.add(id);
      persons += behind;
    }
  }
  return hidden;
}

/** Whether the year's total itself would tell of few persons (counted as the most any line has: one person may be behind several lines). */
export const smallYears = (cells: readonly Cell[]): ReadonlySet<number> =>
  new Set(
    [
      ...Map.groupBy(
        cells.filter(({ persons }) => persons > 0),
        ({ budgetYear }) => budgetYear,
      ),
    ]
      .filter(([, of]) => Math.max(...of.map(({ persons }) => persons)) < SMALL)
      .map(([year]) => year),
  );
