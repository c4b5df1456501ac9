import { Injectable } from '@nestjs/common';
import type { Overview, OverviewQuery } from '@ringvirkning/benefits-api';
import { overview } from '@ringvirkning/benefits-domain';
import { requestContext } from '@ringvirkning/persistence';
import { SiloReading } from '../sharing/silo-reading.js';
import { SiloStore } from '../persistence/silo.store.js';
import { LoadCells } from './load-cells.js';
import { presentOverview } from './present-overview.js';
import { withholdsFrom } from './reader.js';

@Injectable()
export class ViewOverviewHandler {
  constructor(
    private readonly reading: SiloReading,
    private readonly load: LoadCells,
    private readonly silos: SiloStore,
  ) {}

  /** Who invested, who gained: per silo and budget year, in one currency. */
  execute(query: OverviewQuery): Promise<Overview> {
    return this.reading.run('overview', async (tx, access) => {
      const asked = { ...query, budgetYear: query.budgetYear ?? query.year };
      const loaded = await this.load.execute(tx, access, asked, true);
      const { currency, otherCurrencies, cells, gains, withhold, restricted } = loaded;
      const isOutside = withholdsFrom(requestContext.get().actor);
      const figures = overview(cells, gains, withhold);
      const names = await this.silos.byKey(
        tx,
        figures.silos.map((row) => row.silo),
      );
      return {
        currency,
        otherCurrencies: [...otherCurrencies],
        ...presentOverview(figures, names, isOutside),
        restricted,
      };
    });
  }
}
