import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import { look } from '../support/walk.js';

export const provisions = (arrive: () => BrowsedInstance): void =>
  describe('provisions of law, in a browser', () => {
    let browsed: BrowsedInstance;
    beforeAll(() => {
      browsed = arrive();
    });

    it('whoever sees gains finds the law behind them: its history with sources, and what two days say side by side', async () => {
      const head = await browsed.signedIn('department-head');
      await head.speak('en');
      await head.open('/provisions');
      expect(await look(head, 'provisions', { wide: 'en', phone: 'da', judged: 'wide' })).toEqual([]);
      await head.press(head.page.getByRole('link', { name: 'Social Services Act § 110, shelters' }));
      await head.sees('From day 121 of the running year');
      await head.sees('What has changed?');
      await head.page.getByLabel('The law of').fill('2023-09-30');
      await head.sees('Gone');
      expect(new URL(head.page.url()).search).toBe('?from=2023-09-30&to=2026-04-01');
      expect(await look(head, 'provision', { wide: 'da', phone: 'en', judged: 'phone' })).toEqual([]);
    });
  });
