/// <reference lib="dom" />
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningInstance } from '@ringvirkning/embedded';
import { eventually } from '@ringvirkning/testing';
import type { Locator, Page } from 'playwright-core';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import type { BrowserUser } from '../support/browser-user.js';
import { accessibilityFaults, overflow, PHONE, screenshot, WIDE } from '../support/page-check.js';

const HEADING = { level: 1 } as const;
const PHOTO = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex');

/** Titles of the seeded contracts whose claims have their evidence with them. */
const SEEDED = /– egen bolig|kontrakt B|– own home|contract B/;
const DRAWN = 'drawn';
/** Whether the evidence on the page was drawn: a picture that loaded, or a page of a PDF with something on it. @returns else what stands there */
const evidenceOn = (page: Page): Promise<string> =>
  page.evaluate((drawn) => {
    const picture = document.querySelector<HTMLImageElement>('.evidence-picture');
    const sheet = document.querySelector<HTMLCanvasElement>('.evidence-page');
    if (picture) return picture.complete && picture.naturalWidth > 0 ? drawn : `a picture that did not load`;
    if (!sheet) return document.querySelector('.review-evidence')?.textContent ?? 'no evidence';
    const { width, height } = sheet;
    const { data } = sheet.getContext('2d')!.getImageData(0, 0, Math.max(width, 1), Math.max(height, 1));
    const hasInk = data.some((part, index) => index % 4 === 0 && part < 128 && data[index + 3]! > 0);
    return hasInk ? drawn : `a white page of ${width} × ${height}, shown ${sheet.clientWidth} wide`;
  }, DRAWN);

/** Whether it is wholly on the screen as the page opened, with nothing scrolled. */
const isInSight = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });

