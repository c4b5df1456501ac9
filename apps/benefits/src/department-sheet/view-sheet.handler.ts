import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { Departments, DepartmentSheet } from '@ringvirkning/benefits-api';
import { settlementStatus, type Agreement, type SettledAgreement } from '@ringvirkning/benefits-domain';
import { fail, parseMinor, type Currency } from '@ringvirkning/kernel';
import type { Tx } from '@ringvirkning/persistence';
import { AgreementFigures } from '../agreements/agreement-figures.js';
import { sidesOf } from '../agreements/partner-of.js';
import { actsFor, ownMunicipality } from '../agreements/own-sides.js';
import { isPending, WhatIsDue } from '../agreements/what-is-due.js';
import { AgreementStore, inForce, type StoredAgreement } from '../persistence/agreement.store.js';
import type { StoredSettlement } from '../persistence/settlement.store.js';
import { CellStore } from '../persistence/cell.store.js';
import { SignatureStore } from '../persistence/signature.store.js';
import { SiloStore } from '../persistence/silo.store.js';
import { SiloReading } from '../sharing/silo-reading.js';
import { othersOf, SHEET_ACCOUNTS, sheetFigures } from './sheet-of.js';

const unknownDepartment = () =>
  fail.notFound(
    'benefits.unknown-department',
    'Forvaltningen findes ikke i kommunens gevinstregnskab.',
    "The department is not in the municipality's benefits ledger.",
  );
const notShared = () =>
  fail.forbidden(
    'benefits.side-not-shared',
    'Forvaltningens tal er ikke delt med din.',
    "The department's figures are not shared with yours.",
    { whatToDo: { da: 'Lav en datadelingsaftale.', en: 'Make a data-sharing agreement.' } },
  );

/** As those who act in the instance of a purse have decided. */
const asDecided = ({ settled }: StoredSettlement, silo: string, agreement: Agreement) => ({
  sides: sidesOf(agreement, silo.split('/')[0]!),
  facts: settled,
});

/** What it cost a department, what it got, what it should get back, why, and from whom. */
@Injectable()
export class ViewSheetHandler {
  constructor(
    private readonly reading: SiloReading,
    private readonly cells: CellStore,
    private readonly silos: SiloStore,
    private readonly due: WhatIsDue,
    private readonly agreements: AgreementStore,
    private readonly figures: AgreementFigures,
    private readonly signatures: SignatureStore,
  ) {}

  /** Departments of the municipality whose sheet the reader may open; their own first. */
  departments(person: Person): Promise<Departments> {
    return this.reading.run('departments', async (tx, access) => {
      const all = await this.silos.departmentsOf(tx, ownMunicipality(person.memberOf));
      const items = all
        .filter(({ key }) => access.mayReadSilo(key))
        .map(({ key, name }) => ({ silo: key, name, mine: actsFor(person, { silo: key }) }));
      return { items: items.sort((a, b) => Number(b.mine) - Number(a.mine)) };
    });
  }

  /** @throws DomainError `benefits.unknown-department`, `benefits.side-not-shared` */
  sheet(key: string, currency: Currency, person: Person): Promise<DepartmentSheet> {
    return this.reading.run('department sheet', async (tx, access) => {
      const all = await this.silos.departmentsOf(tx, ownMunicipality(person.memberOf));
      const silo = all.find((each) => each.key === key);
      if (!silo) throw unknownDepartment();
      if (!access.mayReadSilo(key)) throw notShared();
      const sums = await this.cells.ofPurse(tx, { silo: key, currency, accounts: SHEET_ACCOUNTS });
      return {
        ...{ silo: key, name: silo.name, currency },
        ...sheetFigures(sums, await this.signatures.find(tx, { currency, silo: key })),
        agreements: await this.settling(tx, key, currency),
      };
    });
  }

  private async settling(tx: Tx, silo: string, currency: Currency): Promise<DepartmentSheet['agreements']> {
    const ours = inForce(await this.agreements.all(tx)).filter(
      ({ agreement }) => agreement.currency === currency && agreement.sides.some((side) => side.silo === silo),
    );
    const found: DepartmentSheet['agreements'] = [];
    for (const stored of ours) found.push(await this.underAgreement(tx, stored, silo));
    return found;
  }

  private async underAgreement(
    tx: Tx,
    stored: StoredAgreement,
    silo: string,
  ): Promise<DepartmentSheet['agreements'][number]> {
    const { id, contractId, agreement } = stored;
    const through = this.due.lastYear(stored);
    const open = (await this.due.soFar(tx, stored)).earlier.find(isPending);
    const due = await this.dueOf(tx, stored, through, open);
    return {
      ...{ agreementId: id, contractId, title: agreement.title, through },
      settlement: open ? { id: open.id, state: settlementStatus(asDecided(open, silo, agreement)) } : null,
      missing: [...due.missing],
      others: othersOf(agreement, due, agreement.sides.find((side) => side.silo === silo)!.id),
    };
  }

  /** What is due by our books; by an agreement that another municipality leads, what it has claimed. */
  private async dueOf(
    tx: Tx,
    stored: StoredAgreement,
    through: number,
    open: StoredSettlement | undefined,
  ): Promise<Pick<SettledAgreement, 'due' | 'netted' | 'missing'>> {
    const partner = await this.figures.partner(tx, stored.contractId, stored.agreement);
    if (!partner?.leads) return (await this.due.of(tx, stored, through, [])).settled;
    const { due, netted } = open?.result ?? { due: [], netted: [] };
    return {
      due: due.map((each) => ({ ...each, amount: parseMinor(each.amount) })),
      netted: netted.map((each) => ({ ...each, amount: parseMinor(each.amount) })),
      missing: [],
    };
  }
}
