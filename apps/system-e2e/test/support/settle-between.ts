import { expect } from '@jest/globals';
import { JOINT_REF } from '@ringvirkning/seed';
import { eventually } from '@ringvirkning/testing';
import type { BrowserUser } from './browser-user.js';
import { PATIENCE, type Town, type TwoTowns } from './two-towns.js';
import { look } from './walk.js';

const TITLE = 'Job på tværs';
const SETTLEMENT = `${TITLE}, Afregning 1`;
/** Half of what Herning saves when its citizens find a job goes back to Aarhus, which leads the contract. */
const text = (from: number): string => `
language: ringvirkning-agreement/1
code: job-paa-tvaers
version: 1
title: { da: ${TITLE}, en: Jobs across }
currency: DKK
period: { from: ${from}, to: ${from + 4} }
gains: cashable
sides:
  - { id: aarhus, silo: 'municipality:0751/beskaeftigelse', name: { da: Aarhus Beskæftigelse, en: Employment in Aarhus } }
  - { id: herning, silo: 'municipality:0657/beskaeftigelse', name: { da: Herning Beskæftigelse, en: Employment in Herning } }
steps:
  - { kind: return, id: retur, from: herning, to: aarhus, share: 0.5, until: { amount: 100000 } }
`;

/** What people of two municipalities do at their windows until what one gains by the other's work is settled, of the contract that the seed put in force in both. Aarhus leads it. */
export class SettlesBetween {
  constructor(
    private readonly towns: TwoTowns,
    private readonly contractId: string,
  ) {}

  static async of(towns: TwoTowns): Promise<SettlesBetween> {
    const contracts = await towns.api('aarhus').all<{ id: string; ref: string }>('controller', '/api/contracts');
    return new SettlesBetween(towns, contracts.find(({ ref }) => ref === JOINT_REF)!.id);
  }

  /** Drafted by the controller who leads, who is told what it would move before it is kept. */
  async drafts(year: number): Promise<void> {
    const controller = await this.at('aarhus', 'controller');
    await controller.page.getByLabel('Aftalens tekst').fill(text(year));
    await controller.press(controller.button('Gem udkast'));
    await controller.arrivesAt(TITLE);
  }
  /** Two people of each sign, the department's head and the director, at home. */
  async sign(town: Town): Promise<void> {
    for (const role of ['employment-head', 'municipal-director']) {
      const user = await this.offered(town, role, 'Underskriv');
      await user.confirm('Underskriv');
      expect(await user.button('Underskriv').count()).toBe(0);
    }
  }

  /** Of an agreement that is there, the head of another department is told nothing. */
  async isHiddenFrom(town: Town, role: string): Promise<void> {
    const user = await this.at(town, role);
    expect(await user.page.getByRole('link', { name: new RegExp(TITLE) }).count()).toBe(0);
  }

  /** Proposed, approved by the side's head, and sent as a claim by the controller. @returns the amount, as it is told */
  async claims(): Promise<string> {
    const controller = await this.offered('aarhus', 'controller', 'Foreslå afregning');
    await controller.press(controller.button('Foreslå afregning'));
    await controller.arrivesAt(SETTLEMENT);
    const path = new URL(controller.page.url()).pathname;
    const head = await this.towns.as('aarhus', 'employment-head');
    await head.open(path);
    await head.confirm('Godkend');
    await controller.open(path);
    await controller.confirm('Send afregningskrav');
    await controller.sees('Afregningskrav sendt');
    expect(await look(controller, 'settlement-claimed', { wide: 'da', phone: 'en', judged: 'wide' })).toEqual([]);
    await controller.speak('da');
    return this.amount(controller);
  }

  /** Approved (certified) by the head there, and posted (authorised) by the controller: neither is offered what is the other's. */
  async isPaidBy(town: Town, amount: string): Promise<void> {
    const controller = await this.settlement(town, 'controller');
    expect([await controller.button('Godkend –').count(), await controller.button('Bogfør').count()]).toEqual([0, 0]);
    const head = await this.settlement(town, 'employment-head');
    expect(await this.amount(head)).toBe(amount);
    expect(await head.button('Bogfør').count()).toBe(0);
    await head.confirm('Godkend');
    await controller.open(new URL(head.page.url()).pathname);
    await controller.confirm('Bogfør');
    await controller.sees('Bogført');
    expect(await look(head, 'settlement-to-pay', { wide: 'en', phone: 'da', judged: 'phone' })).toEqual([]);
    await head.speak('da');
  }

  async isFinal(town: Town, role: string): Promise<void> {
    await eventually(async () => {
      const user = await this.settlement(town, role);
      expect(await user.page.getByText('Bogført', { exact: true }).count()).toBeGreaterThan(0);
    }, PATIENCE);
  }

  private amount(user: BrowserUser): Promise<string> {
    return user.page.getByText(/^Herning Beskæftigelse skal betale Aarhus Beskæftigelse/).innerText();
  }

  private async at(town: Town, role: string): Promise<BrowserUser> {
    const user = await this.towns.as(town, role);
    await user.speak('da');
    await user.open(`/contracts/${this.contractId}/agreements`);
    return user;
  }

  /** What comes from the other municipality comes later than the page that is looked at. */
  private opened(town: Town, role: string, link: string): Promise<BrowserUser> {
    return eventually(async () => {
      const user = await this.at(town, role);
      expect(await user.page.getByRole('link', { name: link, exact: true }).count()).toBe(1);
      await user.press(user.page.getByRole('link', { name: link, exact: true }));
      return user;
    }, PATIENCE);
  }
  private agreement = (town: Town, role: string) => this.opened(town, role, TITLE);
  private settlement = (town: Town, role: string) => this.opened(town, role, SETTLEMENT);
  private offered(town: Town, role: string, label: string): Promise<BrowserUser> {
    return eventually(async () => {
      const user = await this.agreement(town, role);
      expect(await user.button(label).count()).toBeGreaterThan(0);
      return user;
    }, PATIENCE);
  }
}
