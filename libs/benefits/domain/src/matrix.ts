import { splitExactly, sum } from '@ringvirkning/kernel';
import { costOf } from './business-case.js';
import { shownTo, type Cell } from './overview.js';

/** What one purse gained because another bore a part of the cost; minor units. */
export interface MatrixCell {
  /** Null: nobody has borne any cost yet, or purses that the reader does not see. */
  readonly investedBy: string | null;
  readonly gainedBy: string;
  readonly realised: bigint;
  readonly forecast: bigint;
}

export interface MatrixChoice {
  /** Of gains; who bears the cost is judged over all years. */
  readonly budgetYear?: number | undefined;
  readonly cashable?: boolean | undefined;
  readonly withhold: boolean;
  /** Costs of purses that the reader does not see: they bear their part without a name. */
  readonly unseen?: readonly Cell[] | undefined;
}

type Bearer = readonly [silo: string | null, cost: bigint];

function bearersOf(cells: readonly Cell[], unseen: readonly Cell[]): Bearer[] {
  const figure = costOf([...cells, ...unseen]);
  const total = (of: readonly Cell[]) => sum(of.filter((cell) => cell.figure === figure).map(({ amount }) => amount));
  const seen = [...Map.groupBy(cells, ({ silo }) => silo)].map(([silo, of]): Bearer => [silo, total(of)]);
  const bearers = [...seen.sort(([a], [b]) => (a! < b! ? -1 : 1)), [null, total(unseen)] as const];
  const bearing = bearers.filter(([, cost]) => cost > 0n);
  return bearing.length > 0 ? bearing : [[null, 1n]];
}

/**
 * Who invested × who gained. Each gain of a contract is shared out among those who bear its cost (`costOf`), in proportion to what they bear and to the øre,
 * year by year: so years, contracts, rows and columns add up to the gains themselves.
 */
export function matrix(
  all: readonly Cell[],
  { budgetYear, cashable, withhold, unseen = [] }: MatrixChoice,
): MatrixCell[] {
  const found = new Map<string, { -readonly [K in keyof MatrixCell]: MatrixCell[K] }>();
  for (const [contractId, cells] of Map.groupBy(shownTo(all, withhold), (cell) => cell.contractId)) {
    const bearers = bearersOf(
      cells,
      unseen.filter((cell) => cell.contractId === contractId),
    );
    for (const gain of cells) {
      if (gain.figure !== 'gained' || (budgetYear ?? gain.budgetYear) !== gain.budgetYear) continue;
      if ((cashable ?? gain.cashable) !== gain.cashable) continue;
      const parts = splitExactly(
        gain.amount,
        bearers.map(([, cost]) => cost),
      );
      bearers.forEach(([investedBy], index) => {
        const key = `${investedBy} ${gain.silo}`;
        const cell = found.get(key) ?? { investedBy, gainedBy: gain.silo, realised: 0n, forecast: 0n };
        cell[gain.basis ?? 'realised'] += parts[index]!;
        found.set(key, cell);
      });
    }
  }
  return [...found.keys()].sort().map((key) => found.get(key)!);
}
