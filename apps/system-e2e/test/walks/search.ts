import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@ringvirkning/testing';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import type { BrowserUser } from '../support/browser-user.js';
import { accessibilityFaults, overflow, PHONE, screenshot, WIDE } from '../support/page-check.js';

const CONTRACT = 'FCF-ST-BASILS';

export const search = (arrive: () => BrowsedInstance): void =>
  describe('search from anywhere, in a browser', () => {
    let browsed: BrowsedInstance;
    beforeAll(() => {
      browsed = arrive();
    });

    const as = (role: string) => browsed.as(role);
    const box = (user: BrowserUser) => user.page.getByRole('dialog');
    /** Everything the page asked for while it searched: what is looked for must be in no address. */
    async function search(user: BrowserUser, term: string): Promise<string[]> {
      const addresses: string[] = [];
      const note = (request: { url(): string }) => void addresses.push(request.url());
      user.page.on('request', note);
      if ((await box(user).count()) === 0) await user.page.keyboard.press('/');
      await box(user).getByRole('searchbox').fill(term);
      await user.page.keyboard.press('Enter');
      await box(user)
        .getByText(/^(Fundet|Intet fundet)/)
        .waitFor({ state: 'attached' });
      await user.settled();
      user.page.off('request', note);
      expect(addresses.filter((address) => decodeURIComponent(address).includes(term))).toEqual([]);
      return box(user).locator('.hits strong').allInnerTexts();
    }
    const shut = async (user: BrowserUser) => {
      await user.page.keyboard.press('Escape');
      await box(user).waitFor({ state: 'detached' });
    };
    let pseudonym: string;

    it('the supplier finds a contract by key alone, and goes there', async () => {
      const supplier = await as('supplier');
      expect(await search(supplier, 'st-basils')).toContain(CONTRACT);
      for (const [size, name] of [
        [PHONE, 'search-phone'],
        [WIDE, 'search'],
      ] as const) {
        await supplier.page.setViewportSize(size);
        await screenshot(supplier.page, name);
        expect([...(await overflow(supplier.page)), ...(await accessibilityFaults(supplier.page))]).toEqual([]);
      }
      await box(supplier).getByRole('searchbox').focus();
      await supplier.page.keyboard.press('ArrowDown');
      await supplier.page.keyboard.press('Enter');
      await supplier.page.waitForURL(/\/contracts\/[^/]+\/terms$/);
      await eventually(async () => expect(await box(supplier).count()).toBe(0));
    });

    it('the supplier finds a person by the own key, and by the pseudonym, with the phone as well', async () => {
      const supplier = await as('supplier');
      await supplier.speak('en');
      await supplier.goTo(CONTRACT, 'participants');
      await supplier.press(supplier.page.getByRole('link', { name: 'Enrol participants' }));
      await supplier.page.getByLabel('Own key (optional)').fill('Sag 0815');
      await supplier.page.getByLabel('Referred').fill('2026-01-05');
      await supplier.press(supplier.button('Enrol').first());
      await supplier.sees(/Enrolled as P-/);
      pseudonym = /P-\w{4}-\w{4}/.exec(await supplier.page.locator('main').innerText())![0];
      await supplier.speak('da');
      await supplier.page.setViewportSize(PHONE);
      expect(await search(supplier, 'sag 815')).toEqual([`Sag 0815 (${pseudonym})`]);
      await supplier.press(box(supplier).locator('.hits a'));
      await supplier.page.waitForURL(/\/participants\/[^/]+$/);
      expect(new URL(supplier.page.url()).pathname).not.toContain('815');
      await supplier.press(supplier.button('Søg'));
      expect(await search(supplier, pseudonym.toLowerCase())).toEqual([`Sag 0815 (${pseudonym})`]);
      await shut(supplier);
    });

    it('others find the person by pseudonym alone, and those who see no people find nobody', async () => {
      const worker = await as('case-worker');
      expect(await search(worker, 'Sag 0815')).toEqual([]);
      expect(await search(worker, pseudonym)).toEqual([pseudonym]);
      for (const role of ['investor', 'council-member']) {
        const outsider = await as(role);
        expect([role, await search(outsider, pseudonym)]).toEqual([role, []]);
        expect([role, outsider.faults()]).toEqual([role, []]);
      }
    });

    it('the controller finds a payment run by contract and number, and goes there', async () => {
      const controller = await as('controller');
      expect(await search(controller, 'AAR-UH-2024 kørsel 1')).toEqual(['Kørsel 1 – AAR-UH-2024']);
      await controller.press(box(controller).locator('.hits a'));
      await controller.page.waitForURL(/\/payments\/[^/]+$/);
      expect((await as('controller')).faults()).toEqual([]);
    });

    it('the operator follows a request by its correlation id, and nothing else', async () => {
      const operator = await as('operator');
      const [caused] = await browsed.instance.rows<{ id: string }>(
        'payments',
        'SELECT correlation_id AS id FROM outbox WHERE correlation_id IS NOT NULL ORDER BY id LIMIT 1',
      );
      expect(await search(operator, caused!.id)).toContain('Betaling anvist');
      await eventually(async () => expect(await box(operator).innerText()).toContain('modtaget af: '));
      expect(await search(operator, CONTRACT)).toEqual([]);
      await eventually(async () => expect(await box(operator).innerText()).toContain('Intet fundet'));
      expect(operator.faults()).toEqual([]);
    });

    it('the key opens nothing while somebody writes, and Ctrl-K opens it from anywhere', async () => {
      const worker = await as('case-worker');
      await shut(worker);
      await worker.goTo(CONTRACT, 'participants');
      await worker.page.getByLabel('Søg på pseudonym eller egen nøgle').fill('a/b');
      await worker.page.keyboard.press('/');
      expect(await box(worker).count()).toBe(0);
      await worker.page.keyboard.press('Control+k');
      await box(worker).getByRole('searchbox').waitFor();
    });
  });
