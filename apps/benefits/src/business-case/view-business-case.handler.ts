import { Inject, Injectable } from '@nestjs/common';
import type { BusinessCase } from '@ringvirkning/benefits-api';
import { areMarked, contractCase, costOf, FINANSMINISTERIET } from '@ringvirkning/benefits-domain';
import { CLOCK, dateInDenmark, yearOf, type Clock, type LocalDate } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import { LoadCells } from '../overview/load-cells.js';
import { ContractStore } from '../persistence/contract.store.js';
import { SiloReading } from '../sharing/silo-reading.js';
import { ModelStore } from '../persistence/model.store.js';
import { CapitalFactStore } from '../persistence/capital-fact.store.js';
import { investedCells, stillToDraw } from '../purses/capital-entries.js';
import type { Commitment } from '../purses/entries.js';

@Injectable()
export class ViewBusinessCaseHandler {
  constructor(
    private readonly reading: SiloReading,
    private readonly load: LoadCells,
    private readonly contracts: ContractStore,
    private readonly models: ModelStore,
    private readonly facts: CapitalFactStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The contract's phased yearly profile, capital to come included, undiscounted and as present value. Outsiders get it without cells of few people, or not at all.
   * @throws DomainError `benefits.unknown-contract`
   */
  execute(contractId: string): Promise<BusinessCase> {
    const today = dateInDenmark(this.clock.now());
    return this.reading.run('business-case', async (tx, access) => {
      const contract = await this.contracts.get(tx, contractId);
      const { model, currency } = contract;
      const { cells: booked, withhold, restricted } = await this.load.execute(tx, access, { contractId });
      const promised = investedCells(contract, await this.toDraw(tx, contractId, today));
      const cells = [...booked, ...promised.filter((cell) => access.mayRead(cell))];
      const document = model === null ? null : (await this.models.get(tx, model)).document;
      const { result, hidden } = contractCase(cells, withhold, document?.discountRates);
      const shown = (amount: bigint) => (hidden ? null : amount.toString());
      return {
        contractId,
        currency,
        priceLevelYear: document?.priceLevelYear ?? null,
        costOf: costOf(cells),
        discountRates: document?.discountRates ?? FINANSMINISTERIET,
        baseYear: result?.baseYear ?? yearOf(today),
        years: (result?.years ?? []).map((year) => ({
          budgetYear: year.budgetYear,
          cost: shown(year.cost),
          gain: shown(year.gain),
          net: shown(year.net),
          cumulative: shown(year.cumulative),
          presentValue: shown(year.presentValue),
        })),
        presentValue: shown(result?.presentValue ?? 0n),
        paybackYear: hidden ? null : (result?.paybackYear ?? null),
        suppressed: areMarked(cells, withhold),
        restricted,
      };
    });
  }

  /** Capital that is promised and not drawn: in no books, and part of what the whole contract will have cost. What outsiders are told follows the plan where facts tell of payments. */
  private async toDraw(tx: Tx, contractId: string, today: LocalDate): Promise<readonly Commitment[]> {
    const commitments = await this.contracts.commitments(tx, contractId);
    const isByPlan = !(await this.facts.has(tx, contractId)) || (await this.load.tellsPlan(tx, contractId));
    if (isByPlan) return commitments.filter(({ on }) => on > today);
    return stillToDraw(commitments, await this.facts.standing(tx, contractId), today);
  }
}
