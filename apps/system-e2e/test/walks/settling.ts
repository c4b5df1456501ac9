import { beforeAll, describe, expect, it } from '@jest/globals';
import { Api, clientCredentials, json } from '@ringvirkning/seed';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import { look } from '../support/walk.js';

const VIEWS = { wide: 'da', phone: 'en', judged: 'wide' } as const;
const ON_PHONE = { wide: 'da', phone: 'da', judged: 'phone' } as const;
const DEAL = 'Deling af gevinst ved unge i job og uddannelse';

/** A model that must know how long the person has been on benefits, and whether the effect lasts. */
const ASKING = `
code: asking
version: 1
title: { da: Uger med ydelser, en: Weeks on benefits }
currency: DKK
validFrom: 2020-01-01
priceLevelYear: 2026
source: Demo
prices:
  week: { title: { da: Uge, en: Week }, unit: uge, weeks: 1, basis: assumption, reason: Rundt tal, values: [{ from: 2020-01-01, amount: 3000 }] }
anchors:
  benefit: { provision: refusionstrappen, assumes: { weeks: { source: Demo, values: [{ value: 0, share: 0.5 }, { value: 60, share: 0.5 }] } } }
outcomes:
  moved-in:
    - { consequence: weeks, title: { da: Uger, en: Weeks }, quantity: 52, price: week, anchor: benefit, profile: [{ year: 0, share: 1 }, { year: 1, share: 1 }], lasting: [{ after: 12, share: 0.8, confirmedBy: m12 }], cashable: true, confidence: high }
`;

/** Debit and credit of a journal in Danish CSV, in øre. */
function sums(csv: string): readonly [debit: bigint, credit: bigint] {
  const rows = csv.trim().split('\r\n').slice(1);
  const total = (column: number) =>
    rows.reduce((sum, row) => sum + BigInt(row.split(';')[column]!.replace(',', '') || '0'), 0n);
  return [total(2), total(3)];
}

