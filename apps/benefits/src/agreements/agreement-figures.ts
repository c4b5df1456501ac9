import { Injectable } from '@nestjs/common';
import { departmentPurse, type Agreement, type KnownPurses, type SharedFigure } from '@ringvirkning/benefits-domain';
import { Ledger, type Balance } from '@ringvirkning/ledger';
import type { Tx } from '@ringvirkning/persistence';
import { FiguresBetween, type BetweenFigures } from './figures-between.js';
import { ledElsewhere, partnerOf, partnersIn, type Partner } from './partner-of.js';
import { ContractStore } from '../persistence/contract.store.js';
import { ModelStore } from '../persistence/model.store.js';
import { municipalPurse, siloOf } from '../purses/contract.js';
import { ACCOUNTS } from '../purses/entries.js';

const FIGURE = { [ACCOUNTS.gain]: 'gained', [ACCOUNTS.invested]: 'invested', [ACCOUNTS.paid]: 'paid' } as const;
const GROUP = ['account', 'silo', 'budgetYear', 'basis', 'cashable', 'consequence'] as const;

const toFigure = (balance: Balance): SharedFigure => ({
  figure: FIGURE[balance.account! as keyof typeof FIGURE],
  silo: balance.silo!,
  year: balance.budgetYear!,
  basis: balance.basis ?? null,
  cashable: balance.cashable ?? null,
  line: balance.consequence ?? null,
  amount: balance.amount,
});

/** What the books of a contract hold for an agreement: sums per purse, year and line of the model, and which purses there are. */
@Injectable()
export class AgreementFigures {
  constructor(
    private readonly ledger: Ledger,
    private readonly contracts: ContractStore,
    private readonly models: ModelStore,
    private readonly between: FiguresBetween,
  ) {}

  /** The other municipality of an agreement. Undefined for one within our own. @throws DomainError `benefits.unknown-contract` */
  async partner(tx: Tx, contractId: string, agreement: Agreement): Promise<Partner | undefined> {
    return partnerOf(await this.contracts.get(tx, contractId), agreement);
  }

  /**
   * @param booked whether the other municipality must have in its books what the figures say of it
   * @throws DomainError `benefits.agreement-led-elsewhere`, `benefits.statement-not-booked`
   */
  async of(tx: Tx, contractId: string, agreement: Agreement, booked = false): Promise<BetweenFigures> {
    const contract = await this.contracts.get(tx, contractId);
    const partner = partnerOf(contract, agreement);
    if (partner?.leads) throw ledElsewhere(partner);
    if (partner) return this.between.of(tx, contract, agreement, partner, booked);
    return { figures: await this.own(tx, contractId, agreement), statement: null };
  }

  /** What our own books hold of the sides. */
  async own(
    tx: Tx,
    contractId: string,
    { currency, sides }: Pick<Agreement, 'currency' | 'sides'>,
  ): Promise<SharedFigure[]> {
    const filter = { contractId, currency, account: Object.keys(FIGURE), silo: sides.map(({ silo }) => silo) };
    const balances = await this.ledger.balances(tx, { filter, groupBy: GROUP });
    return balances.filter(({ amount }) => amount !== 0n).map(toFigure);
  }

  /** @throws DomainError `benefits.unknown-contract` */
  async known(tx: Tx, contractId: string): Promise<KnownPurses> {
    const contract = await this.contracts.get(tx, contractId);
    const booked = await this.ledger.balances(tx, { filter: { contractId }, groupBy: ['silo'] });
    const municipalities = contract.parties.filter(({ kind }) => kind === 'municipality');
    const departments = municipalities.flatMap((party) => [
      municipalPurse(party),
      ...Object.keys(contract.departments).map((department) =>
        departmentPurse(party.municipalityCode ?? party.organisation, department),
      ),
    ]);
    const model = contract.model === null ? null : await this.models.get(tx, contract.model);
    return {
      silos: [
        ...departments,
        ...contract.parties.map((party) => siloOf(contract, party.id).key),
        ...booked.flatMap(({ silo }) => silo ?? []),
      ],
      lines: Object.values(model?.document.outcomes ?? {}).flatMap((lines) => lines.map((line) => line.consequence)),
      elsewhere: partnersIn(contract).map(({ purse }) => purse),
    };
  }
}
