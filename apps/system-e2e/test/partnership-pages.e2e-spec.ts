import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PaymentLedgerBalances } from '@ringvirkning/payments-api';
import type { PartnershipState } from '@ringvirkning/partnership-api';
import { evidenceSchema, proofOf, verifier } from '@ringvirkning/partnership-domain';
import { type Api, json, jointTerms } from '@ringvirkning/seed';
import { eventually } from '@ringvirkning/testing';
import type { BrowserUser } from './support/browser-user.js';
import { SettlesBetween } from './support/settle-between.js';
import { PATIENCE, TwoTowns, type Town } from './support/two-towns.js';
import { look } from './support/walk.js';

const REF = 'VMSB-BROWSER';
const YEAR = new Date().getFullYear();
const [AARHUS, HERNING] = [
  { instance: 'aarhus', name: 'Aarhus Kommune', code: '0751' },
  { instance: 'herning', name: 'Herning Kommune', code: '0657' },
];

describe('two municipalities at their windows', () => {
  let towns: TwoTowns;
  const as = (where: Town, role: string): Promise<BrowserUser> => towns.as(where, role);
  const api = (where: Town): Api => towns.api(where);
  const contractId = async (): Promise<string> => {
    const contracts = await api('aarhus').all<{ id: string; ref: string }>('controller', '/api/contracts');
    return contracts.find(({ ref }) => ref === REF)!.id;
  };

  beforeAll(async () => {
    towns = await TwoTowns.start();
  });
  afterAll(() => towns?.stop());

  it('Aarhus drafts a contract in common, signs and appropriates', async () => {
    const head = await as('aarhus', 'department-head');
    await head.open('/contracts/new');
    await head.page.getByLabel('Vilkår (YAML eller JSON)').fill(jointTerms([AARHUS!, HERNING!], YEAR, REF));
    await head.press(head.button('Kontrollér og gem som udkast'));
    await head.sees(/^Udkast$/);
    await signs('aarhus');
    await head.goTo(REF, 'terms');
    await head.sees('Kommunerne i den fælles kontrakt');
    expect(await head.button('Aktivér kontrakten').count()).toBe(0);
  });

  it('Herning finds it, signs and appropriates for its own part, and accedes', async () => {
    const council = await as('herning', 'council-member');
    await eventually(async () => {
      await council.open('/contracts');
      expect(await council.row(REF).count()).toBe(1);
    }, PATIENCE);
    await signs('herning');
    const head = await as('herning', 'department-head');
    await head.goTo(REF, 'terms');
    await head.confirm('Tiltræd for kommunen');
    await head.sees('Kommunen har tiltrådt');
    expect(await look(head, 'joint-contract', { wide: 'en', phone: 'da', judged: 'phone' })).toEqual([]);
    await head.speak('da');
  });

  it('Aarhus puts it in force for both', async () => {
    const head = await as('aarhus', 'department-head');
    await eventually(async () => {
      await head.goTo(REF, 'terms');
      expect(await head.button('Aktivér kontrakten').count()).toBe(1);
    }, PATIENCE);
    await head.confirm('Aktivér kontrakten');
    await head.sees('I kraft');
    const partner = await as('herning', 'department-head');
    await eventually(async () => {
      await partner.goTo(REF, 'terms');
      expect(await partner.page.getByText('I kraft', { exact: true }).count()).toBe(1);
    }, PATIENCE);
  });

  it('what a citizen of Herning has reached is verified in Aarhus, and claimed of Herning', async () => {
    const id = await contractId();
    const at = `/api/outcomes/contracts/${id}`;
    const home = api('aarhus');
    await home.until(
      'outcomes to know it',
      () => home.get('controller', `${at}/progress`),
      () => true,
    );
    const { participantId } = await home.post<{ participantId: string }>(
      'supplier',
      `${at}/participants`,
      `${REF}:person`,
      json({ key: 'browser-1', group: 'sickness', referredOn: `${YEAR - 1}-02-03`, payingMunicipality: 'herning' }),
    );
    await home.post(
      'supplier',
      `${at}/claims`,
      `${REF}:claim`,
      json({ participantId, outcome: 'job', on: `${YEAR - 1}-06-01` }),
    );
    const head = await as('aarhus', 'department-head');
    await head.goTo(REF, 'claims');
    await head.confirm('Attestér alle ventende');
    await head.sees('1 behandlet');
    const verifier = await as('aarhus', 'verifier');
    await verifier.goTo(REF, 'claims');
    await verifier.confirm('Godkend alle attesterede');
    await verifier.sees('1 endelige');
    const controller = await as('aarhus', 'controller');
    await eventually(async () => {
      await controller.goTo(REF, 'payments');
      expect(await controller.figure('Brutto')).toBe('40.000 kr.');
    }, PATIENCE);
    await controller.press(controller.button('Beregn ny kørsel'));
    await controller.arrivesAt('Kørsel 1');
    await controller.confirm('Attestér');
    await controller.sees('Attesteret');
    await head.open('/work-list');
    await head.confirm('Anvis til betaling', head.row(REF));
  });

  it('Herning certifies and authorises it with two people of its own, and Aarhus sees so', async () => {
    const controller = await as('herning', 'controller');
    await eventually(async () => {
      await controller.open('/payments-due');
      expect(await controller.row(REF).count()).toBe(1);
    }, PATIENCE);
    expect(await look(controller, 'payments-due', { wide: 'da', phone: 'en', judged: 'wide' })).toEqual([]);
    await controller.press(controller.row(REF).getByRole('link'));
    expect(await controller.figure('Beløb i betalingskravet')).toBe('40.000 kr.');
    await controller.sees('Bevillingen rækker ikke, og beløbet kan ikke anvises');
    await controller.confirm('Attestér');
    await controller.sees('Attesteret');
    expect(await controller.button('Anvis til betaling').count()).toBe(0);
    const head = await as('herning', 'department-head');
    await head.open('/payments-due');
    await head.press(head.row(REF).getByRole('link'));
    const [authorise, dialog] = ['Anvis til betaling', head.page.getByRole('dialog')];
    await head.button(authorise).first().click();
    await head.button(authorise, dialog).click();
    await dialog.getByText('Bevillingen rækker ikke til betalingen').waitFor();
    const set = json({ payer: 'herning', budgetYear: YEAR - 1, amount: '4000000' });
    await api('herning').post('controller', `/api/contracts/${await contractId()}/appropriations`, `${REF}:more`, set);
    await head.button(authorise, dialog).click();
    await head.sees('Anvist');
    const home = await as('aarhus', 'controller');
    await eventually(async () => {
      await home.goTo(REF, 'payments');
      await home.press(home.page.locator('tbody').getByRole('link', { name: /1/ }).first());
      const part = home.page.getByRole('row').filter({ hasText: 'Herning Kommune' }).filter({ hasText: 'Anvist' });
      expect(await part.count()).toBe(1);
    }, PATIENCE);
  });

  it('Herning sees who has moved there, and what that may cost', async () => {
    const [id, home] = [await contractId(), api('aarhus')];
    const { participantId, pseudonym } = await home.post<{ participantId: string; pseudonym: string }>(
      'supplier',
      `/api/outcomes/contracts/${id}/participants`,
      `${REF}:mover`,
      json({ key: 'browser-2', group: 'sickness', referredOn: `${YEAR - 1}-02-03`, payingMunicipality: 'aarhus' }),
    );
    const move = json({ from: `${YEAR - 1}-07-01`, payingMunicipality: 'herning' });
    await home.post('case-worker', `/api/outcomes/participants/${participantId}/moves`, `${REF}:moves`, move);
    const controller = await as('herning', 'controller');
    await eventually(async () => {
      await controller.goTo(REF, 'moved');
      expect(await controller.row(pseudonym).filter({ hasText: 'Ordinært job: 40.000 kr.' }).count()).toBe(1);
    }, PATIENCE);
    expect(await look(controller, 'moved', { wide: 'da', phone: 'en', judged: 'phone' })).toEqual([]);
    await controller.speak('da');
    await controller.open('/payments-due');
    expect(await controller.row(pseudonym).filter({ hasText: 'Flyttet hertil' }).count()).toBe(1);
  });

  it('both books hold it: a cost in each, and nothing owed in between', async () => {
    const id = await contractId();
    const balances = (where: Town) =>
      api(where).get<PaymentLedgerBalances>(
        'controller',
        `/api/payments/ledger/balances?contractId=${id}&groupBy=account`,
      );
    const of = async (where: Town, account: string): Promise<string> =>
      (await balances(where)).items.find((line) => line.account === account)?.amount ?? '0';
    expect([await of('aarhus', 'due-from-partner'), await of('herning', 'cost')]).toEqual(['0', '4000000']);
  });

  it('what Herning gains is shared by agreement: drafted in Aarhus, signed by two of each, claimed, and approved and posted there', async () => {
    const settles = await SettlesBetween.of(towns);
    await settles.drafts(YEAR - 1);
    for (const town of ['aarhus', 'herning'] as const) await settles.sign(town);
    for (const town of ['aarhus', 'herning'] as const) await settles.isHiddenFrom(town, 'department-head');
    const amount = await settles.claims();
    expect(amount).toMatch(/[1-9][\d.]*(,\d\d)?\skr\./);
    await settles.isPaidBy('herning', amount);
    await settles.isFinal('aarhus', 'employment-head');
  });

  it('the page of the partnership is in order on both sides, and the link is tried and compared', async () => {
    const director = await as('aarhus', 'municipal-director');
    await director.open('/partnership');
    await director.sees('Herning Kommune');
    expect(await look(director, 'partnership', { wide: 'da', phone: 'en', judged: 'wide' })).toEqual([]);
    await director.speak('da');
    await director.press(director.page.getByRole('link', { name: 'Herning Kommune' }));
    await director.press(director.button('Send en prøve'));
    await eventually(async () => {
      await director.press(director.button('Sammenlign nu'));
      await director.page.getByText('Begge har det samme').waitFor({ timeout: 5_000 });
    }, PATIENCE);
    expect(await look(director, 'partner', { wide: 'en', phone: 'da', judged: 'phone' })).toEqual([]);
    await director.speak('da');
    const [download] = await Promise.all([
      director.page.waitForEvent('download'),
      director.page
        .getByRole('link', { name: /^Hent bevis/ })
        .first()
        .click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^evidence-herning-sent-\d+\.json$/);
    const evidence = evidenceSchema.parse(JSON.parse(readFileSync((await download.path())!, 'utf8')));
    expect(proofOf(evidence, verifier()).faults).toEqual([]);
    const other = await as('herning', 'operator');
    await other.open('/partnership');
    await other.sees('Aarhus Kommune');
    expect(await look(other, 'partnership', { wide: 'en', phone: 'da', judged: 'phone' })).toEqual([]);
  });

  it('what is wrong with the partnership stands on its page and on that of operations', async () => {
    const operator = await as('herning', 'operator');
    await operator.speak('da');
    const said = { da: 'Loggen hos Aarhus Kommune hænger ikke sammen.', en: 'The log of Aarhus Kommune has parted.' };
    await operator.page.route('**/api/partnership', async (route) => {
      const response = await route.fetch();
      const { members, ...state } = (await response.json()) as PartnershipState;
      const parted = {
        ...state,
        members: members.map(({ link, ...member }) => ({ ...member, link: link && { ...link, logIsApart: true } })),
        problems: [{ ...said, code: 'log-apart', level: 'red', member: 'aarhus' }],
      };
      await route.fulfill({ response, json: parted });
    });
    await operator.open('/partnership');
    await operator.sees(said.da);
    await operator.sees('Hænger ikke sammen');
    expect(await look(operator, 'partnership-parted', { wide: 'en', phone: 'da', judged: 'wide' })).toEqual([]);
    await operator.open('/operations');
    await operator.sees(said.en);
    expect(await look(operator, 'operations-parted', { wide: 'da', phone: 'en', judged: 'wide' })).toEqual([]);
    await operator.press(operator.page.locator('main a[href="/partnership/members/aarhus"]'));
    await operator.arrivesAt('Aarhus Kommune');
    await operator.page.unrouteAll();
  });

  it('a supplier is not shown who works with whom', async () => {
    const supplier = await as('aarhus', 'supplier');
    expect(await supplier.page.locator('.site-menu a[href="/partnership"]').count()).toBe(0);
    await supplier.open('/partnership');
    expect(await supplier.page.getByText('Herning Kommune').count()).toBe(0);
  });

  /** Council and director sign at home, and the controller sets money aside. */
  async function signs(where: Town): Promise<void> {
    const controller = await as(where, 'controller');
    await controller.goTo(REF, 'terms');
    await controller.page.getByLabel('Beløb').fill('6.000.000');
    await controller.press(controller.button('Registrér bevilling'));
    await controller.sees('6.000.000 kr.');
    for (const [role, sign] of [
      ['council-member', 'Godkend'],
      ['municipal-director', 'Underskriv'],
    ] as const) {
      const user = await as(where, role);
      await user.goTo(REF, 'terms');
      await user.confirm(sign);
      await user.sees('Givet af');
    }
  }
});
