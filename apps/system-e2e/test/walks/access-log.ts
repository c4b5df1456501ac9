import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Api, clientCredentials } from '@ringvirkning/seed';
import { eventually } from '@ringvirkning/testing';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import type { BrowserUser } from '../support/browser-user.js';
import { begin } from '../support/small-life.js';
import { look } from '../support/walk.js';

const VIEWS = { wide: 'da', phone: 'en', judged: 'wide' } as const;

export const accessLog = (arrive: () => BrowsedInstance): void =>
  describe('the access log in a browser', () => {
    let browsed: BrowsedInstance;
    let controller: BrowserUser;
    let pseudonym: string;
    beforeAll(async () => {
      browsed = arrive();
      const { overview, seedClient } = browsed.instance;
      const api = new Api(overview.url, clientCredentials(seedClient));
      const { contractId, enrolled } = await begin(api, 'ACCESS-1');
      ({ pseudonym } = [...enrolled.values()][0]!);
      for (const reader of ['case-worker', 'verifier'] as const)
        expect(await api.all(reader, `/api/outcomes/contracts/${contractId}/participants`)).toHaveLength(enrolled.size);
      controller = await browsed.signedIn('controller');
      await controller.speak('en');
    });

    const openLog = (user: BrowserUser): Promise<void> => user.follow('/access-log');

    it('tells a controller who read about whom, in all services, and narrows it without telling the address', async () => {
      await openLog(controller);
      expect(await look(controller, 'access-log', VIEWS)).toEqual([]);
      await controller.speak('en');
      await controller.page.getByRole('search').getByLabel('Reader').fill('verifier');
      await controller.press(controller.button('Show', controller.page.getByRole('search')));
      await controller.sees('Participants');
      const readers = await controller.page.locator('tbody tr td:nth-of-type(1)').allInnerTexts();
      expect(new Set(readers.map((text) => text.split(/\s*\n\s*/).join(' – ')))).toEqual(
        new Set(['Hans Hansen – verifier']),
      );
      await controller.page.locator('tbody summary').first().click();
      await controller.page.locator('tbody .pseudonym').first().click();
      await controller.sees(/Readings shown/);
      expect(new URL(controller.page.url()).search).toBe('');
      const person = controller.page.getByRole('link', { name: 'See who it is' });
      expect(await person.getAttribute('href')).toMatch(/^\/contracts\/[-0-9a-f]{36}\/participants\/[-0-9a-f]{36}$/);
      expect(await look(controller, 'access-log-person', VIEWS)).toEqual([]);
    });

    it('finds a person by the pseudonym that people know, told neither in the address nor in a log', async () => {
      await controller.speak('en');
      const form = controller.page.getByRole('search');
      const show = (): Promise<void> => controller.press(controller.button('Show', form));
      await controller.page.getByRole('search').getByLabel('Reader').fill('');
      await form.getByLabel('Person', { exact: true }).fill(pseudonym);
      await show();
      await controller.sees(/Readings shown/);
      const people = await controller.page.locator('tbody tr').count();
      expect(people).toBeGreaterThan(0);
      expect(new URL(controller.page.url()).search).toBe('');
      expect(browsed.instance.logs()).not.toContain(pseudonym);
      await form.getByLabel('Person', { exact: true }).fill('P-0000-0000');
      await show();
      await controller.sees('No person has this pseudonym');
      await form.getByLabel('Person', { exact: true }).fill('');
      await controller.page.getByRole('search').getByLabel('Reader').fill('verifier');
      await show();
      await controller.sees(/Readings shown/);
    });

    it('gives the lines as a file', async () => {
      await controller.speak('en');
      const [download] = await Promise.all([
        controller.page.waitForEvent('download'),
        controller.button('Export CSV').click(),
      ]);
      const lines = readFileSync((await download.path())!, 'utf8').split('\r\n');
      expect(lines[0]).toBe('\uFEFFWhen;Reader;Organisation;What;Access to;Part of the system;Contract;People');
      expect(lines[1]).toContain(';Hans Hansen (verifier);');
    });

    it.each(['case-worker', 'supplier'])(
      'is neither offered to a %s nor answered',
      async (role) => {
        const user = await browsed.signedIn(role);
        await eventually(async () =>
          expect(await user.page.locator('.site-menu a[href="/access-log"]').count()).toBe(0),
        );
        await user.open('/access-log');
        await eventually(async () => expect(await user.page.locator('tbody').count()).toBe(0));
        expect(user.faults().filter((fault) => /^403 GET/.test(fault)).length).toBeGreaterThan(0);
      },
      300_000,
    );
  });
