import { Injectable } from '@nestjs/common';
import type { Matrix, OverviewQuery } from '@ringvirkning/benefits-api';
import { areMarked, matrix, type Cell, type MatrixCell, type SiloAccess } from '@ringvirkning/benefits-domain';
import type { Currency } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import { LoadCells } from '../overview/load-cells.js';
import { CellStore } from '../persistence/cell.store.js';
import { asCells, readable } from '../at-signature/signed-cells.js';
import { SignatureStore } from '../persistence/signature.store.js';
import { SiloStore } from '../persistence/silo.store.js';
import { SiloReading } from '../sharing/silo-reading.js';

@Injectable()
export class ViewMatrixHandler {
  constructor(
    private readonly reading: SiloReading,
    private readonly load: LoadCells,
    private readonly store: CellStore,
    private readonly silos: SiloStore,
    private readonly signatures: SignatureStore,
  ) {}

  /** Who invested × who gained, for one budget year of gains or all, in one currency. */
  execute({ basis: _both, ...query }: OverviewQuery): Promise<Matrix> {
    const budgetYear = query.budgetYear ?? query.year;
    return this.reading.run('matrix', async (tx, access) => {
      const { currency, otherCurrencies, cells, gains, withhold, restricted } = await this.load.execute(tx, access, {
        ...query,
        budgetYear: undefined,
        gainsOf: budgetYear,
      });
      const unseen = restricted ? await this.unseen(tx, access, currency, query.contractId) : [];
      const choice = { budgetYear, cashable: gains.cashable, withhold, unseen };
      const found = matrix(cells, choice);
      const signed = readable(await this.signatures.find(tx, { currency, contractId: query.contractId }), access);
      // Shared out as gains are: by who bears the cost.
      const costs = cells.filter(({ figure }) => figure !== 'gained');
      const expected = matrix([...costs, ...asCells(signed, ({ amount }) => amount)], choice);
      return {
        currency,
        otherCurrencies: [...otherCurrencies],
        silos: await this.names(tx, [...found, ...expected]),
        cells: beside(found, expected),
        suppressed: areMarked(
          cells.filter((cell) => budgetYear === undefined || cell.budgetYear === budgetYear),
          withhold,
        ),
        restricted,
      };
    });
  }

  /** Costs that others bear: without them, who reads would seem to have borne everything. */
  private async unseen(tx: Tx, access: SiloAccess, currency: Currency, contractId?: string): Promise<Cell[]> {
    const all = await this.store.find(tx, { currency, contractId });
    return all.filter(
      (cell) => cell.figure !== 'gained' && !access.mayRead(cell) && !access.mayRead(cell, 'published'),
    );
  }

  private async names(tx: Tx, cells: readonly MatrixCell[]): Promise<Matrix['silos']> {
    const keys = [...new Set(cells.flatMap(({ investedBy, gainedBy }) => [investedBy ?? [], gainedBy].flat()))].sort();
    const known = await this.silos.byKey(tx, keys);
    return keys.map((silo) => ({ silo, name: known.get(silo)!.name, treasury: known.get(silo)!.treasury }));
  }
}

/** What was expected at signature, beside what is gained of the same cell. */
function beside(found: readonly MatrixCell[], expected: readonly MatrixCell[]): Matrix['cells'] {
  const key = ({ investedBy, gainedBy }: MatrixCell) => `${investedBy} ${gainedBy}`;
  const [gains, signed] = [found, expected].map((cells) => new Map(cells.map((cell) => [key(cell), cell])));
  return [...new Set([...gains!.keys(), ...signed!.keys()])].sort().map((each) => {
    const [gain, before] = [gains!.get(each), signed!.get(each)];
    const { investedBy, gainedBy } = (gain ?? before)!;
    return {
      ...{ investedBy, gainedBy, realised: String(gain?.realised ?? 0n), forecast: String(gain?.forecast ?? 0n) },
      ...(before && { atSignature: before.forecast.toString() }),
    };
  });
}