export const settling = (arrive: () => BrowsedInstance): void =>
  describe('departments settle what is gained, in a browser', () => {
    let browsed: BrowsedInstance;
    beforeAll(() => {
      browsed = arrive();
    });

    it('a department head is told where she arrives what the department should get back and from whom, and one step further why', async () => {
      const head = await browsed.as('department-head');
      await head.speak('da');
      await head.open('/');
      await head.sees(/skal have [1-9][\d.,]*\skr\. retur fra .*Beskæftigelse/);
      await head.press(head.page.getByRole('link', { name: 'Se hvorfor' }));
      await head.sees('Hvad skal vi have retur');
      expect(await head.figure('Hvad skal vi have retur')).toMatch(/^[1-9][\d.]*,\d\d kr\.$/);
      await head.sees(/kr\. fra Beskæftigelse/);
      await head.sees(/50 % af den realiserede gevinst/);
      expect(await look(head, 'department', VIEWS)).toEqual([]);
    });

    it('goes from a figure of the department to the lines it is made of, the source of the unit price, the provision, and the outcomes behind it', async () => {
      const head = await browsed.as('department-head');
      await head.speak('da');
      await head.open('/department');
      await head.press(head.page.locator('a[href^="/breakdown"]').first());
      await head.sees('Modellens linjer');
      await head.sees(/Antagelse: /);
      expect(await look(head, 'breakdown', ON_PHONE)).toEqual([]);
      await head.press(head.page.getByRole('button', { name: /^Vis resultater/ }).first());
      await head.sees('Opslaget er skrevet i loggen over, hvem der har set oplysninger om borgere.');
      expect(await look(head, 'breakdown-outcomes', VIEWS)).toEqual([]);
      const claim = head.page.locator('a[href*="/claims/"]').first();
      expect(await claim.getAttribute('href')).toMatch(/^\/contracts\/[^/]+\/claims\/[^/]+$/);
      await head.press(head.page.locator('a[href^="/provisions/"]').first());
      await head.sees('Hvad er ændret?');
    });

    it('a head reads the figures of another department once both have approved an agreement, and its owner sees who read', async () => {
      const [social, jobs] = [await browsed.as('department-head'), await browsed.as('employment-head')];
      for (const head of [social, jobs]) {
        await head.speak('da');
        await head.open('/data-sharing');
      }
      await social.page.getByLabel('Formål').fill('Se, hvem der har gavn af indsatsen');
      await social.page.getByLabel('Retsgrundlag').fill('Kommunestyrelsesloven § 40');
      await social.press(social.button('Foreslå'));
      await social.sees('foreslået');
      expect(await look(social, 'data-sharing', ON_PHONE)).toEqual([]);
      await social.confirm('Godkend');
      await jobs.open('/data-sharing');
      await jobs.confirm('Godkend');
      await jobs.sees('gælder');
      await social.open('/');
      await social.sees('Beskæftigelse');
      await jobs.open('/data-sharing');
      await jobs.press(jobs.page.getByText('Vis, hvem der har læst'));
      await jobs.sees('overblikket');
    });

    it('two departments agree on a settlement, the controller posts it, and its journal balances', async () => {
      const [controller, social, jobs] = [
        await browsed.as('controller'),
        await browsed.as('department-head'),
        await browsed.as('employment-head'),
      ];
      await controller.goTo('AAR-UH-2024', 'benefits');
      await controller.press(controller.page.getByRole('link', { name: 'Se aftaler og afregninger' }));
      await controller.press(controller.page.getByRole('link', { name: DEAL, exact: true }));
      await controller.sees('Til afregning nu');
      expect(await look(controller, 'benefit-agreement', ON_PHONE)).toEqual([]);
      await controller.press(controller.button('Foreslå afregning'));
      await controller.arrivesAt(`${DEAL}, Afregning 1`);
      const path = new URL(controller.page.url()).pathname;
      for (const head of [social, jobs]) {
        await head.speak('da');
        await head.open(path);
        await head.confirm('Godkend');
      }
      await controller.open(path);
      await controller.sees('Godkendt af alle');
      await controller.confirm('Bogfør');
      await controller.sees('Bilag (CSV)');
      expect(await look(controller, 'settlement', ON_PHONE)).toEqual([]);
      const csv = await controller.page.request.get(`/api/benefits${path}/journal`);
      const [debit, credit] = sums(await csv.text());
      expect([debit > 0n, debit]).toEqual([true, credit]);
      await social.open('/department');
      await social.sees('Der er intet at afregne.');
    });

    it('the case worker tells on a phone what the law asks of the person behind an outcome, and finds it again', async () => {
      const { overview, seedClient } = browsed.instance;
      const api = new Api(overview.url, clientCredentials(seedClient));
      const worker = await browsed.as('case-worker');
      await worker.goTo('AAR-UH-2024', 'benefits');
      const contractId = new URL(worker.page.url()).pathname.split('/')[2]!;
      const yaml = { type: 'application/yaml', text: ASKING } as const;
      await api.post('controller', '/api/benefits/valuation-models', 'asking', yaml);
      const attached = json({ model: 'asking@1' });
      await api.post('controller', `/api/benefits/contracts/${contractId}/valuation`, 'asking:attached', attached);
      const claims = await api.all<{ claimId: string; outcome: string }>(
        'case-worker',
        `/api/outcomes/contracts/${contractId}/claims?status=final`,
      );
      const claim = `/contracts/${contractId}/claims/${claims.find(({ outcome }) => outcome === 'moved-in')!.claimId}`;
      await worker.speak('da');
      await worker.open(claim);
      await worker.press(worker.page.getByRole('link', { name: 'Hvad loven spørger om' }));
      const weeks = worker.page.getByLabel(/^Refusionstrappen: Uger med ydelser/);
      await weeks.fill('mange');
      await worker.sees('Skriv et tal fra 0 og op med højst seks decimaler.');
      await weeks.fill('12,5');
      await worker.page.getByLabel(/^Kilde: Uger/).selectOption('register');
      expect(await look(worker, 'facts-of-a-person', ON_PHONE)).toEqual([]);
      await worker.press(worker.button('Gem oplysningerne'));
      await worker.page.getByText('Oplysningerne er gemt, og resultatet er værdisat på ny.').first().waitFor();
      await worker.press(worker.page.getByRole('link', { name: 'Hvad loven spørger om' }));
      await worker.sees('Har virkningen holdt?');
      expect(await weeks.inputValue()).toBe('12,5');
    });
  });
