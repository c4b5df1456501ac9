import type { Overview, SiloYear } from '@ringvirkning/benefits-api';
import { overview, type Figures, type Shown, type Silo } from '@ringvirkning/benefits-domain';

const text = (amount: Shown): string | null => (amount === null ? null : amount.toString());
const texts = <K extends string>(amounts: Readonly<Record<K, Shown>>) =>
  Object.fromEntries(Object.entries<Shown>(amounts).map(([key, amount]) => [key, text(amount)])) as Record<
    K,
    string | null
  >;

const presentFigures = ({ invested, paid, received, gained, settled, net, gains }: Figures, isOutside: boolean) => ({
  ...texts({ invested, paid, received, gained, settled: isOutside ? null : settled, net }),
  gains: texts(gains),
});

function presentRow(
  row: ReturnType<typeof overview>['silos'][number],
  { name, treasury, department }: Silo,
  isOutside: boolean,
): SiloYear {
  const { silo, budgetYear, gainedBySteeringArea, suppressed } = row;
  return {
    silo,
    name,
    treasury,
    department,
    budgetYear,
    ...presentFigures(row, isOutside),
    gainedBySteeringArea: texts(gainedBySteeringArea),
    suppressed,
  };
}

/** Rows per silo and budget year, and the totals. What was settled between departments is never published: for outsiders it is null. */
export const presentOverview = (
  { silos, totals, suppressed }: ReturnType<typeof overview>,
  names: ReadonlyMap<string, Silo>,
  isOutside: boolean,
): Pick<Overview, 'silos' | 'totals' | 'suppressed'> => ({
  silos: silos.map((row) => presentRow(row, names.get(row.silo)!, isOutside)),
  totals: presentFigures(totals, isOutside),
  suppressed,
});
