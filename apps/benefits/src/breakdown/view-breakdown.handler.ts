import { Injectable } from '@nestjs/common';
import type { Breakdown, BreakdownQuery } from '@ringvirkning/benefits-api';
import type { SiloAccess, ValuationModel } from '@ringvirkning/benefits-domain';
import { fail, sum } from '@ringvirkning/kernel';
import { Ledger, type Balance } from '@ringvirkning/ledger';
import { requestContext, type Tx } from '@ringvirkning/persistence';
import { LoadCells } from '../overview/load-cells.js';
import { withholdsFrom } from '../overview/reader.js';
import { ContractStore, type StoredContract } from '../persistence/contract.store.js';
import { ModelStore } from '../persistence/model.store.js';
import { SiloStore } from '../persistence/silo.store.js';
import { ACCOUNTS } from '../purses/entries.js';
import { SiloReading } from '../sharing/silo-reading.js';
import { itemOf, modelLine } from './model-line.js';

type Contracts = Breakdown['contracts'];
type Line = Contracts[number]['lines'][number];
interface Figures {
  readonly outcome: string;
  readonly consequence: string;
  readonly cashable: boolean | null;
  readonly realised: string | null;
  readonly forecast: string | null;
}

const unknownPurse = () =>
  fail.notFound(
    'benefits.unknown-purse',
    'Kassen findes ikke i gevinstregnskabet, eller dens tal er ikke delt med din forvaltning.',
    'The purse is not in the benefits ledger, or its figures are not shared with your department.',
    { whatToDo: { da: 'Gå frem fra et tal i overblikket.', en: 'Begin at a figure of the overview.' } },
  );

const GROUP = ['contractId', 'outcome', 'consequence', 'cashable', 'basis'] as const;

const linesOf = (balances: readonly Balance[]): Figures[] =>
  [...Map.groupBy(balances, ({ outcome, consequence, cashable }) => `${outcome} ${consequence} ${cashable}`).values()]
    .map((of) => {
      const total = (basis: Balance['basis']) =>
        sum(of.filter((each) => each.basis === basis).map(({ amount }) => amount)).toString();
      const { outcome, consequence, cashable } = of[0]!;
      return {
        ...{ outcome: outcome!, consequence: consequence!, cashable: cashable ?? null },
        ...{ realised: total('realised'), forecast: total('forecast') },
      };
    })
    .filter(({ realised, forecast }) => realised !== '0' || forecast !== '0');

/** All lines of the model, without figures: to whom none is told by line. */
const withoutFigures = ({ outcomes }: ValuationModel): Figures[] =>
  Object.entries(outcomes).flatMap(([outcome, items]) =>
    items.map(({ consequence }) => ({ outcome, consequence, cashable: null, realised: null, forecast: null })),
  );

/** What a figure of the overview, the matrix or a department's sheet is made of: contract by contract, the lines of the model and what they rest on. */
@Injectable()
export class ViewBreakdownHandler {
  constructor(
    private readonly reading: SiloReading,
    private readonly ledger: Ledger,
    private readonly load: LoadCells,
    private readonly silos: SiloStore,
    private readonly contracts: ContractStore,
    private readonly models: ModelStore,
  ) {}

  /** @throws DomainError `benefits.unknown-purse`, `benefits.unknown-contract` */
  execute(query: BreakdownQuery): Promise<Breakdown> {
    const isOutside = withholdsFrom(requestContext.get().actor);
    return this.reading.run('breakdown', async (tx, access) => {
      const silo = (await this.silos.byKey(tx, [query.silo])).get(query.silo);
      const isOpen = isOutside || access.mayReadSilo(query.silo);
      if (!silo || !isOpen) throw unknownPurse();
      const found = isOutside ? await this.outside(tx, access, query) : await this.booked(tx, query);
      return {
        ...{ silo: silo.key, name: silo.name, treasury: silo.treasury },
        ...{ currency: query.currency, budgetYear: query.budgetYear ?? null },
        contracts: await this.explained(tx, found),
        outcomes:
          !isOutside && access.mayRead({ silo: silo.key, figure: 'gained', contractId: query.contractId }, 'entries'),
        restricted: access.isConfined,
      };
    });
  }

  private async booked(
    tx: Tx,
    { silo, contractId, currency, budgetYear }: BreakdownQuery,
  ): Promise<ReadonlyMap<string, readonly Figures[] | null>> {
    const narrow = { ...(contractId && { contractId }), ...(budgetYear && { budgetYear }) };
    const filter = { account: ACCOUNTS.gain, silo, currency, ...narrow };
    const balances = await this.ledger.balances(tx, { filter, groupBy: GROUP });
    const byContract = Map.groupBy(balances, (balance) => balance.contractId!);
    return new Map([...byContract].map(([id, of]) => [id, linesOf(of)]));
  }

  /** Contracts of which something is published of the purse; no line of theirs has a figure. */
  private async outside(
    tx: Tx,
    access: SiloAccess,
    { silo, ...query }: BreakdownQuery,
  ): Promise<ReadonlyMap<string, null>> {
    const asked =
      query.contractId === undefined ? query : { contractId: query.contractId, budgetYear: query.budgetYear };
    const { cells } = await this.load.execute(tx, access, asked);
    return new Map(
      cells.flatMap((cell) =>
        cell.figure === 'gained' && cell.silo === silo ? [[cell.contractId, null] as const] : [],
      ),
    );
  }

  private async explained(tx: Tx, found: ReadonlyMap<string, readonly Figures[] | null>): Promise<Contracts> {
    const explained: Contracts = [];
    for (const [contractId, figures] of found) {
      if (figures?.length === 0) continue;
      const contract = await this.contracts.get(tx, contractId);
      explained.push(await this.contract(tx, contract, figures));
    }
    return explained.sort((a, b) => (a.ref < b.ref ? -1 : 1));
  }

  private async contract(
    tx: Tx,
    { contractId, ref, title, model }: StoredContract,
    figures: readonly Figures[] | null,
  ): Promise<Contracts[number]> {
    const document = model === null ? undefined : (await this.models.get(tx, model)).document;
    const lines = figures ?? (document ? withoutFigures(document) : []);
    return { ...{ contractId, ref, title, model }, lines: lines.map((line) => present(line, document)) };
  }
}

function present(line: Figures, document: ValuationModel | undefined): Line {
  const item = document && itemOf(document, line.outcome, line.consequence);
  return { ...line, line: document && item ? modelLine(document, item) : null };
}
