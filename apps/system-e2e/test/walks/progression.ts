import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import { look } from '../support/walk.js';

const CONTRACT = 'AAR-UH-2024';
const VIEWS = { wide: 'en', phone: 'da', judged: 'wide' } as const;

export const progression = (arrive: () => BrowsedInstance): void =>
  describe('progression, in a browser', () => {
    let browsed: BrowsedInstance;
    beforeAll(() => {
      browsed = arrive();
    });

    const as = (role: string) => browsed.as(role, 'en');

    it('the case worker sees a path, records a score and a small step, and corrects the score', async () => {
      const worker = await as('case-worker');
      await worker.goTo(CONTRACT, 'participants');
      await worker.press(worker.page.locator('tbody .pseudonym').first());
      await worker.sees('They never lead to payment');
      await worker.sees('Baseline');
      expect(await look(worker, 'progression-person', VIEWS)).toEqual([]);
      const form = worker.page.getByRole('form', { name: 'Record a score' });
      await form.getByRole('radio').nth(2).check();
      await form.getByLabel('Who set the score?').selectOption('together');
      await form.getByLabel('The citizen', { exact: true }).check();
      await form.getByLabel('Note (optional)').fill('Wants to call his brother.');
      await worker.press(form.getByRole('button', { name: 'Save the score' }));
      await worker.sees('The score is saved.');
      await worker.sees('Wants to call his brother.');
      await worker.press(worker.button('It happened today').first());
      await worker.press(worker.button('Correct').last());
      const correcting = worker.page.getByRole('form', { name: /Correct the score/ });
      await correcting.getByRole('radio').nth(3).check();
      await worker.press(correcting.getByRole('button', { name: 'Save the score' }));
      await worker.sees('Corrected');
      expect(await look(worker, 'progression-corrected', VIEWS)).toEqual([]);
    });

    it('the contract shows how many stand on each step at each measurement', async () => {
      const worker = await as('case-worker');
      await worker.goTo(CONTRACT, 'progression');
      await worker.sees('How many participants stand on each step');
      await worker.sees('12 months');
      expect(await look(worker, 'progression-cohort', VIEWS)).toEqual([]);
    });

    it('who verifies sees the person and nothing of the dialogue; investors see what is published', async () => {
      const verifier = await as('verifier');
      await verifier.goTo(CONTRACT, 'participants');
      await verifier.press(verifier.page.locator('tbody .pseudonym').first());
      await verifier.sees('History');
      expect(await verifier.page.locator('main').innerText()).not.toContain('They never lead to payment');
      const investor = await as('investor');
      await investor.goTo(CONTRACT, 'progression');
      await investor.sees('How many participants stand on each step');
      expect(await investor.page.locator('main').innerText()).not.toContain('brother');
    });
  });
