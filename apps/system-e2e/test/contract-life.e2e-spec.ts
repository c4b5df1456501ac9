import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunBundle } from '@ringvirkning/payments-api';
import { evaluate, frozenTerms } from '@ringvirkning/terms';
import type { BrowserUser } from './support/browser-user.js';
import { ringvirkning } from './support/command.js';
import { draftsOfTemplate } from './support/drafted-contract.js';
import { faultsOf, LivedContract } from './support/lived-contract.js';
import { TwoTowns, type Town } from './support/two-towns.js';
import { look } from './support/walk.js';

const REF = 'LIVSFORLOEB';
const YEAR = new Date().getFullYear();
/** The budget years that are lived: it was agreed on paper before it came here, as contracts are when a municipality takes the system into use. */
const [FIRST, SECOND, THIRD] = [YEAR - 3, YEAR - 2, YEAR - 1];
const AMENDED = `${YEAR + 1}-01-01`;
const ENDS = `${YEAR + 1}-12-31`;

/** Two payers, a price for a home and tiers for days in education; 60,000 kr. a year and 120,000 kr. in all at most. */
const CLAIMS = [
  'participant;outcome;achieved_on;quantity;external_ref;referred_on',
  ...[1, 2, 3, 4].map((n) => `liv-${n};moved-in;${FIRST}-03-0${n};1;flyttet-${n};${FIRST}-01-10`),
  `liv-5;moved-in;${SECOND}-03-05;1;flyttet-5;${FIRST}-01-10`,
  `liv-1;days;${SECOND}-06-01;65;dage-1;${FIRST}-01-10`,
  `liv-2;days;${SECOND}-06-02;30;dage-2;${FIRST}-01-10`,
  `liv-6;moved-in;${THIRD}-03-06;1;flyttet-6;${FIRST}-01-10`,
].join('\r\n');
/** Known only after the contract was amended: of a day on which the first version held, and cut by the cap of that. */
const LATE = `participant;outcome;achieved_on;quantity;external_ref;referred_on\r\nliv-3;days;${THIRD}-06-01;20;dage-3;${FIRST}-01-10`;

