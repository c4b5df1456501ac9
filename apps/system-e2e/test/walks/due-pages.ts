/// <reference lib="dom" />
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@ringvirkning/testing';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import type { BrowserUser } from '../support/browser-user.js';
import { PHONE } from '../support/page-check.js';
import { look } from '../support/walk.js';

const VIEWS = { wide: 'da', phone: 'da', judged: 'phone' } as const;
const PHOTO = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex');

const drafts = (user: BrowserUser): Promise<string[]> =>
  user.page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('ringvirkning.draft')));
/** The first row of the list that asks for something. */
const firstWith = (user: BrowserUser, ask: RegExp) =>
  user.page
    .locator('tbody tr')
    .filter({ has: user.page.getByRole('link', { name: ask }) })
    .first();
const REPORT = /Indberet nået/;
const MEASURE = /Registrér måling/;
const firstDue = async (user: BrowserUser, ask = REPORT): Promise<string> => {
  await user.open('/due');
  return firstWith(user, ask).locator('.pseudonym').innerText();
};
/** Rows of a person on the due list that are near enough to be asked for. */
const asked = (user: BrowserUser, what: string) =>
  user.page.locator('tbody tr', { hasText: what }).filter({ has: user.page.getByRole('link', { name: /Indberet/ }) });

export const duePages = (arrive: () => BrowsedInstance): void =>
  describe('what is due, in a browser', () => {
    let browsed: BrowsedInstance;
    let worker: BrowserUser;
    beforeAll(async () => {
      browsed = arrive();
      worker = await browsed.signedIn('case-worker');
    });

    it('is told by week, for how many, and in the menu', async () => {
      await worker.open('/due');
      await worker.sees(/^Overskredet \(/);
      await worker.sees(/opfølgning for \d+ i Unge hjemløse/);
      await eventually(async () =>
        expect(await worker.page.locator('a[href="/due"] .menu-count').innerText()).toMatch(/^\d/),
      );
      expect(await look(worker, 'due', VIEWS)).toEqual([]);
    });

    it('is registered on a phone: the form knows the person, and a draft outlives a lost connection and a new sign-in', async () => {
      await worker.page.setViewportSize(PHONE);
      const pseudonym = await firstDue(worker);
      const row = firstWith(worker, REPORT);
      const what = (await row.locator('td').first().innerText()).split('\n')[0]!;
      await worker.press(row.getByRole('link', { name: /Indberet nået/ }));
      await worker.sees(pseudonym);
      await worker.page
        .locator('.choose-camera input')
        .setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: PHOTO });
      await worker.page.locator('.uploads').getByText('Modtaget').waitFor();
      await worker.settled();
      await worker.page.getByLabel(/reference/i).fill('sag 12');
      expect(await look(worker, 'due-register', VIEWS)).toEqual([]);
      await worker.page.setViewportSize(PHONE);

      await worker.page.context().setOffline(true);
      await worker.page.getByRole('button', { name: 'Send indberetningen' }).click();
      await worker.sees('Der er ikke forbindelse til serveren.');
      await worker.page.context().setOffline(false);
      worker.faults();

      const address = worker.page.url();
      await worker.page.context().clearCookies();
      await worker.signIn(browsed.instance.overview.password);
      await worker.open(address);
      await worker.sees(/Din kladde fra/);
      await worker.sees('Fil, der er sendt');
      await eventually(async () => expect(await worker.page.getByLabel(/reference/i).inputValue()).toBe('sag 12'));
      expect(await look(worker, 'due-draft', VIEWS)).toEqual([]);
      await worker.page.setViewportSize(PHONE);
      await worker.press(worker.page.getByRole('button', { name: 'Send indberetningen' }));
      await worker.sees('Resultatet er indberettet og venter på attestation.');
      expect(await drafts(worker)).toEqual([]);
      await worker.open('/due');
      await eventually(async () => expect(await asked(worker, pseudonym).filter({ hasText: what }).count()).toBe(0));
    });

    it('is for a measurement a form with its steps alone, which outlives a lost connection, and the list is shorter', async () => {
      await worker.page.setViewportSize(PHONE);
      await worker.open('/due');
      await worker.sees(/måling for \d+ i Unge hjemløse/);
      const pseudonym = await firstDue(worker, MEASURE);
      const row = firstWith(worker, MEASURE);
      const what = (await row.locator('td').first().innerText()).split('\n')[0]!;
      await worker.press(row.getByRole('link', { name: MEASURE }));
      await worker.sees(pseudonym);
      expect(await look(worker, 'due-measure', VIEWS)).toEqual([]);
      await worker.page.setViewportSize(PHONE);
      await worker.page.getByRole('radio').nth(2).check();
      await worker.page.getByLabel('Hvem har sat scoren').selectOption({ index: 1 });
      await worker.page.context().setOffline(true);
      await worker.page.getByRole('button', { name: 'Gem måling' }).click();
      await worker.sees('Der er ikke forbindelse til serveren.');
      await worker.page.context().setOffline(false);
      worker.faults();
      await worker.page.reload();
      await worker.sees(/Din kladde fra/);
      await eventually(async () => expect(await worker.page.getByRole('radio').nth(2).isChecked()).toBe(true));
      await worker.press(worker.page.getByRole('button', { name: 'Gem måling' }));
      await worker.page.waitForURL(/\/due$/);
      await worker.page.locator('.decision-bar p').getByText(`${pseudonym}: målingen af`).waitFor();
      expect(await drafts(worker)).toEqual([]);
      await worker.settled();
      const rows = worker.page.locator('tbody tr', { hasText: pseudonym }).filter({ hasText: what });
      await eventually(async () => expect(await rows.count()).toBe(0));
      expect(worker.faults()).toEqual([]);
    });

    it('is closed where it was not reached, and the list is shorter', async () => {
      const pseudonym = await firstDue(worker);
      const row = firstWith(worker, REPORT);
      const what = (await row.locator('td').first().innerText()).split('\n')[0]!;
      await worker.press(row.getByRole('button', { name: /Intet svar/ }));
      await eventually(async () => expect(await asked(worker, pseudonym).filter({ hasText: what }).count()).toBe(0));
      expect(worker.faults()).toEqual([]);
    });

    it('is told by mail to who asks for it, at the address of their sign-in, until they stop', async () => {
      const verifier = await browsed.signedIn('verifier');
      await verifier.open('/due#reminder');
      await verifier.sees('Påmindelser på mail');
      await eventually(async () =>
        expect(await verifier.page.evaluate(() => document.activeElement?.id)).toBe('reminder'),
      );
      const address = 'verifier@verifier-org.example';
      const ask = async (every: string) => {
        await verifier.page.getByLabel('Hvor tit').selectOption({ label: every });
        await verifier.press(verifier.button('Gem'));
      };
      await ask('Hver arbejdsdag');
      await verifier.sees(`Gemt. Du får påmindelser til ${address}.`);
      expect(await look(verifier, 'due-reminder', VIEWS)).toEqual([]);
      const letters = () =>
        [...browsed.instance.files()]
          .filter(({ path }) => path.endsWith('.eml'))
          .map(({ bytes }) => bytes.toString('utf8'))
          .filter((letter) => letter.includes(`To: ${address}\r\n`));
      const [letter] = await eventually(async () => {
        expect(letters()).toHaveLength(1);
        return letters();
      });
      expect(letter).toMatch(/^Subject: \d+ frister i Ringvirkning/m);
      expect(letter).toContain(`${browsed.instance.overview.url}/due`);
      await verifier.open('/due');
      await ask('Aldrig');
      await verifier.sees('Gemt. Du får ingen påmindelser, og din adresse er glemt her.');
      expect(verifier.faults()).toEqual([]);
    });

    it('leaves nothing behind at sign-out', async () => {
      await firstDue(worker);
      await worker.press(worker.page.getByRole('link', { name: /Indberet nået/ }).first());
      await worker.page.getByLabel(/reference/i).fill('sag 13');
      expect(await drafts(worker)).toHaveLength(1);
      await worker.page.getByRole('link', { name: 'Log ud' }).click();
      await worker.page.locator('main').getByRole('link', { name: 'Log ind' }).waitFor();
      expect(await drafts(worker)).toEqual([]);
    });

    it('is for a verifier what to verify, and for an investor no place at all', async () => {
      const verifier = await browsed.signedIn('verifier');
      await verifier.open('/due');
      await verifier.sees(/venter på verifikation/);
      expect(await look(verifier, 'due', VIEWS)).toEqual([]);
      await verifier.press(verifier.page.getByRole('link', { name: /Gennemgå/ }).first());
      await verifier.page.waitForURL(/\/claims\//);
      const investor = await browsed.signedIn('investor');
      expect(await investor.page.locator('.site-menu a[href="/due"]').count()).toBe(0);
      await investor.open('/due');
      await investor.sees('Der er ingen frister. Godt gået.');
      expect(await investor.page.getByText('Påmindelser på mail').count()).toBe(0);
    });
  });
