import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@ringvirkning/testing';
import { BrowsedInstance } from './support/browsed-instance.js';
import type { BrowserUser } from './support/browser-user.js';
import { look } from './support/walk.js';

const CONTRACT = 'AAR-MENTOR';
const VIEWS = { wide: 'da', phone: 'en', judged: 'wide' } as const;

describe('verification by sample, in a browser', () => {
  let browsed: BrowsedInstance;
  beforeAll(async () => {
    browsed = await BrowsedInstance.start();
  });
  afterAll(async () => {
    await browsed?.stop();
  });

  const openSample = async (user: BrowserUser): Promise<void> => {
    await user.goTo(CONTRACT, 'samples');
    await user.press(user.page.locator('main table tbody a').first());
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

  it('the controller looks on, and reads the whole story of a claim', async () => {
    const controller = await browsed.signedIn('controller');
    await openSample(controller);
    expect(await controller.button('Fastfrys en stikprøve').count()).toBe(0);
    await controller.press(controller.page.locator('main table tbody a').first());
    await controller.press(controller.page.getByRole('link', { name: 'Revisionsudtræk' }));
    await controller.sees('Tog revisionsudtræk');
    await controller.sees('Verificeret');
    expect(await look(controller, 'claim-audit', VIEWS)).toEqual([]);
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
