import { Injectable } from '@nestjs/common';
import type { Person } from '@ringvirkning/auth';
import type { Departments, DepartmentSheet } from '@ringvirkning/benefits-api';
import { isOpen } from '@ringvirkning/benefits-domain';
import { fail, type Currency } from '@ringvirkning/kernel';
import { Ledger } from '@ringvirkning/ledger';
import type { Tx } from '@ringvirkning/persistence';
import { actsFor, ownMunicipality } from '../agreements/own-sides.js';
import { statusOf, WhatIsDue } from '../agreements/what-is-due.js';
import { AgreementStore, inForce, type StoredAgreement } from '../persistence/agreement.store.js';
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

/** What it cost a department, what it got, what it should get back, why, and from whom. */
@Injectable()
export class ViewSheetHandler {
  constructor(
    private readonly reading: SiloReading,
    private readonly ledger: Ledger,
    private readonly silos: SiloStore,
    private readonly due: WhatIsDue,
    private readonly agreements: AgreementStore,
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
      const balances = await this.ledger.balances(tx, {
        filter: { currency, silo: key, account: SHEET_ACCOUNTS },
        groupBy: ['account', 'budgetYear', 'basis'],
      });
      return {
        ...{ silo: key, name: silo.name, currency },
        ...sheetFigures(balances.filter(({ amount }) => amount !== 0n)),
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
    const through = Math.min(this.due.thisYear(), agreement.period.to);
    const { settled, earlier } = await this.due.of(tx, stored, through, []);
    const sides = agreement.sides.map((side) => side.id);
    const open = earlier.find((each) => isOpen({ sides, facts: each.settled }));
    return {
      ...{ agreementId: id, contractId, title: agreement.title, through },
      settlement: open ? { id: open.id, state: statusOf(open, stored) } : null,
      missing: [...settled.missing],
      others: othersOf(agreement, settled, agreement.sides.find((side) => side.silo === silo)!.id),
    };
  }
}
