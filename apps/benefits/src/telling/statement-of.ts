import { Inject, Injectable } from '@nestjs/common';
import { withoutDepartments, type Silo } from '@ringvirkning/benefits-domain';
import { CLOCK, dateInDenmark, sum, type Clock } from '@ringvirkning/kernel';
import { Ledger, type Balance } from '@ringvirkning/ledger';
import type { BenefitsGained, GainedLine, ToldFigure } from '@ringvirkning/partnership-api';
import type { Tx } from '@ringvirkning/persistence';
import { PublishedCells, type PublishedCell } from '../overview/published-cells.js';
import { purseNames, type Contract } from '../purses/contract.js';
import { ACCOUNTS } from '../purses/entries.js';
import { ModelStore } from '../persistence/model.store.js';
import { SiloStore } from '../persistence/silo.store.js';

const GROUP = [
  ...(['silo', 'department', 'outcome', 'consequence', 'budgetYear'] as const),
  ...(['steeringArea', 'accountString', 'cashable', 'basis'] as const),
];

/** What the books of a contract that we lead say of a partner. */
@Injectable()
export class StatementOf {
  constructor(
    private readonly ledger: Ledger,
    private readonly models: ModelStore,
    private readonly published: PublishedCells,
    private readonly silos: SiloStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async member(tx: Tx, contract: Contract, member: string, number: number): Promise<BenefitsGained> {
    const balances = await this.balances(tx, contract, member);
    const cells = await this.published.of(tx, contract);
    const { digest } = await this.models.get(tx, contract.model!);
    const kept = await this.silos.byKey(tx, [...new Set(cells.map(({ silo }) => silo))]);
    const names = new Map([...purseNames(contract), ...kept]);
    const tell = (of: readonly PublishedCell[]) => toldFigures(of, names);
    return {
      ...{ contractId: contract.contractId, reference: contract.ref, termsDigest: contract.termsDigests.at(-1)! },
      ...{ model: contract.model!, modelDigest: digest, number, asOf: dateInDenmark(this.clock.now()) },
      currency: contract.currency,
      amount: sum(balances.map(({ amount }) => amount)).toString(),
      departments: departmentsOf(balances, contract),
      lines: balances.map(lineOf).sort(byText),
      published: tell(cells.filter(({ keptBy }) => keptBy === member)),
      others: tell(withoutDepartments(cells.filter(({ keptBy }) => keptBy !== member))),
    };
  }

  private async balances(tx: Tx, { contractId, parties }: Contract, member: string): Promise<Balance[]> {
    const party = parties.filter(({ organisation }) => organisation === member).map(({ id }) => id);
    if (party.length === 0) return [];
    const filter = { contractId, account: ACCOUNTS.gainElsewhere, party };
    return (await this.ledger.balances(tx, { filter, groupBy: GROUP })).filter(({ amount }) => amount !== 0n);
  }
}

const byText = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

const lineOf = (balance: Balance): GainedLine => ({
  purse: balance.silo!,
  outcome: balance.outcome!,
  consequence: balance.consequence!,
  budgetYear: balance.budgetYear!,
  steeringArea: (balance.steeringArea ?? null) as GainedLine['steeringArea'],
  account: balance.accountString ?? null,
  cashable: balance.cashable!,
  basis: balance.basis!,
  amount: balance.amount.toString(),
});

const departmentsOf = (balances: readonly Balance[], { departments }: Contract): BenefitsGained['departments'] =>
  [...new Set(balances.flatMap(({ department }) => department ?? []))]
    .sort()
    .map((id) => ({ id, name: departments[id] ?? { da: id, en: id } }));

const toldFigures = (cells: readonly PublishedCell[], names: ReadonlyMap<string, Silo>): ToldFigure[] =>
  cells
    .map((cell) => ({
      ...{
        figure: cell.figure,
        purse: cell.silo,
        name: names.get(cell.silo)?.name ?? { da: cell.silo, en: cell.silo },
      },
      ...{ budgetYear: cell.budgetYear, steeringArea: cell.steeringArea as ToldFigure['steeringArea'] },
      ...{ cashable: cell.cashable, basis: cell.basis },
      amount: cell.people === 0 ? null : cell.amount.toString(),
      isBehind: cell.behind === true,
    }))
    .sort(byText);