export const review = (arrive: () => BrowsedInstance): void =>
  describe('reviewing claims in a browser', () => {
    let browsed: BrowsedInstance;
    let instance: RunningInstance;
    /** Where the claim is that was sent back. */
    let returned = '';
    beforeAll(async () => {
      browsed = arrive();
      ({ instance } = browsed);
    });

    const as = (role: string): Promise<BrowserUser> => browsed.signedIn(role);
    /** Once it is of a person: until the claim is here, the page has a general one. */
    const titleOf = (user: BrowserUser): Promise<string> =>
      user.page.getByRole('heading', HEADING).filter({ hasText: '– P-' }).innerText();
    const REVIEW = { name: /^(Gennemgå|Review)/ };
    /** The first claim that waits and has its evidence with it, as those of the seeded contracts have. */
    const withEvidence = (user: BrowserUser): Locator =>
      user.page.getByRole('row').filter({ hasText: SEEDED }).getByRole('link', REVIEW).first();
    const any = (user: BrowserUser): Locator => user.page.getByRole('link', REVIEW).first();
    /** Opens a claim that waits, and tells where it is. */
    const open = async (user: BrowserUser, claim: (user: BrowserUser) => Locator): Promise<string> => {
      await user.open('/work-list');
      await user.press(claim(user));
      await user.page.locator('.decide').waitFor();
      return new URL(user.page.url()).pathname;
    };
    const statusOf = async (path: string): Promise<string> => {
      const [row] = await instance.rows<{ status: string }>(
        'outcomes',
        'SELECT status FROM claim WHERE claim_id = $1',
        [path.split('/').at(-1)],
      );
      return row!.status;
    };
    const drawn = (user: BrowserUser) =>
      eventually(async () => expect(await evidenceOn(user.page)).toBe(DRAWN), { interval: 100 });
    const inOrder = async (user: BrowserUser, name: string): Promise<void> => {
      for (const [size, viewport] of [
        ['wide', WIDE],
        ['phone', PHONE],
      ] as const) {
        await user.page.setViewportSize(viewport);
        await screenshot(user.page, `${name}-${size}`);
        expect([...(await overflow(user.page)), ...(await accessibilityFaults(user.page))]).toEqual([]);
      }
      await user.page.setViewportSize(WIDE);
    };

    it('the verifier reads the evidence beside the claim, on computer and phone', async () => {
      const verifier = await as('verifier');
      await open(verifier, withEvidence);
      await drawn(verifier);
      await verifier.sees('Hvad reglen siger');
      await inOrder(verifier, 'review');
      await verifier.page.setViewportSize(PHONE);
      for (const place of ['main h1', '.review-evidence', '.data-table'])
        await eventually(async () => {
          await verifier.page.locator(place).last().scrollIntoViewIfNeeded();
          expect([place, await isInSight(verifier.button('Godkend'))]).toEqual([place, true]);
        });
      expect(verifier.faults()).toEqual([]);
    });

    it('a verifier who never saw the system decides in two presses, with claim, evidence, rule and amount in sight', async () => {
      const verifier = await as('verifier');
      let presses = 0;
      const press = async (target: Locator): Promise<void> => {
        presses += 1;
        await verifier.press(target);
      };
      await press(withEvidence(verifier));
      await drawn(verifier);
      const parts = ['Opnået', 'Hvad reglen siger', 'Udløser:', 'Automatiske kontroller', 'Dokumentation'];
      for (const part of parts)
        await eventually(async () =>
          expect([part, await isInSight(verifier.page.getByText(part).first())]).toEqual([part, true]),
        );
      const approve = verifier.button('Godkend');
      await eventually(async () => expect(await isInSight(approve)).toBe(true));
      const title = await titleOf(verifier);
      await press(approve);
      await verifier.page
        .locator('.decision-bar')
        .getByRole('link', { name: `Godkendt: ${title}` })
        .waitFor();
      expect(presses).toBe(2);
      expect(verifier.faults()).toEqual([]);
    });

    it('a decision can be taken back for a minute, goes on to the next claim, and is sent at once when asked', async () => {
      const verifier = await as('verifier');
      const path = await open(verifier, withEvidence);
      const title = await titleOf(verifier);
      await verifier.press(verifier.button('Godkend'));
      expect(new URL(verifier.page.url()).pathname).not.toBe(path);
      await verifier.page
        .getByRole('status')
        .filter({ hasText: `Godkendt: ${title}. Kan fortrydes` })
        .waitFor();
      await inOrder(verifier, 'review-decided');
      expect(await statusOf(path)).toBe('attested');
      await verifier.press(verifier.button('Fortryd'));
      await verifier.open(path);
      await verifier.press(verifier.button('Godkend'));
      await verifier.press(verifier.button('Send nu'));
      await eventually(async () => expect(['verified', 'final']).toContain(await statusOf(path)));
    });

    it('the case worker decides by keyboard, returns with a reason, and what waits is sent when the page is left', async () => {
      const worker = await as('case-worker');
      const path = await open(worker, any);
      await worker.page.keyboard.press('n');
      await eventually(() => Promise.resolve(expect(new URL(worker.page.url()).pathname).not.toBe(path)));
      await worker.open(path);
      await worker.page.keyboard.press('r');
      await worker.page.getByLabel('Begrundelse').fill('Skemaet er ikke underskrevet; genfremsend');
      await worker.press(worker.button('Send retur'));
      await worker.page
        .locator('.decision-bar')
        .getByRole('link', { name: /^Sendt retur/ })
        .waitFor();
      await worker.open('/contracts');
      await eventually(async () => expect(await statusOf(path)).toBe('returned'));
      returned = path;
    });

    it('the supplier corrects on a phone what came back, with a photograph, and sees what differs; a verifier cannot', async () => {
      const supplier = await as('supplier');
      await supplier.page.setViewportSize(PHONE);
      await supplier.open('/work-list');
      const row = supplier.page.locator('tr').filter({ hasText: 'Skemaet er ikke underskrevet' });
      await supplier.press(row.getByRole('link', { name: /^Ret og send igen/ }));
      await supplier.sees('Skemaet er ikke underskrevet; genfremsend');
      expect(new URL(supplier.page.url()).pathname).toBe(`${returned}/correct`);
      await supplier.page
        .locator('.choose-camera input')
        .setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: PHOTO });
      await supplier.page.locator('.uploads').getByText('Modtaget').waitFor();
      await supplier.page.getByLabel('Svar til den, der sendte det retur').fill('Nu med underskrift');
      await supplier.press(supplier.button('Send igen'));
      await supplier.sees('Hvad der er rettet');
      await eventually(async () => expect(await statusOf(returned)).toBe('claimed'));
      expect(await overflow(supplier.page)).toEqual([]);
      expect(supplier.faults()).toEqual([]);
      const verifier = await as('verifier');
      await verifier.open(`${returned}/correct`);
      await verifier.arrivesAt('Din rolle giver ikke adgang til dette');
    });

    it('offers a decision to nobody but those who may take it, and shows no files to those who may not open them', async () => {
      const verifier = await as('verifier');
      const path = await open(verifier, withEvidence);
      const file = await verifier.page.getByRole('link', { name: /^Hent/ }).first().getAttribute('href');
      for (const role of ['supplier', 'controller', 'municipal-director']) {
        const user = await as(role);
        await user.page.goto(path);
        await user.settled();
        expect([role, await user.button('Godkend').count(), await user.button('Attestér').count()]).toEqual([
          role,
          0,
          0,
        ]);
      }
      for (const role of ['investor', 'council-member', 'municipal-director', 'operator']) {
        const user = await as(role);
        expect([role, (await user.page.request.get(file!)).status()]).toEqual([role, 403]);
      }
      const [opened] = await instance.rows<{ count: number }>(
        'outcomes',
        `SELECT count(*)::int FROM access_record WHERE what = 'evidence'`,
        [],
      );
      expect(opened!.count).toBeGreaterThan(0);
    });

    it('the case worker attaches files and photographs to a new claim, and hears what is wrong with them', async () => {
      const worker = await as('case-worker');
      const path = await open(worker, any);
      await worker.open(`${path.split('/').slice(0, -1).join('/')}/new`);
      const choose = worker.page.getByLabel('Vælg filer');
      await choose.setInputFiles({
        name: 'program.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('\x7fELF....'),
      });
      await worker.sees('Filens indhold er ikke af en type, der tages imod.');
      await choose.setInputFiles({ name: 'skema.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 x') });
      await worker.sees('Modtaget');
      expect(worker.faults()).toEqual([expect.stringMatching(/^415 POST .*evidence-files$/)]);
      await inOrder(worker, 'new-claim-files');
    });
  });
