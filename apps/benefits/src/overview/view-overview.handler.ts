import { Injectable } from '@nestjs/common';
import type { Overview, OverviewQuery, SiloYear } from '@ringvirkning/benefits-api';
import { overview, type Figures, type Shown, type Silo } from '@ringvirkning/benefits-domain';
import { Database } from '@ringvirkning/persistence';
import { SiloStore } from '../persistence/silo.store.js';
import { LoadCells } from './load-cells.js';

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

@Injectable()
export class ViewOverviewHandler {
  constructor(
    private readonly db: Database,
    private readonly load: LoadCells,
    private readonly silos: SiloStore,
  ) {}

  /** Who invested, who gained: per silo and budget year, in one currency. */
  execute(query: OverviewQuery): Promise<Overview> {
    return this.db.read(async (tx) => {
      const { currency, otherCurrencies, cells, gains, withhold } = await this.load.execute(tx, {
        ...query,
        budgetYear: query.budgetYear ?? query.year,
      });
      const { silos, totals, suppressed } = overview(cells, gains, withhold);
      const names = await this.silos.byKey(
        tx,
        silos.map((row) => row.silo),
      );
      return {
        currency,
        otherCurrencies: [...otherCurrencies],
        silos: silos.map((row) => presentRow(row, names.get(row.silo)!)),
        totals: presentFigures(totals),
        suppressed,
      };
    });
  }
}

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
