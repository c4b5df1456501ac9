import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@ringvirkning/testing';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import type { BrowserUser } from '../support/browser-user.js';
import { look } from '../support/walk.js';

const VIEWS = { wide: 'en', phone: 'da', judged: 'wide' } as const;
const ON_PHONE = { wide: 'da', phone: 'en', judged: 'phone' } as const;

export const whatWorks = (arrive: () => BrowsedInstance): void =>
  describe('what works, in a browser', () => {
    let browsed: BrowsedInstance;
    beforeAll(() => {
      browsed = arrive();
    });

    const as = async (role: string): Promise<BrowserUser> => {
      const user = await browsed.signedIn(role);
      await user.speak('en');
      return user;
    };
    const textOf = (user: BrowserUser): Promise<string> => user.page.locator('main').innerText();

    it('the authority sees what is reached, when, and whether as many begin as planned', async () => {
      const worker = await as('case-worker');
      await worker.open('/what-works');
      await worker.sees('Step by step');
      await worker.sees('Awaited');
      await worker.sees('Months since start');
      await worker.sees('Intake against plan');
      expect(await look(worker, 'what-works', VIEWS)).toEqual([]);
      await eventually(async () =>
        expect(await worker.page.getByRole('img', { name: /share reached by months since start/ }).count()).toBe(1),
      );
    });

    it('one contract has its groups side by side, its months of intake, and goes on paper', async () => {
      const worker = await as('case-worker');
      await worker.goTo('AAR-UH-B', 'progress');
      await worker.press(worker.page.getByRole('link', { name: /What works: over time/ }));
      await worker.sees('Intake month by month');
      expect(await look(worker, 'what-works-contract', ON_PHONE)).toEqual([]);
      for (const [language, button, name] of [
        ['en', 'Download as PDF', /^what-works.*\.pdf$/i],
        ['da', 'Hent som PDF', /^hvad-virker.*\.pdf$/i],
      ] as const) {
        await worker.speak(language);
        const paper = worker.page.waitForEvent('download');
        await worker.press(worker.page.getByRole('button', { name: button }));
        expect((await paper).suggestedFilename()).toMatch(name);
      }
    });

    it('investors see what is published, and no curve; who may not read outcomes has no such place', async () => {
      const investor = await as('investor');
      await investor.open('/what-works');
      await investor.sees('You see what was published with the latest authorised payment of each contract.');
      await investor.sees('The curve is not shown to outsiders');
      expect(await look(investor, 'what-works', VIEWS)).toEqual([]);
      const operator = await as('operator');
      await operator.open('/what-works');
      expect(await textOf(operator)).not.toContain('Step by step');
      expect(await operator.page.locator('.site-menu').innerText()).not.toContain('What works');
    });
  });
