import { beforeAll, describe, expect, it } from '@jest/globals';
import { Api, attest, clientCredentials, importClaims } from '@ringvirkning/seed';
import { eventually } from '@ringvirkning/testing';
import { extractText } from 'unpdf';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import type { BrowserUser } from '../support/browser-user.js';
import { PHONE } from '../support/page-check.js';
import { look } from '../support/walk.js';

const CONTRACT = 'AAR-MENTOR';
const VIEWS = { wide: 'da', phone: 'en', judged: 'wide' } as const;

export const samples = (arrive: () => BrowsedInstance): void =>
  describe('verification by sample, in a browser', () => {
    let browsed: BrowsedInstance;
    /** Where the whole story of a claim is told. */
    let story = '';
    beforeAll(() => {
      browsed = arrive();
    });

    const openSample = async (user: BrowserUser): Promise<void> => {
      await user.goTo(CONTRACT, 'samples');
      await user.press(user.page.locator('main table tbody a').last());
      await user.sees('Gør det efter');
    };

    it('the verifier sees what was drawn, decides the last of it, concludes, and reads the result with its formula', async () => {
      const verifier = await browsed.signedIn('verifier');
      await openSample(verifier);
      await verifier.sees('20 af 30');
      expect(await look(verifier, 'sample-drawn', VIEWS)).toEqual([]);
      expect(await verifier.button('Afslut stikprøven').count()).toBe(0);
      await verifier.goTo(CONTRACT, 'claims');
      await verifier.confirm('Godkend alle');
      await openSample(verifier);
      await verifier.sees('30 af 30');
      await verifier.confirm('Afslut stikprøven');
      await verifier.sees('Væsentlig fejl');
      await verifier.sees('EE = N × ΣE / n');
      await eventually(async () => expect(await verifier.figure('Fremskrevet fejl')).toBe('3.666,67 kr.'));
      await verifier.sees(/Godkendt, og betales med 9[67]/);
      expect(await look(verifier, 'sample-concluded', VIEWS)).toEqual([]);
    });

    it('the verifier freezes what has come since, draws it, and is shown whose claims to look at; on a phone, too', async () => {
      const { overview, seedClient } = browsed.instance;
      const api = new Api(overview.url, clientCredentials(seedClient));
      const verifier = await browsed.signedIn('verifier');
      await verifier.goTo(CONTRACT, 'samples');
      const contractId = new URL(verifier.page.url()).pathname.split('/')[2]!;
      const rows = ['participant,outcome,achieved_on,referred_on', 'ny-1,mentor,2026-03-02,2026-02-02'];
      await importClaims(api, 'case-worker', contractId, 'samples-pages', rows.join('\n'));
      await attest(api, 'department-head', contractId, 'samples-pages', { all: true });
      await verifier.page.setViewportSize(PHONE);
      await verifier.page.reload();
      await verifier.sees('1 attesterede resultater venter på en stikprøve.');
      await verifier.press(verifier.button('Fastfrys en stikprøve'));
      await verifier.sees('Fastfrosset');
      await verifier.confirm('Udtræk');
      await verifier.sees('Udtrukne resultater, i frøets orden');
      await verifier.page
        .locator('tbody .pseudonym')
        .getByText(/^P-\w{4}-\w{4}$/)
        .waitFor();
      expect(await look(verifier, 'sample-fresh', VIEWS)).toEqual([]);
    });

    it('the controller looks on, and reads the whole story of a claim', async () => {
      const controller = await browsed.signedIn('controller');
      await openSample(controller);
      expect(await controller.button('Fastfrys en stikprøve').count()).toBe(0);
      await controller.press(controller.page.locator('main table tbody a').first());
      await controller.press(controller.page.getByRole('link', { name: 'Revisionsudtræk' }));
      await controller.sees('Tog revisionsudtræk');
      story = new URL(controller.page.url()).pathname;
      await controller.sees('Verificeret');
      await controller.sees('Hans Hansen, Uafhængig verifikator');
      await controller.sees('Carl Clausen, Aarhus Kommune');
      expect(await controller.page.locator('main').innerText()).not.toContain('verifier-org');
      expect(await look(controller, 'claim-audit', VIEWS)).toEqual([]);
    });

    it('and takes the story along on paper and for a spreadsheet', async () => {
      const controller = await browsed.as('controller');
      await controller.open(story);
      const [page, pdf] = await controller.saved('Hent som PDF');
      expect(page).toMatch(/^revisionsudtraek-af-et-resultat_\d{4}-\d{2}-\d{2}\.pdf$/);
      const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
      for (const part of ['Hans Hansen', 'Verificeret', 'Uafhængig verifikator', 'P-']) expect(text).toContain(part);
      const [sheet, csv] = await controller.saved('Eksportér CSV');
      expect(sheet).toMatch(/^aar-mentor_revisionsudtraek-af-et-resultat_[0-9a-f]{8}_\d{4}-\d{2}-\d{2}\.csv$/);
      expect(csv.toString()).toMatch(/^\ufeffHvornår;Om;Hvad;Hvem;Bemærkning\r\n/);
      expect(csv.toString()).toMatch(/;Resultat;Verificeret;Hans Hansen, Uafhængig verifikator;/);
      expect(controller.faults()).toEqual([]);
    });

    it.each(['supplier', 'investor', 'council-member'])(
      '%s is offered no samples',
      async (role) => {
        const user = await browsed.signedIn(role);
        await user.open('/contracts');
        if ((await user.row(CONTRACT).count()) === 0) return;
        await user.press(user.row(CONTRACT).getByRole('link'));
        expect(await user.page.locator('.tabs a[href$="/samples"]').count()).toBe(0);
      },
      300_000,
    );
  });
