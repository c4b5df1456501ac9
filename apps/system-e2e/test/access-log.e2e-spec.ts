import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Api, clientCredentials } from '@ringvirkning/seed';
import { BrowsedInstance } from './support/browsed-instance.js';
import type { BrowserUser } from './support/browser-user.js';
import { begin } from './support/small-life.js';
import { look } from './support/walk.js';

const VIEWS = { wide: 'da', phone: 'en', judged: 'wide' } as const;

describe('the access log in a browser', () => {
  let browsed: BrowsedInstance;
  let controller: BrowserUser;
  beforeAll(async () => {
    browsed = await BrowsedInstance.start(['--no-seed']);
    const { overview, seedClient } = browsed.instance;
    const api = new Api(overview.url, clientCredentials(seedClient));
    const { contractId, pseudonyms } = await begin(api, 'ACCESS-1');
    for (const reader of ['case-worker', 'verifier'] as const)
      expect(await api.all(reader, `/api/outcomes/contracts/${contractId}/participants`)).toHaveLength(pseudonyms.size);
    controller = await browsed.signedIn('controller');
    await controller.speak('en');
  }, 240_000);
  afterAll(async () => {
    await browsed?.stop();
  }, 60_000);

  const openLog = (user: BrowserUser): Promise<void> =>
    user.press(user.page.locator('.site-menu a[href="/access-log"]'));

  it('tells a controller who read about whom, in all services, and narrows it without telling the address', async () => {
    await openLog(controller);
    expect(await look(controller, 'access-log', VIEWS)).toEqual([]);
    await controller.speak('en');
    await controller.page.getByLabel('Reader').fill('verifier');
    await controller.press(controller.button('Show', controller.page.getByRole('search')));
    await controller.sees('Participants');
    const readers = await controller.page.locator('tbody tr td:nth-of-type(1)').allInnerTexts();
    expect(new Set(readers.map((text) => text.split('\n')[0]))).toEqual(new Set(['verifier']));
    await controller.page.locator('tbody summary').first().click();
    await controller.page.locator('tbody .pseudonym').first().click();
    await controller.sees(/Readings shown/);
    expect(new URL(controller.page.url()).search).toBe('');
    expect(await look(controller, 'access-log-person', VIEWS)).toEqual([]);
  }, 120_000);

  it('gives the lines as a file', async () => {
    await controller.speak('en');
    const [download] = await Promise.all([
      controller.page.waitForEvent('download'),
      controller.page.getByRole('button', { name: 'Download as CSV' }).click(),
    ]);
    const lines = readFileSync((await download.path())!, 'utf8').split('\r\n');
    expect(lines[0]).toBe('\uFEFFat;service;subject;organisation;permission;what;contractId;participantId');
    expect(lines[1]).toContain(';verifier;');
  }, 60_000);

  it.each(['case-worker', 'supplier'])(
    'is neither offered to a %s nor answered',
    async (role) => {
      const user = await browsed.signedIn(role);
      expect(await user.page.locator('.site-menu a[href="/access-log"]').count()).toBe(0);
      await user.open('/access-log');
      expect(await user.page.locator('tbody').count()).toBe(0);
      expect(user.faults().filter((fault) => /^403 GET/.test(fault)).length).toBeGreaterThan(0);
    },
    60_000,
  );
});