describe('the whole life of a contract between two municipalities', () => {
  let towns: TwoTowns;
  const files = mkdtempSync(join(tmpdir(), 'rv-life-'));
  const as = (town: Town, role: string): Promise<BrowserUser> => towns.as(town, role);
  let life: LivedContract;

  beforeAll(async () => {
    towns = await TwoTowns.start();
  });
  afterAll(async () => {
    await towns?.stop();
    rmSync(files, { recursive: true });
  });

  it('begins with a template: an economist makes it in the form, with tiers, two caps and two payers', async () => {
    const head = await as('aarhus', 'department-head');
    await draftsOfTemplate(head, REF, [`${FIRST}-01-01`, `${YEAR + 2}-12-31`]);
    life = new LivedContract(towns, REF, new URL(head.page.url()).pathname.split('/')[2]!);
  });

  it('is negotiated: the supplier comments, and of two proposals one is refused and one accepted', async () => {
    const supplier = await life.at('aarhus', 'supplier');
    await supplier.page.getByRole('textbox', { name: 'Kommentar' }).fill('Dagene bør betales bedre.');
    await supplier.press(supplier.button('Send kommentaren'));
    const propose = async (change: (page: BrowserUser['page']) => Promise<void>, why: string) => {
      await life.at('aarhus', 'supplier');
      await supplier.press(supplier.page.getByRole('link', { name: 'Foreslå andre vilkår' }));
      await change(supplier.page);
      await supplier.page.getByLabel('Hvorfor').fill(why);
      await supplier.settled();
      await supplier.press(supplier.button('Send forslaget'));
      await supplier.sees(why);
    };
    await propose(async (page) => {
      await page.locator('summary', { hasText: 'Lofter' }).click();
      await page
        .getByRole('group', { name: /^Loft 2/ })
        .getByLabel('Højst')
        .fill('900.000');
    }, 'Loftet er for lavt.');
    const head = await life.at('aarhus', 'department-head');
    await head.confirm('Afvis forslaget', undefined, 'Det er, hvad byrådet har sat af.');
    await head.sees('Afvist');
    await propose(async (page) => {
      await page
        .getByRole('group', { name: /^Trin 2/ })
        .getByLabel('Beløb')
        .fill('12.000');
    }, 'Tres dage er mange.');
    await life.at('aarhus', 'department-head');
    await head.confirm('Godtag forslaget', undefined, 'Det er rimeligt.');
    await head.sees('Godtaget');
  });

  it('is signed by the chain of each municipality, in its own order, and comes into force in both', async () => {
    for (const [town, turns] of [
      ['aarhus', { council: '2', 'municipal-director': '1' }],
      ['herning', { council: '1', 'municipal-director': '2' }],
    ] as const) {
      const controller = await as(town, 'controller');
      await controller.open('/contracts/sign-off-chains');
      await controller.page.getByLabel(/^Byrådet:/).selectOption(turns.council);
      await controller.page.getByLabel(/^Kommunaldirektør:/).selectOption(turns['municipal-director']);
      await controller.page.getByLabel('Andel, der forventes at lykkes').fill('80');
      await controller.page.getByLabel('Begrundelse og beslutning').fill('Byrådet, pkt. 7');
      await controller.press(controller.button('Gem reglerne'));
      await controller.sees('Regler, der gælder nu');
    }
    await life.appropriates('aarhus', [FIRST, '50.000'], [SECOND, '60.000'], [YEAR, '40.000'], [YEAR + 1, '40.000']);
    expect(await (await life.at('aarhus', 'council-member')).button('Godkend').count()).toBe(0);
    await life.signs('aarhus', 'municipal-director', 'council-member');
    await life.comes('herning', 'council-member', 'Kommunerne i den fælles kontrakt');
    await life.appropriates(
      'herning',
      [FIRST, '20.000'],
      [SECOND, '20.000'],
      [THIRD, '20.000'],
      [YEAR, '20.000'],
      [YEAR + 1, '20.000'],
    );
    await life.signs('herning', 'council-member', 'municipal-director');
    await life.puts('herning', 'Tiltræd for kommunen');
    await life.puts('aarhus', 'Aktivér kontrakten');
    await life.comes('herning', 'department-head', 'I kraft');
  });

  it('is reported, attested and verified for three years', async () => {
    await life.reports(CLAIMS, 8);
    await life.verifies(8);
  });

  it('is paid year by year by both: each certifies and authorises its own part with two people', async () => {
    await life.runs(1, `${FIRST}-12-31`, { gross: '137.000', amount: '60.000' });
    await life.authorises();
    await life.paysDue('20.000 kr.');
    await life.runs(2, `${SECOND}-12-31`, { gross: '137.000', amount: '37.000' });
    await life.authorises();
    await life.paysDue('12.333,33 kr.');
  });

  it('is paid in a year without an appropriation when the council has carried over what was left of the year before', async () => {
    await life.runs(3, `${THIRD}-12-31`, { gross: '137.000', amount: '20.000' });
    const head = await life.at('aarhus', 'department-head', 'payments');
    await head.button('Anvis til betaling').first().click();
    const dialog = head.page.getByRole('dialog');
    await head.button('Anvis til betaling', dialog).click();
    await dialog.getByText(`Bevillingen fra Aarhus Kommune for budgetåret ${THIRD}`).waitFor();
    expect(faultsOf(head)).toEqual([expect.stringMatching(/^422 POST .*authorisation$/)]);
    const controller = await life.at('aarhus', 'controller', 'budget');
    const form = controller.page.getByRole('form', { name: 'Registrér' });
    await form.getByLabel('Hvad vil du registrere?').selectOption('carry-over');
    await form.getByLabel('Budgetår').selectOption(String(SECOND));
    await form.getByLabel('Beløb').fill('30.000');
    await form.getByLabel('Hvem har besluttet det?').fill('Byrådet');
    await form.getByLabel('Beslutningsdato').fill(`${YEAR}-01-01`);
    await form.getByLabel('Sagsnummer').fill('24-1');
    await form.getByRole('checkbox').check();
    await controller.press(form.getByRole('button', { name: 'Registrér' }));
    await controller.sees('Overført');
    expect(faultsOf(controller)).toEqual([]);
    expect(await look(controller, 'life-budget', { wide: 'da', phone: 'en', judged: 'wide' })).toEqual([]);
    await controller.speak('da');
    await life.authorises();
    await life.paysDue('6.666,67 kr.');
  });

  it('is amended: proposed in Aarhus, signed by the chains of both, and in force in both from its day', async () => {
    const head = await life.at('aarhus', 'department-head');
    await head.press(head.page.getByRole('link', { name: 'Foreslå ændring' }));
    await head.page.getByLabel('Gælder fra').fill(AMENDED);
    await head.page.getByLabel('Begrundelse').first().fill('Prisen følger lønnen.');
    await head.page
      .getByRole('group', { name: /^Resultat 1/ })
      .getByLabel('Pris', { exact: true })
      .fill('25.000');
    await head.page.locator('summary', { hasText: 'Lofter' }).click();
    await head.page
      .getByRole('group', { name: /^Loft 2/ })
      .getByLabel('Højst')
      .fill('200.000');
    await life.saves(head, 3);
    await life.bothSign(3);
    await life.comes('herning', 'department-head', 'Prisen følger lønnen.');
    const partner = await life.at('herning', 'department-head');
    expect(faultsOf(partner)).toEqual([]);
    expect(await look(partner, 'life-amended', { wide: 'da', phone: 'en', judged: 'phone' })).toEqual([]);
    await partner.speak('da');
  });

  it('ends before its time with a reason by code, which both sign', async () => {
    const head = await life.at('aarhus', 'department-head');
    await head.press(head.page.getByRole('link', { name: 'Afslut før tid' }));
    await head.page.getByLabel('Gælder fra').fill(`${YEAR + 2}-01-01`);
    await head.page.getByLabel('Sidste dag').first().fill(ENDS);
    await head.page.getByLabel('Begrundelse').first().fill('Der henvises for få.');
    await head.page.getByLabel('Hvorfor slutter kontrakten?').selectOption('too-few-participants');
    await life.saves(head, 4);
    await life.bothSign(4);
    await life.comes('herning', 'department-head', /For få deltagere/);
    await life.comes('aarhus', 'department-head', /For få deltagere/);
  });

  it('settles in the last run, whose amended figures are computed again offline, to the øre', async () => {
    await life.reports(LATE, 1);
    await life.verifies(1);
    await life.runs(4, `${THIRD}-12-31`, { gross: '142.000', amount: '3.000' });
    await life.authorises();
    await life.paysDue('1.000 kr.');
    const controller = await life.at('aarhus', 'controller', 'payments');
    expect([
      await controller.figure('Brutto'),
      await controller.figure('Anvist'),
      await controller.figure('Mangler'),
    ]).toEqual([...['142.000 kr.', '120.000 kr.', '0 kr.']]);
    expect(faultsOf(controller)).toEqual([]);
    expect(await look(controller, 'life-final', { wide: 'da', phone: 'en', judged: 'wide' })).toEqual([]);
    await controller.speak('da');
    await controller.press(controller.page.getByRole('link', { name: 'Kørsel 4' }).first());
    const [download] = await Promise.all([
      controller.page.waitForEvent('download'),
      controller.page.getByRole('link', { name: /^Hent grundlag/ }).click(),
    ]);
    const bundle = JSON.parse(readFileSync(await download.path(), 'utf8')) as RunBundle;
    const [here, there] = [await life.details('aarhus'), await life.details('herning')];
    expect(there).toMatchObject({ version: 4, termsDigest: here.termsDigest });
    expect(here.terms['amends']).toMatchObject({ kind: 'early-end', before: { amends: { kind: 'change' } } });
    // By the version that was paid by, and by the whole of the amended document, which holds it.
    for (const terms of [bundle.terms, here.terms]) {
      const file = join(files, 'run.json');
      writeFileSync(file, JSON.stringify({ ...bundle, terms }));
      const { code, out, err } = await ringvirkning(['recompute', file, '--lang', 'en'], {});
      expect([code, err, out]).toEqual([0, '', expect.stringContaining('Same figures, same digest.')]);
    }
    const homes = [`${THIRD}-12-31`, AMENDED, ENDS, `${YEAR + 2}-01-01`].map((on) => worthOf(here.terms, on));
    expect(homes).toEqual([2_000_000n, 2_500_000n, 2_500_000n, 0n]);
  });

  it('nothing went wrong behind the pages', async () => expect((await towns.people()).flatMap(faultsOf)).toEqual([]));
});

/** What one home pays by these terms when it is the only one. */
function worthOf(terms: Record<string, unknown>, on: string): bigint {
  const home = { id: 'one', participant: 'one', outcome: 'moved-in', on };
  return evaluate(frozenTerms(terms), [home], `${YEAR + 2}-12-31`).payable;
}
