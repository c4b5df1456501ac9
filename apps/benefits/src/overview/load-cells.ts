import { Inject, Injectable } from '@nestjs/common';
import type { OverviewQuery } from '@ringvirkning/benefits-api';
import type { Cell, GainFilter, SiloAccess } from '@ringvirkning/benefits-domain';
import { CLOCK, dateInDenmark, fail, type Clock, type Currency } from '@ringvirkning/kernel';
import { requestContext, type Tx } from '@ringvirkning/persistence';
import { CellStore, type CellQuery } from '../persistence/cell.store.js';
import type { Contract } from '../purses/contract.js';
import { CapitalFactStore } from '../persistence/capital-fact.store.js';
import { ContractStore } from '../persistence/contract.store.js';
import { investedCells } from '../purses/capital-entries.js';
import { HeardStatementStore } from '../persistence/heard-statement.store.js';
import { PublishedCells } from './published-cells.js';
import { toldCells } from './told-cells.js';
import { withholdsFrom } from './reader.js';

export interface LoadedCells {
  readonly currency: Currency;
  readonly otherCurrencies: readonly Currency[];
  readonly cells: readonly Cell[];
  readonly gains: GainFilter;
  /** Whether small cells are withheld from the reader. */
  readonly withhold: boolean;
  /** Whether figures of others are left out that the reader's departments have no agreement on. */
  readonly restricted: boolean;
}

type Told = Pick<LoadedCells, 'cells' | 'restricted'>;

/** Of what did not come out of the store, which finds these alone. */
const isAsked =
  ({ budgetYear, gainsOf }: Pick<CellQuery, 'budgetYear' | 'gainsOf'>) =>
  (cell: Cell): boolean =>
    (budgetYear ?? cell.budgetYear) === cell.budgetYear &&
    (cell.figure !== 'gained' || (gainsOf ?? cell.budgetYear) === cell.budgetYear);

/** The figures a reader asks for, always of one currency: the contract's, or the one asked for, or kroner. */
@Injectable()
export class LoadCells {
  constructor(
    private readonly store: CellStore,
    private readonly contracts: ContractStore,
    private readonly published: PublishedCells,
    private readonly heard: HeardStatementStore,
    private readonly facts: CapitalFactStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param gainsOf of gains this budget year alone; costs are those of all years.
   * @param together whether contracts may be added up: who reads all of them then gets one figure of all.
   * @throws DomainError `benefits.unknown-contract`; `benefits.other-currency` when the contract is in another currency than the one asked for.
   */
  async execute(
    tx: Tx,
    access: SiloAccess,
    { contractId, currency: asked, budgetYear, basis, cashable, gainsOf }: OverviewQuery & Pick<CellQuery, 'gainsOf'>,
    together = false,
  ): Promise<LoadedCells> {
    const currency = contractId === undefined ? (asked ?? 'DKK') : await this.currencyOf(tx, contractId, asked);
    const { cells, restricted } = await this.told(tx, access, { currency, contractId, budgetYear, gainsOf }, together);
    return {
      currency,
      otherCurrencies:
        contractId === undefined ? (await this.store.currencies(tx)).filter((other) => other !== currency) : [],
      ...{ cells, restricted },
      gains: { basis, cashable: cashable === undefined ? undefined : cashable === 'true' },
      withhold: withholdsFrom(requestContext.get().actor) || access.isConfined,
    };
  }

  /** The figures of one budget year, or all, and every budget year of which the reader is told something, in order. */
  async withYears(
    tx: Tx,
    access: SiloAccess,
    query: OverviewQuery,
  ): Promise<LoadedCells & { readonly years: readonly number[] }> {
    if (!withholdsFrom(requestContext.get().actor) && !access.isConfined) {
      const loaded = await this.execute(tx, access, query);
      return { ...loaded, years: await this.store.years(tx, { ...query, currency: loaded.currency }) };
    }
    const { cells, ...loaded } = await this.execute(tx, access, { ...query, budgetYear: undefined });
    return {
      ...loaded,
      cells: cells.filter(isAsked(query)),
      years: [...new Set(cells.map(({ budgetYear }) => budgetYear))].sort((a, b) => a - b),
    };
  }

  private async told(tx: Tx, access: SiloAccess, query: CellQuery, together = false): Promise<Told> {
    if (!withholdsFrom(requestContext.get().actor)) return this.inside(tx, access, query, together);
    return { cells: await this.outside(tx, query), restricted: false };
  }

  /** Exact figures, as far as the reader may read them; what is agreed as published only comes from what is out, and never beside the exact figure. */
  private async inside(tx: Tx, access: SiloAccess, query: CellQuery, together: boolean): Promise<Told> {
    if (together && !query.contractId && !access.isConfined)
      return { cells: await this.store.together(tx, query), restricted: false };
    const all = await this.store.find(tx, query);
    const exact = all.filter((cell) => access.mayRead(cell));
    if (exact.length === all.length) return { cells: exact, restricted: false };
    const others = all.filter((cell) => !access.mayRead(cell));
    if (!others.some((cell) => access.mayRead(cell, 'published'))) return { cells: exact, restricted: true };
    const published = (await this.outside(tx, query)).filter(
      (cell) => !access.mayRead(cell) && access.mayRead(cell, 'published'),
    );
    return { cells: [...exact, ...published], restricted: true };
  }

  /** Whether the reader is told of a contract's capital what the plan says: what is recorded would tell them of payments. */
  async tellsPlan(tx: Tx, contractId: string): Promise<boolean> {
    return withholdsFrom(requestContext.get().actor) && (await this.facts.restingOnPayments(tx)).has(contractId);
  }

  /** Capital, as far as it is not about people, and what was published. */
  private async outside(tx: Tx, query: CellQuery): Promise<Cell[]> {
    const byPlan = await this.facts.restingOnPayments(tx);
    const capital = (await this.store.find(tx, query)).filter(
      (cell) => cell.figure === 'invested' && !byPlan.has(cell.contractId),
    );
    const { contractId, currency } = query;
    const contracts = contractId ? [await this.contracts.get(tx, contractId)] : await this.contracts.all(tx);
    const published: Cell[] = [];
    for (const contract of contracts.filter((each) => each.currency === currency)) {
      published.push(...(await this.publishedOf(tx, contract)));
      if (byPlan.has(contract.contractId)) published.push(...(await this.plannedOf(tx, contract)));
    }
    return [...capital, ...published.filter(isAsked(query))];
  }

  /** What the plan says that is drawn until today. */
  private async plannedOf(tx: Tx, contract: Contract): Promise<Cell[]> {
    const [today, planned] = [
      dateInDenmark(this.clock.now()),
      await this.contracts.commitments(tx, contract.contractId),
    ];
    return investedCells(
      contract,
      planned.filter(({ on }) => on <= today),
    );
  }

  /** What is out of our own figures; of a contract that a partner leads, as its statement says. */
  private async publishedOf(tx: Tx, contract: Contract): Promise<readonly Cell[]> {
    if (contract.home === null) return (await this.published.of(tx, contract)).filter(({ keptBy }) => keptBy === null);
    const held = await this.heard.held(tx, contract.contractId);
    return held ? toldCells(held.contractId, held.content.published) : [];
  }

  private async currencyOf(tx: Tx, contractId: string, asked: Currency | undefined): Promise<Currency> {
    const { currency } = await this.contracts.get(tx, contractId);
    if (asked === undefined || asked === currency) return currency;
    throw fail.invalid(
      'benefits.other-currency',
      `Kontrakten er i ${currency}; valutaer lægges ikke sammen.`,
      `The contract is in ${currency}; currencies are not added.`,
    );
  }
}
