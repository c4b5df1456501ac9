/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BrowsedInstance } from './support/browsed-instance.js';
import type { BrowserUser } from './support/browser-user.js';
import { PHONE } from './support/page-check.js';
import { look } from './support/walk.js';

const VIEWS = { wide: 'da', phone: 'da', judged: 'phone' } as const;
const PHOTO = Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex');

const drafts = (user: BrowserUser): Promise<string[]> =>
  user.page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('ringvirkning.draft')));
const firstDue = async (user: BrowserUser): Promise<string> => {
  await user.open('/due');
  return user.page.locator('tbody .pseudonym').first().innerText();
};
/** Rows of a person on the due list that are near enough to be asked for. */
const asked = (user: BrowserUser, what: string) =>
  user.page.locator('tbody tr', { hasText: what }).filter({ has: user.page.getByRole('link', { name: /Indberet/ }) });

describe('what is due, in a browser', () => {
  let browsed: BrowsedInstance;
  let worker: BrowserUser;
  beforeAll(async () => {
    browsed = await BrowsedInstance.start();
    worker = await browsed.signedIn('case-worker');
  }, 180_000);
  afterAll(async () => {
    await browsed?.stop();
  }, 60_000);

  it('is told by week, for how many, and in the menu', async () => {
    await worker.open('/due');
    await worker.sees(/^Overskredet \(/);
    await worker.sees(/opfølgning for \d+ i Unge hjemløse/);
    expect(await worker.page.locator('a[href="/due"] .menu-count').innerText()).toMatch(/^\d/);
    expect(await look(worker, 'due', VIEWS)).toEqual([]);
  }, 120_000);

  it('is registered on a phone: the form knows the person, and a draft outlives a lost connection and a new sign-in', async () => {
    await worker.page.setViewportSize(PHONE);
    const pseudonym = await firstDue(worker);
    const row = worker.page.locator('tbody tr').first();
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
    expect(await worker.page.getByLabel(/reference/i).inputValue()).toBe('sag 12');
    expect(await look(worker, 'due-draft', VIEWS)).toEqual([]);
    await worker.page.setViewportSize(PHONE);
    await worker.press(worker.page.getByRole('button', { name: 'Send indberetningen' }));
    await worker.sees('Resultatet er indberettet og venter på attestation.');
    expect(await drafts(worker)).toEqual([]);
    await worker.open('/due');
    expect(await asked(worker, pseudonym).filter({ hasText: what }).count()).toBe(0);
  }, 180_000);

  it('is closed where it was not reached, and the list is shorter', async () => {
    const pseudonym = await firstDue(worker);
    const row = worker.page.locator('tbody tr').first();
    const what = (await row.locator('td').first().innerText()).split('\n')[0]!;
    await worker.press(row.getByRole('button', { name: /Intet svar/ }));
    expect(await asked(worker, pseudonym).filter({ hasText: what }).count()).toBe(0);
    expect(worker.faults()).toEqual([]);
  }, 120_000);

  it('leaves nothing behind at sign-out', async () => {
    await firstDue(worker);
    await worker.press(worker.page.getByRole('link', { name: /Indberet nået/ }).first());
    await worker.page.getByLabel(/reference/i).fill('sag 13');
    expect(await drafts(worker)).toHaveLength(1);
    await worker.page.getByRole('link', { name: 'Log ud' }).click();
    await worker.page.locator('main').getByRole('link', { name: 'Log ind' }).waitFor();
    expect(await drafts(worker)).toEqual([]);
  }, 120_000);

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
  }, 120_000);
});
