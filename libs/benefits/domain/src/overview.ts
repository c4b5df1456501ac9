/** Who invested, who gained: folding ledger balances into silos, years and flows, and withholding what would let outsiders count people. */

import { FEWEST_PEOPLE } from '@ringvirkning/disclosure';
import { sum } from '@ringvirkning/kernel';

export const FIGURES = ['invested', 'paid', 'received', 'gained', 'settled'] as const;
export type Figure = (typeof FIGURES)[number];
/** What purses of other departments and members may be told. What is settled is between the sides of an agreement. */
export type ToldFigure = Exclude<Figure, 'settled'>;

/** The finest figure that is ever shown; every other figure is a sum of these. */
export interface Cell {
  readonly figure: Figure;
  readonly contractId: string;
  readonly silo: string;
  readonly budgetYear: number;
  readonly steeringArea: string | null;
  readonly cashable: boolean | null;
  readonly basis: 'forecast' | 'realised' | null;
  /** Minor units. */
  readonly amount: bigint;
  /** How many people stand behind it; null when it is not about people (capital). */
  readonly people: number | null;
  /** What was published lacks somebody, or has somebody who should not be in it. */
  readonly behind?: boolean;
}

/** A sum of what is shown, or null when there is something but nothing of it is shown. */
export type Shown = bigint | null;

/** Whether a cell is withheld from outsiders. */
export const isWithheld = (cell: Cell): boolean =>
  cell.people !== null && cell.people < FEWEST_PEOPLE && cell.amount !== 0n;

/** Whether a total must say that it is not the whole. */
const isMarked = (cell: Cell): boolean => isWithheld(cell) || cell.behind === true;
export const areMarked = (cells: readonly Cell[], withhold: boolean): boolean => withhold && cells.some(isMarked);

/** What a reader may see. Withheld cells are left out of every sum, at every level and under every filter: so no difference of two figures can give one back. */
export const shownTo = (cells: readonly Cell[], withhold: boolean): readonly Cell[] =>
  withhold ? cells.filter((cell) => !isWithheld(cell)) : cells;

export function sumShown(cells: readonly Cell[], withhold: boolean): Shown {
  // Nothing by nature hides nothing, and does not stand for what is hidden.
  const some = cells.filter(({ amount }) => amount !== 0n);
  const shown = shownTo(some, withhold);
  return shown.length === 0 && some.length > 0 ? null : shown.reduce((total, cell) => total + cell.amount, 0n);
}

const groupBy = <T>(items: readonly T[], key: (item: T) => string): T[][] => [...Map.groupBy(items, key).values()];

/** The same per purse without its departments and steering areas. Withheld cells are left out of a sum, which then says so. */
export function withoutDepartments<C extends Cell>(cells: readonly C[]): C[] {
  const purses = groupBy(
    cells.map((cell) => ({ ...cell, silo: cell.silo.split('/')[0]!, steeringArea: null })),
    ({ figure, contractId, silo, budgetYear, basis, cashable }) =>
      [figure, contractId, silo, budgetYear, basis, cashable].join(' '),
  );
  return purses.map((of) => {
    const told = of.filter((cell) => !isWithheld(cell));
    if (told.length === 0) return of[0]!;
    const amount = told.reduce((total, cell) => total + cell.amount, 0n);
    return { ...told[0]!, amount, behind: of.some(isMarked) };
  });
}

export interface Figures {
  readonly invested: Shown;
  readonly paid: Shown;
  readonly received: Shown;
  readonly gained: Shown;
  /** Got by final settlements, minus given; over both sides of each it is nothing. */
  readonly settled: Shown;
  readonly net: Shown;
  readonly gains: Readonly<
    Record<'realisedCashable' | 'realisedNonCashable' | 'forecastCashable' | 'forecastNonCashable', Shown>
  >;
}

export interface SiloYear extends Figures {
  readonly silo: string;
  readonly budgetYear: number;
  readonly gainedBySteeringArea: Readonly<Record<string, Shown>>;
  readonly suppressed: boolean;
}

/** What narrows `gained`. Costs are always shown in full. */
export interface GainFilter {
  readonly basis?: 'forecast' | 'realised' | undefined;
  readonly cashable?: boolean | undefined;
}

const wanted = (cell: Cell, filter: GainFilter): boolean =>
  cell.figure !== 'gained' ||
  ((filter.basis === undefined || cell.basis === filter.basis) &&
    (filter.cashable === undefined || cell.cashable === filter.cashable));

