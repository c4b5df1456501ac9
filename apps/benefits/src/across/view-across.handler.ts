import { Injectable } from '@nestjs/common';
import type { Across, AcrossItem } from '@ringvirkning/benefits-api';
import { overview, withoutDepartments, type Cell, type Silo, type SiloAccess } from '@ringvirkning/benefits-domain';
import type { ToldFigure } from '@ringvirkning/partnership-api';
import { requestContext, type Tx } from '@ringvirkning/persistence';
import { BookStatementHandler } from '../hearing/book-statement.handler.js';
import { presentOverview } from '../overview/present-overview.js';
import { PublishedCells } from '../overview/published-cells.js';
import { withholdsFrom } from '../overview/reader.js';
import { siloNamed, toldCells } from '../overview/told-cells.js';
import { CellStore } from '../persistence/cell.store.js';
import { ContractStore } from '../persistence/contract.store.js';
import { HeardStatementStore } from '../persistence/heard-statement.store.js';
import { ToldStatementStore } from '../persistence/told-statement.store.js';
import { PaymentRunStore } from '../persistence/payment-run.store.js';
import { SiloReading } from '../sharing/silo-reading.js';
import { SiloStore } from '../persistence/silo.store.js';
import { purseNames, siloOf, type Contract } from '../purses/contract.js';
import type { PaymentRun } from '../purses/entries.js';

type Told = Pick<AcrossItem, 'state' | 'fault' | 'statement' | 'held'>;
const NOTHING: Told = { state: 'none', fault: null, statement: null, held: null };

/** Joint contracts as they stand between municipalities: our own figures are in the overview, the others' are here. */
@Injectable()
export class ViewAcrossHandler {
  constructor(
    private readonly reading: SiloReading,
    private readonly contracts: ContractStore,
    private readonly cells: CellStore,
    private readonly published: PublishedCells,
    private readonly told: ToldStatementStore,
    private readonly heard: HeardStatementStore,
    private readonly booking: BookStatementHandler,
    private readonly runs: PaymentRunStore,
    private readonly silos: SiloStore,
  ) {}

  /** @throws DomainError `benefits.unknown-contract` */
  execute(contractId: string | undefined): Promise<Across> {
    return this.reading.run('across', async (tx, access) => {
      const contracts = contractId ? [await this.contracts.get(tx, contractId)] : await this.contracts.all(tx);
      const items: AcrossItem[] = [];
      for (const contract of contracts) {
        if (contract.home !== null) items.push(await this.fromHome(tx, access, contract, contract.home));
        else for (const member of contract.elsewhere) items.push(await this.toPartner(tx, access, contract, member));
      }
      return { items };
    });
  }

  /** A contract that we lead: what the partner was told, and whether it is in its books. */
  private async toPartner(tx: Tx, access: SiloAccess, contract: Contract, member: string): Promise<AcrossItem> {
    const { contractId, currency, parties } = contract;
    const withheld = withholdsFrom(requestContext.get().actor);
    const of = parties.filter(({ organisation }) => organisation === member).map(({ id }) => id);
    const cells = withheld
      ? (await this.published.of(tx, contract)).filter(({ keptBy }) => keptBy === member)
      : [
          ...(await this.cells.elsewhere(tx, { contractId, currency, parties: of })),
          ...paidBy(contract, of, await this.runs.ofContract(tx, contractId)),
        ];
    const last = (await this.told.last(tx, contractId)).find((each) => each.member === member);
    const answers = last ? await this.told.answers(tx, contractId, member) : [];
    const answer = answers.findLast(({ number, digest }) => number === last?.number && digest === last.digest);
    const isTold = !withheld && !access.isConfined;
    const told: Told = last
      ? {
          state: last.lost ? 'lost' : !answer ? 'sent' : answer.fault ? 'refused' : 'booked',
          fault: last.lost ?? answer?.fault ?? null,
          statement: isTold ? { ...statementOf(last), at: last.toldAt, amount: last.content.amount } : null,
          held: isTold ? (answers.at(-1)?.held?.amount.toString() ?? null) : null,
        }
      : NOTHING;
    return {
      ...named(contract, member),
      isHome: true,
      ...told,
      others: await this.others(tx, access, contract, cells, [], withheld),
    };
  }

  /** A contract that a partner leads: what it told us, and what of the others. */
  private async fromHome(tx: Tx, access: SiloAccess, contract: Contract, home: string): Promise<AcrossItem> {
    const withheld = withholdsFrom(requestContext.get().actor);
    const last = (await this.heard.last(tx, contract.contractId)).find(({ member }) => member === home);
    const held = await this.heard.held(tx, contract.contractId);
    const fault = last && (this.booking.fault(last, contract) ?? null);
    const figures = held?.content.others ?? [];
    const told: Told = last
      ? {
          state: fault ? 'refused' : last.bookedAt ? 'booked' : 'waiting',
          fault: fault ?? null,
          statement:
            withheld || access.isConfined
              ? null
              : { ...statementOf(last), at: last.heardAt, amount: last.content.amount },
          held: null,
        }
      : NOTHING;
    const cells = toldCells(contract.contractId, figures);
    return {
      ...named(contract, home),
      isHome: false,
      ...told,
      others: await this.others(tx, access, contract, cells, figures, true),
    };
  }

  private async others(
    tx: Tx,
    access: SiloAccess,
    contract: Contract,
    all: readonly Cell[],
    told: readonly ToldFigure[],
    withhold: boolean,
  ): Promise<AcrossItem['others']> {
    const cells = all.filter((cell) => access.mayRead(cell));
    const figures = overview(withoutDepartments(cells), {}, withhold);
    const restricted = cells.length < all.length;
    const keys = [...new Set(figures.silos.map(({ silo }) => silo))];
    const names = new Map([
      ...told.map((figure): [string, Silo] => [figure.purse, siloNamed(figure)]),
      ...purseNames(contract),
      ...(await this.silos.byKey(tx, keys)),
    ]);
    return {
      currency: contract.currency,
      otherCurrencies: [],
      ...presentOverview(figures, names, true, []),
      restricted,
    };
  }
}

/** What parties were to pay by authorised runs; where they pay from an instance of their own, it is authorised and booked there. */
const paidBy = (contract: Contract, payers: readonly string[], runs: readonly PaymentRun[]): Cell[] =>
  runs.flatMap(({ contractId, budgetYear, payments }) =>
    payments
      .filter(({ payer }) => payers.includes(payer))
      .map((payment) => ({
        ...{ figure: 'paid' as const, contractId, silo: siloOf(contract, payment.payer).key },
        ...{ budgetYear: payment.budgetYear ?? budgetYear, amount: BigInt(payment.amount), people: null },
        ...{ steeringArea: null, cashable: null, basis: null },
      })),
  );

/** For who sees the exact figures alone: amounts are few enough to be tried one by one until one has this digest. */
const statementOf = ({
  digest,
  content: { number, asOf, model },
}: {
  readonly digest: string;
  readonly content: { readonly number: number; readonly asOf: AcrossStatement['asOf']; readonly model: string };
}) => ({ number, asOf, model, digest });
type AcrossStatement = NonNullable<AcrossItem['statement']>;

const named = ({ contractId, ref, title, parties }: Contract, member: string) => ({
  ...{ contractId, ref, title, with: member },
  withName: parties.find(({ organisation }) => organisation === member)?.name ?? member,
});
