/// <reference lib="dom" />
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@ringvirkning/testing';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import { BrowserUser } from '../support/browser-user.js';
import { JOURNEY_TERMS, REF, TITLE } from '../support/journey-documents.js';
import { PHONE } from '../support/page-check.js';
import { look } from '../support/walk.js';

const VIEWS = { wide: 'da', phone: 'da', judged: 'wide' } as const;

export const frontDoor = (arrive: () => BrowsedInstance): void =>
  describe('the front door, in a browser', () => {
    let browsed: BrowsedInstance;
    let visitor: BrowserUser;
    beforeAll(async () => {
      browsed = arrive();
      visitor = await BrowserUser.at(browsed.browser, browsed.instance.overview.url, 'front-door');
    });

    const brandColour = () =>
      visitor.page.evaluate(() => getComputedStyle(document.querySelector('header')!).backgroundColor);

    it('has the pages about the portal open to everybody: glossary and programming interface', async () => {
      await visitor.open('/');
      expect(visitor.faults()).toEqual(['401 GET /auth/me']);
      await visitor.press(visitor.page.locator('a[href="/glossary"]'));
      expect(await look(visitor, 'glossary', VIEWS)).toEqual([]);
      await visitor.page.getByLabel('Find et ord').fill('supplementary');
      await visitor.sees('Tillægsbevilling');
      await visitor.press(visitor.page.locator('a[href="/api-docs"]'));
      await visitor.sees('POST /api/outcomes/search');
      expect(await look(visitor, 'api-docs', VIEWS)).toEqual([]);
      await visitor.open('/api/docs');
      await visitor.arrivesAt('API-dokumentation');
    });

    it('lets one in by one click on a person with role and organisation, in the look of the portal', async () => {
      await visitor.open('/');
      const colour = await brandColour();
      await visitor.page.locator('main').getByRole('link', { name: 'Log ind' }).click();
      const anna = visitor.page.getByRole('button', { name: /Anna Andersen\s*sagsbehandler.*Aarhus Kommune/s });
      await anna.waitFor();
      expect(await brandColour()).toBe(colour);
      await anna.click();
      await visitor.page.locator('.person-name').getByText('Anna Andersen').waitFor();
      // Asking who one is before signing in is answered so.
      expect(visitor.faults().filter((fault) => fault !== '401 GET /auth/me')).toEqual([]);
    });

    it('explains a word of the field where it stands, by key alone and with a finger', async () => {
      await visitor.open('/');
      const tip = visitor.page.getByRole('button', { name: 'Forklaring: Realiseret gevinst' }).first();
      const said = visitor.page
        .locator('.tip-text:popover-open')
        .filter({ hasText: 'Værdien af de resultater, der er endelige, til i dag.' });
      await tip.focus();
      await visitor.page.keyboard.press('Enter');
      await said.waitFor();
      await visitor.page.keyboard.press('Escape');
      await said.waitFor({ state: 'detached' });
      await visitor.page.setViewportSize(PHONE);
      await tip.click();
      const box = (await said.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(PHONE.width);
      await visitor.page.getByRole('link', { name: 'Alle ord' }).filter({ visible: true }).click();
      await visitor.page.waitForURL(/\/glossary#realised-gain$/);
      expect(visitor.faults()).toEqual([]);
    });

    it('after an action, says what was done and goes on at the heading of that part of the page', async () => {
      const head = await browsed.signedIn('department-head');
      await head.open('/contracts/new');
      await head.page.getByLabel('Vilkår (YAML eller JSON)').fill(JOURNEY_TERMS);
      await head.press(head.button('Kontrollér og gem som udkast'));
      await head.arrivesAt(TITLE.da);
      const worker = await browsed.signedIn('case-worker');
      await worker.goTo(REF, 'terms');
      await worker.sees('Byrådet');
      expect(await worker.button('Godkend').count()).toBe(0);
      const council = await browsed.signedIn('council-member');
      await council.goTo(REF, 'terms');
      await council.confirm('Godkend');
      await council.page.getByRole('status').getByText('Udført: Godkend – Byrådet').waitFor({ state: 'attached' });
      await eventually(async () =>
        expect(await council.page.evaluate(() => document.activeElement?.textContent)).toBe(
          'Underskrifter og bevillinger',
        ),
      );
    });

    it('puts no mark for an explanation on paper', async () => {
      const print = visitor.page.waitForRequest('**/api/sheets');
      await visitor.open('/');
      await visitor.button('Hent som PDF').click();
      const sheet = (await print).postData()!;
      expect(sheet).toContain('"Realiseret gevinst"');
      expect(sheet).not.toMatch(/gevinst\s*\?/);
    });
  });
