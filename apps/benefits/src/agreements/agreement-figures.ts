import { Injectable } from '@nestjs/common';
import { departmentPurse, type Agreement, type KnownPurses, type SharedFigure } from '@ringvirkning/benefits-domain';
import { Ledger, type Balance } from '@ringvirkning/ledger';
import type { Tx } from '@ringvirkning/persistence';
import { ContractStore } from '../persistence/contract.store.js';
import { ModelStore } from '../persistence/model.store.js';
import { isElsewhere, municipalPurse, siloOf } from '../purses/contract.js';
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
  ) {}

  async of(
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
    const ours = contract.parties.filter((party) => party.kind === 'municipality' && !isElsewhere(contract, party));
    const departments = ours.flatMap((party) => [
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
    };
  }
}
