import { Injectable } from '@nestjs/common';
import type { Overview, OverviewQuery } from '@ringvirkning/benefits-api';
import { overview } from '@ringvirkning/benefits-domain';
import { Database } from '@ringvirkning/persistence';
import { SiloStore } from '../persistence/silo.store.js';
import { LoadCells } from './load-cells.js';
import { presentOverview } from './present-overview.js';

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
      const figures = overview(cells, gains, withhold);
      const names = await this.silos.byKey(
        tx,
        figures.silos.map((row) => row.silo),
      );
      return { currency, otherCurrencies: [...otherCurrencies], ...presentOverview(figures, names) };
    });
  }
}
