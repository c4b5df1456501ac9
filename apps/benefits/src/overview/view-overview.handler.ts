import { Injectable } from '@nestjs/common';
import type { Overview, OverviewQuery } from '@ringvirkning/benefits-api';
import { overview, type SiloAccess } from '@ringvirkning/benefits-domain';
import type { Currency } from '@ringvirkning/kernel';
import { requestContext, type Tx } from '@ringvirkning/persistence';
import { SiloReading } from '../sharing/silo-reading.js';
import { SiloStore } from '../persistence/silo.store.js';
import { asCells, readable } from '../at-signature/signed-cells.js';
import { SignatureStore, type SignedCell } from '../persistence/signature.store.js';
import { LoadCells } from './load-cells.js';
import { presentOverview } from './present-overview.js';
import { withholdsFrom } from './reader.js';

@Injectable()
export class ViewOverviewHandler {
  constructor(
    private readonly reading: SiloReading,
    private readonly load: LoadCells,
    private readonly silos: SiloStore,
    private readonly signatures: SignatureStore,
  ) {}

  /** Who invested, who gained: per silo and budget year, in one currency. */
  execute(query: OverviewQuery): Promise<Overview> {
    return this.reading.run('overview', async (tx, access) => {
      const asked = { ...query, budgetYear: query.budgetYear ?? query.year };
      const loaded = await this.load.execute(tx, access, asked, true);
      const { currency, otherCurrencies, cells, gains, withhold, restricted } = loaded;
      const isOutside = withholdsFrom(requestContext.get().actor);
      const signed = await this.signedFor(tx, access, query, currency);
      // A year in which something was expected has its line, also when nothing has come of it.
      const figures = overview([...cells, ...asCells(signed, () => 0n)], gains, withhold);
      const names = await this.silos.byKey(
        tx,
        figures.silos.map((row) => row.silo),
      );
      return {
        currency,
        otherCurrencies: [...otherCurrencies],
        ...presentOverview(figures, names, isOutside, signed),
        restricted,
      };
    });
  }

  private async signedFor(
    tx: Tx,
    access: SiloAccess,
    { contractId, cashable, ...query }: OverviewQuery,
    currency: Currency,
  ): Promise<SignedCell[]> {
    const year = query.budgetYear ?? query.year;
    const all = readable(await this.signatures.find(tx, { currency, contractId }), access);
    return all.filter(
      (cell) =>
        (year ?? cell.budgetYear) === cell.budgetYear && (cashable === undefined || String(cell.cashable) === cashable),
    );
  }
}
