import type { Overview, SiloYear } from '@ringvirkning/benefits-api';
import { overview, type Figures, type Shown, type Silo } from '@ringvirkning/benefits-domain';
import { totalOf } from '../at-signature/signed-cells.js';
import type { SignedCell } from '../persistence/signature.store.js';

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

const signedOf = (signed: readonly SignedCell[]) => (signed.length === 0 ? {} : { atSignature: totalOf(signed) });

function presentRow(
  row: ReturnType<typeof overview>['silos'][number],
  { name, treasury, department }: Silo,
  isOutside: boolean,
  signed: readonly SignedCell[],
): SiloYear {
  const { silo, budgetYear, gainedBySteeringArea, suppressed } = row;
  return {
    silo,
    name,
    treasury,
    department,
    budgetYear,
    ...presentFigures(row, isOutside),
    ...signedOf(signed.filter((cell) => cell.silo === silo && cell.budgetYear === budgetYear)),
    gainedBySteeringArea: texts(gainedBySteeringArea),
    suppressed,
  };
}

/** Rows per silo and budget year, and the totals. What was settled between departments is never published: for outsiders it is null. */
export const presentOverview = (
  { silos, totals, suppressed }: ReturnType<typeof overview>,
  names: ReadonlyMap<string, Silo>,
  isOutside: boolean,
  signed: readonly SignedCell[],
): Pick<Overview, 'silos' | 'totals' | 'suppressed'> => ({
  silos: silos.map((row) => presentRow(row, names.get(row.silo)!, isOutside, signed)),
  totals: { ...presentFigures(totals, isOutside), ...signedOf(signed) },
  suppressed,
});