function figuresOf(all: readonly Cell[], filter: GainFilter, withhold: boolean): Figures {
  const cells = all.filter((cell) => wanted(cell, filter));
  const of = (figure: Figure) =>
    sumShown(
      cells.filter((cell) => cell.figure === figure),
      withhold,
    );
  const gains = (basis: Cell['basis'], cashable: boolean) =>
    sumShown(
      cells.filter((cell) => cell.figure === 'gained' && cell.basis === basis && cell.cashable === cashable),
      withhold,
    );
  const [invested, paid, received, gained] = [of('invested'), of('paid'), of('received'), of('gained')];
  const settled = of('settled');
  const known = invested !== null && paid !== null && received !== null && gained !== null;
  return {
    invested,
    paid,
    received,
    gained,
    settled,
    net: known ? received + gained + (settled ?? 0n) - invested - paid : null,
    gains: {
      realisedCashable: gains('realised', true),
      realisedNonCashable: gains('realised', false),
      forecastCashable: gains('forecast', true),
      forecastNonCashable: gains('forecast', false),
    },
  };
}

/** One row per silo and budget year, in that order, and the totals over all of them. `suppressed`: cells of few people are left out. */
export function overview(
  cells: readonly Cell[],
  filter: GainFilter,
  withhold: boolean,
): { readonly silos: readonly SiloYear[]; readonly totals: Figures; readonly suppressed: boolean } {
  const grouped = Map.groupBy(cells, (cell) => `${cell.silo} ${cell.budgetYear}`);
  const inOrder = [...grouped.keys()].sort().map((key) => grouped.get(key)!);
  const silos = inOrder.map((group): SiloYear => {
    const gained = group.filter(
      (cell) => cell.figure === 'gained' && cell.steeringArea !== null && wanted(cell, filter),
    );
    const areas = groupBy(gained, (cell) => cell.steeringArea!).map(
      (area) => [area[0]!.steeringArea!, sumShown(area, withhold)] as const,
    );
    const { silo, budgetYear } = group[0]!;
    return {
      silo,
      budgetYear,
      ...figuresOf(group, filter, withhold),
      gainedBySteeringArea: Object.fromEntries(areas),
      suppressed: areMarked(group, withhold),
    };
  });
  return { silos, totals: figuresOf(cells, filter, withhold), suppressed: areMarked(cells, withhold) };
}

export interface Flow {
  /** What is gained, and what is only expected, are flows of their own. */
  readonly kind: 'invested' | 'paid' | 'gained' | 'expected';
  readonly contractId: string;
  readonly silo: string;
  readonly amount: bigint;
}

/** Money into each contract (invested, paid) and benefits out of it (gained, expected), per silo. Withheld and non-positive flows are left out. */
export function flows(cells: readonly Cell[], filter: GainFilter, withhold: boolean): Flow[] {
  const drawn = cells.filter((cell) => wanted(cell, filter));
  const kindOf = ({ figure, basis }: Cell): Figure | 'expected' =>
    figure === 'gained' && basis === 'forecast' ? 'expected' : figure;
  return groupBy(drawn, (cell) => `${kindOf(cell)} ${cell.contractId} ${cell.silo}`).flatMap((group): Flow[] => {
    const amount = sumShown(group, withhold) ?? 0n;
    const [{ contractId, silo }, kind] = [group[0]!, kindOf(group[0]!)];
    return amount <= 0n || kind === 'received' || kind === 'settled' ? [] : [{ kind, contractId, silo, amount }];
  });
}

/** In place of the contract: flows of all interventions that are not drawn by themselves. */
export const OTHER_INTERVENTIONS = 'others';

/**
 * Flows that a chart can show: the interventions that most money flows through by themselves, and the others together (`OTHER_INTERVENTIONS`).
 * What flows from and to each silo stays the same. `others`: how many were put together.
 */
export function withLargest(
  drawn: readonly Flow[],
  most: number,
): { readonly flows: readonly Flow[]; readonly others: number } {
  const through = [...Map.groupBy(drawn, ({ contractId }) => contractId)].map(
    ([contractId, own]) => [contractId, sum(own.map(({ amount }) => amount))] as const,
  );
  if (through.length <= most) return { flows: drawn, others: 0 };
  const largest = new Set(
    through
      .sort(([one, a], [other, b]) => (a > b ? -1 : a < b ? 1 : one < other ? -1 : 1))
      .slice(0, most)
      .map(([contractId]) => contractId),
  );
  const rest = drawn.filter(({ contractId }) => !largest.has(contractId));
  const together = groupBy(rest, ({ kind, silo }) => `${kind} ${silo}`).map((of) => ({
    ...of[0]!,
    contractId: OTHER_INTERVENTIONS,
    amount: sum(of.map(({ amount }) => amount)),
  }));
  return {
    flows: [...drawn.filter(({ contractId }) => largest.has(contractId)), ...together],
    others: through.length - most,
  };
}
