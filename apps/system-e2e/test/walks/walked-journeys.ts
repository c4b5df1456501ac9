/// <reference lib="dom" />
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@ringvirkning/testing';
import type { Locator } from 'playwright-core';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import { BrowserUser } from '../support/browser-user.js';
import { accessibilityFaults, overflow, PHONE, WIDE } from '../support/page-check.js';

const PHOTO = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex');
const AARHUS = 'AAR-UH-2024';
const REPORTS = new URL('../../../../reports/', import.meta.url);

/** Where the person at the keyboard stands: what it is called, and whether they can see that they stand there. */
const standing = (user: BrowserUser) =>
  user.page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement;
    /** A file is chosen in a field that is not seen; the button beside it is. */
    const shown = element.type === 'file' ? element.nextElementSibling! : element;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown);
    const { top, bottom, height } = shown.getBoundingClientRect();
    const { innerHeight } = window;
    return {
      tag: element.tagName.toLowerCase(),
      name: (element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText).trim(),
      // The parts of a date are stops that the browser marks by itself.
      isMarked: element.type === 'date' || (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0),
      // A table's frame is a stop of its own, moved by the arrows, and may be higher than the window.
      isInSight: Math.min(bottom, innerHeight) - Math.max(top, 0) >= Math.min(height, innerHeight) / 2,
    };
  });

/** As many presses as one would have patience for. */
const PATIENCE = 40;

/**
 * Goes on by the keyboard until standing at what is so named.
 * @returns stops on the way where one cannot see that one stands there
 */
