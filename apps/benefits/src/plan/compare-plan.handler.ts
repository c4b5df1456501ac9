import { Injectable } from '@nestjs/common';
import type { PlanComparison } from '@ringvirkning/benefits-api';
import { areMarked, comparePlan, costOf, type PlanFigures } from '@ringvirkning/benefits-domain';
import { LoadCells } from '../overview/load-cells.js';
import { ContractStore } from '../persistence/contract.store.js';
import { ModelStore } from '../persistence/model.store.js';
import { PlanStore } from '../persistence/plan.store.js';
import { SiloReading } from '../sharing/silo-reading.js';

@Injectable()
export class ComparePlanHandler {
  constructor(
    private readonly reading: SiloReading,
    private readonly load: LoadCells,
    private readonly contracts: ContractStore,
    private readonly models: ModelStore,
    private readonly plans: PlanStore,
  ) {}

  /** The plan in force beside what the books hold, as far as the reader may see. @throws DomainError `benefits.unknown-contract` */
  execute(contractId: string): Promise<PlanComparison> {
    return this.reading.run('plan', async (tx, access) => {
      const { model, currency } = await this.contracts.get(tx, contractId);
      const stored = await this.plans.inForce(tx, contractId);
      const { cells, withhold, restricted } = await this.load.execute(tx, access, { contractId });
      const { lines = [], ...plan } = stored ?? {};
      return {
        contractId,
        currency,
        plan: stored && (plan as PlanComparison['plan']),
        priceLevelYear: model === null ? null : (await this.models.get(tx, model)).document.priceLevelYear,
        costOf: costOf(cells),
        rows: comparePlan(lines, cells, withhold).map(({ treasury, year, plan: planned, ours, difference }) => ({
          ...{ treasury, year },
          plan: written(planned) as PlanComparison['rows'][number]['plan'],
          ours: written(ours),
          difference: written(difference),
        })),
        suppressed: areMarked(cells, withhold),
        restricted,
      };
    });
  }
}

const written = ({ cost, gain, net }: PlanFigures) => ({
  cost: cost?.toString() ?? null,
  gain: gain?.toString() ?? null,
  net: net?.toString() ?? null,
});
