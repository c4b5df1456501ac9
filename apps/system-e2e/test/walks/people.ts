import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@ringvirkning/testing';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import { accessibilityFaults, overflow, PHONE } from '../support/page-check.js';
import { look } from '../support/walk.js';

const CONTRACT = 'FCF-ST-BASILS';
const VIEWS = { wide: 'en', phone: 'en', judged: 'wide' } as const;

export const people = (arrive: () => BrowsedInstance): void =>
  describe('people of a contract, in a browser', () => {
    let browsed: BrowsedInstance;
    beforeAll(() => {
      browsed = arrive();
    });

    const as = (role: string) => browsed.as(role, 'en');

    it('the supplier enrols one person under an own key, whom the page then shows by it', async () => {
      const supplier = await as('supplier');
      await supplier.goTo(CONTRACT, 'participants');
      await supplier.press(supplier.page.getByRole('link', { name: 'Enrol participants' }));
      await supplier.page.getByLabel('Own key (optional)').fill('case 4711');
      await supplier.page.getByLabel('Referred').fill('2026-01-05');
      await supplier.press(supplier.button('Enrol').first());
      await supplier.sees(/Enrolled as P-/);
      await supplier.goTo(CONTRACT, 'participants');
      await supplier.page.getByLabel('Search by pseudonym or own key').fill('4711');
      await supplier.sees('case 4711');
      expect(await look(supplier, 'people-found', VIEWS)).toEqual([]);
      expect(supplier.page.url()).not.toContain('4711');
    });

    it('a file with a wrong row enrols nobody, and says which row and why', async () => {
      const supplier = await as('supplier');
      await supplier.goTo(CONTRACT, 'participants');
      await supplier.press(supplier.page.getByRole('link', { name: 'Enrol participants' }));
      const lookThrough = async (text: string) => {
        await supplier.page
          .getByLabel('Choose files')
          .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
        await supplier.press(supplier.button('Look the file through'));
      };
      await lookThrough('key;referred_on\nbatch-1;2026-01-05\nbatch-2;2026-02-31\n');
      await supplier.sees('1 of 2 rows are in order. Nothing is stored yet.');
      await supplier.sees('referred_on');
      await eventually(async () => expect(await supplier.button('Enrol the participants (2)').isDisabled()).toBe(true));
      expect(await look(supplier, 'people-refused', VIEWS)).toEqual([]);
      await lookThrough('key;referred_on\nbatch-1;2026-01-05\nbatch-2;2026-02-28\n');
      await supplier.press(supplier.button('Enrol the participants (2)'));
      await supplier.sees('2 participants are enrolled.');
    });

    it('the supplier tells that somebody left; the history says who', async () => {
      const supplier = await as('supplier');
      await supplier.goTo(CONTRACT, 'participants');
      await supplier.page.getByLabel('Search by pseudonym or own key').fill('4711');
      await supplier.press(supplier.row('case 4711').locator('.pseudonym'));
      expect(await look(supplier, 'person', VIEWS)).toEqual([]);
      await supplier.sees('The contract has no follow-ups for the participant.');
      const leaving = supplier.page.getByRole('form', { name: 'Record that the participant has left' });
      await leaving.getByLabel('Reason').selectOption({ label: 'No contact' });
      await supplier.press(leaving.getByRole('button', { name: 'Save' }));
      await supplier.sees('The participant is back');
      await eventually(async () => expect(await supplier.row('Left').last().innerText()).toContain('Fatima Farah'));
      expect(await look(supplier, 'person-left', VIEWS)).toEqual([]);
    });

    it('the supplier closes a follow-up, opens it again, and both are in the history', async () => {
      const supplier = await as('supplier');
      await supplier.goTo(CONTRACT, 'participants');
      await supplier.page.getByLabel('Search by pseudonym or own key').fill('fcf-065');
      await supplier.press(supplier.row('fcf-065').locator('.pseudonym'));
      const row = supplier.row('Volunteering, 6 weeks').first();
      await supplier.press(row.getByRole('button', { name: /^No answer/ }));
      await row.getByText('No answer', { exact: true }).waitFor();
      await supplier.press(row.getByRole('button', { name: /^Open again/ }));
      await row.getByText('Due', { exact: true }).waitFor();
      for (const fact of ['Follow-up closed', 'Follow-up opened again']) await supplier.row(fact).first().waitFor();
    });

    it('the case worker erases a person on a phone: the key leads to nobody, and the supplier could not have done it', async () => {
      const supplier = await as('supplier');
      await supplier.goTo(CONTRACT, 'participants');
      await supplier.page.getByLabel('Search by pseudonym or own key').fill('4711');
      await supplier.press(supplier.row('case 4711').locator('.pseudonym'));
      const path = new URL(supplier.page.url()).pathname;
      expect(await supplier.button('Erase the data of the person').count()).toBe(0);
      const worker = await as('case-worker');
      await worker.page.setViewportSize(PHONE);
      await worker.open(path);
      await worker.page.getByText('Erasure', { exact: true }).click();
      expect([...(await overflow(worker.page)), ...(await accessibilityFaults(worker.page))]).toEqual([]);
      await worker.confirm('Erase the data of the person');
      await worker.sees(/^Erased$/);
      expect(await look(worker, 'person-erased', VIEWS)).toEqual([]);
      await supplier.goTo(CONTRACT, 'participants');
      await supplier.page.getByLabel('Search by pseudonym or own key').fill('4711');
      await supplier.sees(/^0 of \d+ participants$/);
    });

    it('who may not enrol is offered no form for it', async () => {
      const verifier = await as('verifier');
      await verifier.goTo('AAR-UH-2024', 'participants');
      expect(await verifier.page.getByRole('link', { name: 'Enrol participants' }).count()).toBe(0);
      await verifier.open(`${new URL(verifier.page.url()).pathname}/new`);
      await verifier.arrivesAt('Your role does not permit this');
    });

    it('others see the person without the key, and investors see nobody', async () => {
      const verifier = await as('verifier');
      await verifier.goTo('AAR-UH-2024', 'participants');
      expect(await verifier.page.locator('main').innerText()).not.toContain('4711');
      const investor = await as('investor');
      await investor.open('/contracts');
      await investor.press(investor.row('AAR-UH-2024').getByRole('link'));
      expect(await investor.page.locator('.tabs a[href$="/participants"]').count()).toBe(0);
    });
  });