async function goTo(user: BrowserUser, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<string[]> {
  const stops: string[] = [];
  const unseen: string[] = [];
  while (stops.length < PATIENCE) {
    await user.page.keyboard.press(key);
    const here = await standing(user);
    stops.push(here.name);
    if (!here.isMarked || !here.isInSight) unseen.push(here.name);
    if (name.test(here.name)) return unseen;
  }
  throw new Error(`${String(name)} is not reached: ${stops.join(' | ')}`);
}

/** What the page goes on with, once it has come to rest there: a page that one leaves may be at rest too, so where one stands is asked before and after. */
const standsAt = (user: BrowserUser, tag: string, name: RegExp): Promise<void> =>
  eventually(async () => {
    const there = { tag, name: expect.stringMatching(name), isInSight: true };
    expect(await standing(user)).toMatchObject(there);
    await user.settled();
    expect(await standing(user)).toMatchObject(there);
  });

export const walkedJourneys = (arrive: () => BrowsedInstance): void =>
  describe('journeys as people walk them', () => {
    let browsed: BrowsedInstance;
    beforeAll(async () => {
      browsed = arrive();
    });

    /** Somebody in front of the door. */
    const stranger = async (name: string): Promise<BrowserUser> => {
      const user = await BrowserUser.at(browsed.browser, browsed.instance.overview.url, name);
      await user.open('/');
      return user;
    };

    it('by keyboard alone: sign in, what is due, the claim with its evidence, the next decision', async () => {
      const worker = await stranger('Anna Andersen');
      const { keyboard } = worker.page;
      const unseen: string[] = [];
      const onTo = async (name: RegExp, key?: 'Shift+Tab'): Promise<void> =>
        void unseen.push(...(await goTo(worker, name, key)));
      await onTo(/^Log ind/);
      await keyboard.press('Enter');
      await worker.page.getByLabel('Navn').waitFor();
      await onTo(/^Anna Andersen/);
      await keyboard.press('Enter');
      await worker.page.locator('.person-name').waitFor();
      await standsAt(worker, 'h1', /^Arbejdsliste$/);

      await onTo(/^Frister/, 'Shift+Tab');
      await keyboard.press('Enter');
      await standsAt(worker, 'h1', /^Frister$/);
      await onTo(/^Indberet nået/);
      await keyboard.press('Enter');
      await standsAt(worker, 'h1', /^Ny resultatindberetning$/);

      await onTo(/^Vælg filer/);
      // A machine that is busy may take the press and open nothing: whoever sits there presses once more.
      const choice = await eventually(async () => {
        await standsAt(worker, 'input', /^Vælg filer/);
        const opened = worker.page.waitForEvent('filechooser', { timeout: 5_000 });
        const [chooser] = await Promise.all([opened, keyboard.press('Enter')]);
        return chooser;
      });
      await choice.setFiles({ name: 'foto.png', mimeType: 'image/png', buffer: PHOTO });
      await worker.page.locator('.uploads').getByText('Modtaget').waitFor();
      await standsAt(worker, 'input', /^Vælg filer/);
      await onTo(/^Send indberetningen/);
      await keyboard.press('Enter');
      await standsAt(worker, 'div', /^Resultatet er indberettet og venter på attestation/);

      await onTo(/^Arbejdsliste/, 'Shift+Tab');
      await keyboard.press('Enter');
      await standsAt(worker, 'h1', /^Arbejdsliste$/);
      await onTo(/^Gennemgå/);
      await keyboard.press('Enter');
      await standsAt(worker, 'h1', /– P-/);
      const { name: decided } = await standing(worker);
      await onTo(/^Attestér/);
      await keyboard.press('Enter');
      await standsAt(worker, 'h1', /– P-/);
      expect((await standing(worker)).name).not.toBe(decided);
      await worker.page
        .locator('.decision-bar')
        .getByRole('link', { name: `Attesteret: ${decided}` })
        .waitFor();
      expect(unseen).toEqual([]);
      expect(worker.faults().filter((fault) => fault !== '401 GET /auth/me')).toEqual([]);
    });

    it('a verifier who never saw the system comes from the front door to a decision in four presses', async () => {
      const verifier = await stranger('Hans Hansen');
      const began = performance.now();
      let presses = 0;
      const press = (target: Locator): Promise<void> => {
        presses += 1;
        return target.click();
      };
      await press(verifier.page.locator('main').getByRole('link', { name: 'Log ind' }));
      await press(verifier.page.getByRole('button', { name: /^Hans Hansen/ }));
      await press(verifier.page.getByRole('link', { name: /^Gennemgå/ }).first());
      await verifier.page.locator('.evidence-picture, .evidence-page').first().waitFor();
      await press(verifier.button('Godkend'));
      await verifier.page
        .locator('.decision-bar')
        .getByRole('link', { name: /^Godkendt: / })
        .waitFor();
      mkdirSync(REPORTS, { recursive: true });
      writeFileSync(
        new URL('first-decision.json', REPORTS),
        JSON.stringify({ presses, seconds: Math.round(performance.now() - began) / 1000 }),
      );
      expect(presses).toBe(4);
    });

    describe('finds in the demo, by what is offered to press,', () => {
      const worker = (): Promise<BrowserUser> => browsed.as('case-worker', 'en');
      const inContract = async (ref: string, tab: string): Promise<BrowserUser> => {
        const user = await worker();
        await user.press(user.page.locator('.site-menu a[href="/contracts"]'));
        await user.press(user.row(ref).getByRole('link'));
        await user.press(user.page.locator(`.tabs a[href$="/${tab}"]`));
        return user;
      };
      afterAll(async () => {
        expect(await browsed.faults()).toEqual([]);
      });

      it('somebody under an own key, with their progression', async () => {
        const user = await inContract(AARHUS, 'participants');
        await user.page.getByLabel('Search by pseudonym or own key').fill('aar-01');
        await user.press(user.row('aar-01').locator('a.pseudonym'));
        await user.sees('aar-01');
        await user.sees(/That is a real change\./);
        await user.sees(/Met the contact person/);
      });

      it('a claim that was sent back and corrected, with what differs, and one that waits to be', async () => {
        const [corrected] = await browsed.instance.rows<{ pseudonym: string; claim_id: string }>(
          'outcomes',
          `SELECT pseudonym, claim_id FROM claim_fact JOIN claim USING (claim_id) JOIN participant USING (participant_id) WHERE claim_fact.type = 'corrected'`,
          [],
        );
        const user = await inContract(AARHUS, 'claims');
        await user.page.getByLabel('Find by pseudonym or own key').fill(corrected!.pseudonym);
        const link = user.page.locator(`th a[href$="${corrected!.claim_id}"]`);
        const row = user.page.locator('tbody tr').filter({ has: link });
        await row.getByText('Corrected, version 2').waitFor();
        await user.press(row.locator('th a'));
        await user.sees('What was corrected');
        await user.sees('Datoen er ikke den, der står i dokumentationen.');
        await user.press(user.page.locator('.site-menu a[href="/work-list"]'));
        await user.press(user.page.getByRole('link', { name: 'Correct and send again' }).first());
        await user.page.waitForURL(/\/correct$/);
        await user.sees('Skemaet mangler borgerens underskrift.');
      });

      it('somebody who left, and what that did to their follow-ups', async () => {
        const user = await inContract(AARHUS, 'participants');
        await user.page.getByLabel('State').selectOption({ label: 'Left' });
        const row = user.row('Chose to stop').first();
        await row.waitFor();
        await user.press(row.locator('a.pseudonym'));
        await user.sees('Dropped out');
      });

      it('a sample that was drawn and is decided in part', async () => {
        const user = await inContract('AAR-MENTOR', 'samples');
        const row = user.page.locator('main tbody tr').first();
        await eventually(async () => expect(await row.innerText()).toMatch(/Drawn\s+44\s+30\s+20\s+–/));
        await user.press(row.getByRole('link'));
        await user.sees('20 of 30');
      });

      it('a contract whose intake is behind its plan', async () => {
        const user = await worker();
        await user.press(user.page.locator('.site-menu a[href="/what-works"]'));
        const row = user.page.getByRole('table', { name: 'Intake against plan, by contract' }).getByRole('row');
        await eventually(async () =>
          expect(await row.filter({ hasText: 'contract B' }).innerText()).toMatch(/24\s+36\s+-12\s+36/),
        );
      });
    });

    it.each([
      ['wide', WIDE],
      ['phone', PHONE],
    ] as const)('finds the claims of one person among those of many (%s)', async (_, size) => {
      const supplier = await browsed.as('supplier', 'da');
      await supplier.page.setViewportSize(size);
      await supplier.goTo('FCF-ST-BASILS', 'claims');
      const find = supplier.page.getByLabel('Find efter pseudonym eller egen nøgle');
      await find.fill('fcf-1');
      await supplier.sees(/^Skriv resten, eller vælg på listen: \d+ deltagere passer\.$/);
      await find.fill('fcf-146');
      const names = supplier.page.locator('tbody th a');
      await eventually(async () => {
        const shown = await names.allInnerTexts();
        expect(shown.length).toBeGreaterThan(1);
        expect(new Set(shown).size).toBe(1);
      });
      expect(new URL(supplier.page.url()).search).toBe('');
      expect([...(await overflow(supplier.page)), ...(await accessibilityFaults(supplier.page))]).toEqual([]);
      await find.fill('nobody at all');
      await supplier.sees('Ingen på kontrakten har dette pseudonym eller denne nøgle.');
      await find.fill('');
      await eventually(async () => expect(await names.count()).toBe(50));
      expect(supplier.faults()).toEqual([]);
    });
  });
