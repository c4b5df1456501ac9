import type { Overview, SiloYear } from '@ringvirkning/benefits-api';
import { overview, type Figures, type Shown, type Silo } from '@ringvirkning/benefits-domain';

const text = (amount: Shown): string | null => (amount === null ? null : amount.toString());
const texts = <K extends string>(amounts: Readonly<Record<K, Shown>>) =>
  Object.fromEntries(Object.entries<Shown>(amounts).map(([key, amount]) => [key, text(amount)])) as Record<
    K,
    string | null
  >;

const presentFigures = ({ invested, paid, received, gained, net, gains }: Figures) => ({
  ...texts({ invested, paid, received, gained, net }),
  gains: texts(gains),
});

function presentRow(row: ReturnType<typeof overview>['silos'][number], { name, treasury, department }: Silo): SiloYear {
  const { silo, budgetYear, gainedBySteeringArea, suppressed } = row;
  return {
    silo,
    name,
    treasury,
    department,
    budgetYear,
    ...presentFigures(row),
    gainedBySteeringArea: texts(gainedBySteeringArea),
    suppressed,
  };
}

/** Rows per silo and budget year, and the totals. */
export const presentOverview = (
  { silos, totals, suppressed }: ReturnType<typeof overview>,
  names: ReadonlyMap<string, Silo>,
): Pick<Overview, 'silos' | 'totals' | 'suppressed'> => ({
  silos: silos.map((row) => presentRow(row, names.get(row.silo)!)),
  totals: presentFigures(totals),
  suppressed,
});
