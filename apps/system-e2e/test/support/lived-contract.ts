import { expect } from '@jest/globals';
import type { ContractDetails } from '@ringvirkning/contracts-api';
import { eventually } from '@ringvirkning/testing';
import type { BrowserUser } from './browser-user.js';
import { PATIENCE, type Town, type TwoTowns } from './two-towns.js';

/** What went wrong behind somebody's pages. That a service is too busy to ask another one, and says when to come again, is no fault: the page asks again. */
export const faultsOf = (user: BrowserUser): string[] => user.faults().filter((fault) => !fault.startsWith('503 GET '));

/** A contract of two municipalities, and what their people do with it at their windows, in Danish. Aarhus leads it. */
export class LivedContract {
  constructor(
    private readonly towns: TwoTowns,
    private readonly ref: string,
    private readonly id: string,
  ) {}

  /** A tab of the contract. */
  async at(town: Town, role: string, tab = 'terms'): Promise<BrowserUser> {
    const user = await this.towns.as(town, role);
    await user.open(`/contracts/${this.id}/${tab}`);
    return user;
  }

  details = (town: Town): Promise<ContractDetails> =>
    this.towns.api(town).get<ContractDetails>('controller', `/api/contracts/${this.id}`);

  /** Looks again until it is there: it comes from the other municipality, or from another service. */
  comes(town: Town, role: string, text: string | RegExp): Promise<void> {
    return eventually(async () => {
      const user = await this.towns.as(town, role);
      // Until it has come, there is no such contract there.
      await user.open(`/contracts/${this.id}/terms`);
      user.faults();
      expect(await user.page.locator('main').getByText(text).count()).toBeGreaterThan(0);
    }, PATIENCE);
  }

  private offered(town: Town, role: string, label: string, tab = 'terms'): Promise<BrowserUser> {
    return eventually(async () => {
      const user = await this.at(town, role, tab);
      expect(await user.button(label).count()).toBeGreaterThan(0);
      return user;
    }, PATIENCE);
  }

  /** Appropriations of budget years, one after the other. */
  async appropriates(town: Town, ...years: readonly (readonly [number, string])[]): Promise<void> {
    const controller = await this.at(town, 'controller');
    const form = controller.page.getByRole('form', { name: 'Registrér bevilling' });
    for (const [year, amount] of years) {
      await form.getByLabel('Budgetår').fill(String(year));
      await form.getByLabel('Beløb').fill(amount);
      await controller.press(form.getByRole('button'));
      await controller.page
        .getByRole('row')
        .filter({ hasText: String(year) })
        .filter({ hasText: amount })
        .first()
        .waitFor();
    }
  }

  /** In their order, each as soon as the one before has signed. */
  async signs(town: Town, ...roles: readonly string[]): Promise<void> {
    for (const role of roles) {
      const sign = role === 'council-member' ? 'Godkend' : 'Underskriv';
      const user = await this.offered(town, role, sign);
      await user.confirm(sign);
      await user.sees('Givet af');
    }
  }

  /** The department head takes the last step, as soon as it is offered. */
  async puts(town: Town, label: string): Promise<void> {
    await (await this.offered(town, 'department-head', label)).confirm(label);
  }

  /** The amendment that is being written becomes a draft. */
  async saves(head: BrowserUser, version: number): Promise<void> {
    await head.settled();
    // What such terms cost was asked before there was a reason.
    await eventually(async () => expect(await head.button('Gem tillægget').isEnabled()).toBe(true));
    head.faults();
    await head.press(head.button('Gem tillægget'));
    await head.sees(`Tillæg under udarbejdelse: version ${version}`);
  }

  /** An amendment is signed by the chains of both, acceded to, and put in force. */
  async bothSign(version: number): Promise<void> {
    await this.signs('aarhus', 'municipal-director', 'council-member');
    await this.comes('herning', 'council-member', `Tillæg under udarbejdelse: version ${version}`);
    await this.signs('herning', 'council-member', 'municipal-director');
    await this.puts('herning', 'Tiltræd for kommunen');
    await this.puts('aarhus', 'Sæt tillægget i kraft');
  }

  /** By file. */
  async reports(csv: string, rows: number): Promise<void> {
    const supplier = await this.at('aarhus', 'supplier', 'claims');
    await supplier.press(supplier.page.getByRole('link', { name: 'Indlæs mange indberetninger' }));
    await supplier.page
      .getByLabel('Vælg filer')
      .setInputFiles({ name: 'resultater.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await supplier.press(supplier.button('Se filen igennem'));
    await supplier.press(supplier.button(`Indlæs rækkerne (${rows})`));
    await supplier.sees(`Indlæst: ${rows} af ${rows}.`);
  }

  async verifies(claims: number): Promise<void> {
    const head = await this.at('aarhus', 'department-head', 'claims');
    await head.confirm('Attestér alle ventende');
    await head.sees(`${claims} behandlet`);
    const verifier = await this.at('aarhus', 'verifier', 'claims');
    await verifier.confirm('Godkend alle attesterede');
    await verifier.sees(`${claims} endelige`);
  }

  /** Once all is known that was verified (`gross`), the controller calculates a run, sees what it comes to, and certifies it. */
  async runs(
    no: number,
    cutOff: string,
    { gross, amount }: Readonly<Record<'gross' | 'amount', string>>,
  ): Promise<void> {
    const controller = await this.towns.as('aarhus', 'controller');
    await eventually(async () => {
      await this.at('aarhus', 'controller', 'payments');
      expect(await controller.figure('Brutto')).toBe(`${gross} kr.`);
    }, PATIENCE);
    await controller.page.getByLabel('Skæringsdato', { exact: true }).fill(cutOff);
    await controller.press(controller.button('Beregn ny kørsel'));
    await controller.arrivesAt(`Kørsel ${no}`);
    expect(await controller.figure('Beløb i kørslen')).toBe(`${amount} kr.`);
    await controller.confirm('Attestér');
    await controller.sees('Attesteret');
  }

  async authorises(): Promise<void> {
    await (
      await this.offered('aarhus', 'department-head', 'Anvis til betaling', 'payments')
    ).confirm('Anvis til betaling');
  }

  /** Herning's own part: what is claimed of it, certified and authorised there. */
  async paysDue(amount: string): Promise<void> {
    const controller = await this.towns.as('herning', 'controller');
    await eventually(async () => {
      await controller.open('/payments-due');
      expect(await controller.row(this.ref).filter({ hasText: amount }).count()).toBe(1);
    }, PATIENCE);
    await controller.press(controller.row(this.ref).filter({ hasText: amount }).getByRole('link'));
    await controller.confirm('Attestér');
    await controller.sees('Attesteret');
    const head = await this.towns.as('herning', 'department-head');
    await head.open(new URL(controller.page.url()).pathname);
    await head.confirm('Anvis til betaling');
    await head.sees('Anvist');
  }
}
