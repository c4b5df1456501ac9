import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BrowsedInstance } from './support/browsed-instance.js';
import type { BrowserUser } from './support/browser-user.js';
import { look } from './support/walk.js';

const CONTRACT = 'FCF-ST-BASILS';
const VIEWS = { wide: 'en', phone: 'en', judged: 'wide' } as const;

describe('people of a contract, in a browser', () => {
  let browsed: BrowsedInstance;
  beforeAll(async () => {
    browsed = await BrowsedInstance.start();
  }, 180_000);
  afterAll(async () => {
    await browsed?.stop();
  }, 60_000);

  const people = new Map<string, BrowserUser>();
  const as = async (role: string): Promise<BrowserUser> => {
    const known = people.get(role);
    if (known) return known;
    const user = await browsed.signedIn(role);
    await user.speak('en');
    people.set(role, user);
    return user;
  };

  it('the supplier enrols one person under an own key, whom the page then shows by it', async () => {
    const supplier = await as('supplier');
    await supplier.goTo(CONTRACT, 'participants');
    await supplier.press(supplier.page.getByRole('link', { name: 'Enrol participants' }));
    await supplier.page.getByLabel('Own key (optional)').fill('case 4711');
    await supplier.page.getByLabel('Referred').fill('2026-01-05');
    await supplier.press(supplier.button('Enrol').first());
    await supplier.sees(/Enrolled as P-/);
    await supplier.goTo(CONTRACT, 'participants');
    await supplier.page.getByLabel('Search by pseudonym or own key').fill('4711');
    await supplier.sees('case 4711');
    expect(await look(supplier, 'people-found', VIEWS)).toEqual([]);
    expect(supplier.page.url()).not.toContain('4711');
  }, 120_000);

  it('a file with a wrong row enrols nobody, and says which row and why', async () => {
    const supplier = await as('supplier');
    await supplier.goTo(CONTRACT, 'participants');
    await supplier.press(supplier.page.getByRole('link', { name: 'Enrol participants' }));
    const lookThrough = async (text: string) => {
      await supplier.page
        .getByLabel('Choose files')
        .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
      await supplier.press(supplier.button('Look the file through'));
    };
    await lookThrough('key;referred_on\nbatch-1;2026-01-05\nbatch-2;2026-02-31\n');
    await supplier.sees('1 of 2 rows are in order. Nothing is stored yet.');
    await supplier.sees('referred_on');
    expect(await supplier.button('Enrol the participants (2)').isDisabled()).toBe(true);
    expect(await look(supplier, 'people-refused', VIEWS)).toEqual([]);
    await lookThrough('key;referred_on\nbatch-1;2026-01-05\nbatch-2;2026-02-28\n');
    await supplier.press(supplier.button('Enrol the participants (2)'));
    await supplier.sees('2 participants are enrolled.');
  }, 120_000);

  it('the supplier closes a follow-up and tells that somebody left; the history says who', async () => {
    const supplier = await as('supplier');
    await supplier.goTo(CONTRACT, 'participants');
    await supplier.page.getByLabel('Search by pseudonym or own key').fill('4711');
    await supplier.press(supplier.page.locator('tbody .pseudonym').first());
    expect(await look(supplier, 'person', VIEWS)).toEqual([]);
    const noAnswer = supplier.button('No answer');
    if ((await noAnswer.count()) > 0) {
      await supplier.press(noAnswer.first());
      await supplier.sees('Open again');
    }
    await supplier.page.getByLabel('Reason').selectOption({ label: 'No contact' });
    await supplier.press(supplier.button('Save').first());
    await supplier.sees('The participant is back');
    expect(await look(supplier, 'person-left', VIEWS)).toEqual([]);
  }, 120_000);

  it('others see the person without the key, and investors see nobody', async () => {
    const verifier = await as('verifier');
    await verifier.goTo('AAR-UH-2024', 'participants');
    expect(await verifier.page.locator('main').innerText()).not.toContain('4711');
    const investor = await as('investor');
    await investor.open('/contracts');
    await investor.press(investor.row('AAR-UH-2024').getByRole('link'));
    expect(await investor.page.locator('.tabs a[href$="/participants"]').count()).toBe(0);
  }, 120_000);
});
