import { beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, localDate, type LocalDate } from '@ringvirkning/kernel';
import type { Enrolled } from '@ringvirkning/outcomes-api';
import { activateContract, Api, clientCredentials, edited, exampleTerms, json, yearly } from '@ringvirkning/seed';
import { eventually } from '@ringvirkning/testing';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import type { BrowserUser } from '../support/browser-user.js';
import { look } from '../support/walk.js';

const VIEWS = { wide: 'da', phone: 'da', judged: 'phone' } as const;

const inDanish = (day: LocalDate): string =>
  new Date(day).toLocaleDateString('da-DK', { dateStyle: 'long', timeZone: 'UTC' });

export const personChanges = (arrive: () => BrowsedInstance): void =>
  describe('what happens to a person, in a browser', () => {
    let browsed: BrowsedInstance;
    let worker: BrowserUser;
    beforeAll(async () => {
      browsed = arrive();
      worker = await browsed.signedIn('case-worker');
    });

    /** The page of the nth person of the contract with a follow-up that is due. */
    const openDue = async (nth: number): Promise<string> => {
      await worker.open('/due');
      const names = await dueRows(worker).locator('.pseudonym').allInnerTexts();
      const pseudonym = [...new Set(names)][nth]!;
      await worker.press(worker.page.getByRole('link', { name: pseudonym, exact: true }).first());
      await worker.arrivesAt(pseudonym);
      return new URL(worker.page.url()).pathname;
    };
    /** The page of somebody in a contract in which two municipalities pay, and a fund besides. */
    const paidByTwo = async (): Promise<string> => {
      const { overview, seedClient } = browsed.instance;
      const api = new Api(overview.url, clientCredentials(seedClient));
      const odense = { id: 'odense', name: 'Odense Kommune', kind: 'municipality', organisation: 'odense' };
      const terms = edited(exampleTerms('aarhus-young-homeless-b'), [
        [['ref'], 'AAR-ODE'],
        [
          ['parties', 2, 'roles'],
          ['investor', 'payer'],
        ],
        [['parties', 4], { ...odense, municipalityCode: '0461', roles: ['payer'] }],
      ]);
      const contractId = await activateContract(api, {
        ref: 'AAR-ODE',
        terms,
        signOffs: [{ by: 'council-member', role: 'council', party: 'aarhus' }],
        appropriations: yearly(['aarhus', 'odense', 'dsi'], [2022, 2028], '120000000'),
      });
      const people = `/api/outcomes/contracts/${contractId}/participants`;
      const somebody = json({ key: 'flytter-1', referredOn: '2025-01-15' });
      const { participantId } = await api.post<Enrolled>('case-worker', people, 'flytter-1', somebody);
      return `/contracts/${contractId}/participants/${participantId}`;
    };
    /** The page of one of them, from the nth on, for whom something was claimed. */
    const openClaimedFor = async (nth: number): Promise<void> => {
      await openDue(nth);
      if (!(await worker.page.locator('main').innerText()).includes('Endelig')) await openClaimedFor(nth + 1);
    };
    const bar = (user: BrowserUser) => user.page.locator('.decision-bar p');
    const dueRows = (user: BrowserUser) =>
      user.page.getByRole('row').filter({ has: user.page.getByRole('link', { name: /^Indberet nået/ }) });
    const focused = (user: BrowserUser): Promise<string> =>
      user.page.evaluate<string>('document.activeElement.tagName + " " + document.activeElement.innerText');

    it('a follow-up that was not reached is closed in one press; it is said, taken back, and the focus goes on', async () => {
      await openDue(0);
      const before = await dueRows(worker).count();
      await worker.press(
        dueRows(worker)
          .first()
          .getByRole('button', { name: /^Intet svar/ }),
      );
      await bar(worker).getByText('opfølgningen er nu «Intet svar»').waitFor();
      await eventually(async () => expect(await dueRows(worker).count()).toBe(before - 1));
      await eventually(async () => expect(await focused(worker)).toMatch(/^(A|BUTTON) /));
      expect(await look(worker, 'person-closed', VIEWS)).toEqual([]);
      await worker.press(worker.page.locator('.decision-bar').getByRole('button', { name: /^Fortryd/ }));
      await bar(worker).getByText('opfølgningen er nu «Ikke afsluttet»').waitFor();
      await eventually(async () => expect(await dueRows(worker).count()).toBe(before));
    });

    it('two who close the same follow-up differently see both answers, and one chooses', async () => {
      const path = await openDue(1);
      const other = await browsed.signedIn('case-worker');
      await other.open(path);
      await worker.press(
        dueRows(worker)
          .first()
          .getByRole('button', { name: /^Intet svar/ }),
      );
      await other.press(
        dueRows(other)
          .first()
          .getByRole('button', { name: /^Frafaldet/ }),
      );
      await other.sees('En kollega har skrevet noget andet imens. Hvad skal stå?');
      expect(other.faults()).toEqual([expect.stringMatching(/^409 POST .*follow-ups$/)]);
      expect(await look(other, 'person-two-answers', VIEWS)).toEqual([]);
      await other.button('Kollegaens: Intet svar').waitFor();
      await other.press(other.button('Dit: Frafaldet'));
      await bar(other).getByText('opfølgningen er nu «Frafaldet»').waitFor();
      await worker.open(path);
      await eventually(async () => expect(await worker.page.locator('main').innerText()).toContain('Frafaldet'));
    });

    it('a person moves: another municipality pays from a day, and the page and the history say so', async () => {
      const path = await paidByTwo();
      await worker.open(path);
      const form = worker.page.getByRole('form', { name: 'Anden betalende kommune' });
      const payers = form.getByLabel('Betalende kommune').locator('option');
      expect(await payers.allInnerTexts()).toEqual(['Vælg …', 'Aarhus Kommune', 'Odense Kommune']);
      await form.getByLabel('Fra og med').fill('2026-12-01');
      await form.getByLabel('Betalende kommune').selectOption({ label: 'Odense Kommune' });
      await worker.press(form.getByRole('button', { name: 'Gem' }));
      await bar(worker).getByText('Odense Kommune betaler fra 1. december 2026.').waitFor();
      await worker.sees('Odense Kommune, fra og med 1. december 2026');
      await worker.row('Anden betalende kommune').getByText('Odense Kommune').waitFor();
      expect(await look(worker, 'person-moved', VIEWS)).toEqual([]);
      for (const role of ['verifier', 'department-head']) {
        const user = await browsed.signedIn(role);
        await user.open(path);
        await eventually(async () =>
          expect([role, await user.button('Gem').count(), await dueRows(user).count()]).toEqual([role, 0, 0]),
        );
      }
      const investor = await browsed.signedIn('investor');
      await investor.page.goto(path);
      await investor.settled();
      expect(investor.faults()).toContainEqual(expect.stringMatching(/^403 GET .*\/participants\//));
    });

    it('what was wrong from the enrolment is corrected with a reason; who corrected the same meanwhile sees both', async () => {
      const path = await openDue(2);
      const other = await browsed.signedIn('case-worker');
      await other.open(path);
      const form = (user: BrowserUser) =>
        user.page.getByRole('form', { name: 'Ret målgruppe, årgang eller henvisning' });
      const referred = localDate(await form(worker).getByLabel('Henvist').inputValue());
      const correct = async (user: BrowserUser, day: LocalDate) => {
        await form(user).getByLabel('Henvist').fill(day);
        await form(user).getByLabel('Årsag').selectOption({ label: 'Tastefejl' });
        await user.press(form(user).getByRole('button', { name: 'Gem' }));
      };
      await correct(worker, addDays(referred, -2));
      await bar(worker)
        .getByText(`Henvist: ${inDanish(addDays(referred, -2))}`)
        .waitFor();
      await worker.row('Henvisning rettet').getByText('Tastefejl').waitFor();
      expect(await look(worker, 'person-place', VIEWS)).toEqual([]);
      await correct(other, addDays(referred, -1));
      await other.sees('En kollega har skrevet noget andet imens. Hvad skal stå?');
      expect(other.faults()).toEqual([expect.stringMatching(/^409 POST .*place$/)]);
      await other.button(`Kollegaens: Henvist: ${inDanish(addDays(referred, -2))}`).waitFor();
      await other.press(other.button(`Dit: Henvist: ${inDanish(addDays(referred, -1))}`));
      await bar(other)
        .getByText(`Henvist: ${inDanish(addDays(referred, -1))}`)
        .waitFor();
      await other.press(other.page.locator('.decision-bar').getByRole('button', { name: /^Fortryd/ }));
      await other.page
        .locator('.facts')
        .getByText(inDanish(addDays(referred, -2)))
        .waitFor();
      const verifier = await browsed.signedIn('verifier');
      await verifier.open(path);
      expect(await form(verifier).count()).toBe(0);
    });

    it('somebody leaves with a reason, is back when that was wrong, and the history tells both in Danish', async () => {
      await openClaimedFor(3);
      const form = worker.page.getByRole('form', { name: 'Registrér, at deltageren er stoppet' });
      await form.getByLabel('Årsag').selectOption({ label: 'Flyttet' });
      await worker.press(form.getByRole('button', { name: 'Gem' }));
      await worker.sees('Deltageren er stoppet');
      expect(await look(worker, 'person-left', VIEWS)).toEqual([]);
      await worker.press(worker.page.locator('.decision-bar').getByRole('button', { name: /^Fortryd/ }));
      await bar(worker).getByText('er tilbage i forløbet').waitFor();
      await worker.row('Tilbage').first().waitFor();
      const history = await worker.page.locator('main').innerText();
      for (const word of ['Tilbage', 'Stoppet', 'Indberettet', 'Endelig']) expect(history).toContain(word);
      expect(history).not.toMatch(/\b(claimed|attested|verified|finalised|left|readmitted)\b/);
    });

    it('a returned claim says why, is corrected with what differs in sight, and waits to be attested again', async () => {
      await worker.open('/work-list');
      await worker.press(worker.page.getByRole('link', { name: /^Ret og send igen/ }).first());
      await worker.sees('Hvorfor det kom retur');
      await worker.sees('Skemaet mangler borgerens underskrift.');
      const path = new URL(worker.page.url()).pathname;
      expect(await look(worker, 'correct', VIEWS)).toEqual([]);
      await worker.page.getByRole('checkbox', { name: /^(Register|Spørgeskema), PDF/ }).uncheck();
      await worker.page.getByLabel('Vælg filer').setInputFiles({
        ...{ name: 'underskrevet.pdf', mimeType: 'application/pdf' },
        buffer: Buffer.from('%PDF-1.4 underskrevet'),
      });
      await worker.page.locator('.uploads').getByText('Modtaget').waitFor();
      const day = worker.page.getByLabel('Dato for resultatet');
      const claimed = localDate(await day.inputValue());
      await day.fill(addDays(claimed, -1));
      await worker.page.getByLabel('Svar til den, der sendte det retur').fill('Nu med underskrift');
      await worker.press(worker.button('Send igen'));
      await bar(worker).getByText('Rettet og sendt igen').waitFor();
      await worker.sees('Hvad der er rettet');
      const changed = worker
        .row('Dato')
        .filter({ hasText: 'ændret' })
        .or(worker.row('Opnået').filter({ hasText: 'ændret' }));
      await eventually(async () =>
        expect(await changed.innerText()).toMatch(
          new RegExp(`${inDanish(claimed)}[^]*${inDanish(addDays(claimed, -1))}`),
        ),
      );
      await eventually(async () =>
        expect(await worker.row('Dokumentation').filter({ hasText: 'ændret' }).count()).toBe(1),
      );
      expect(await look(worker, 'corrected', VIEWS)).toEqual([]);
      expect(worker.faults()).toEqual([]);
      for (const role of ['verifier', 'department-head', 'council-member']) {
        const user = await browsed.signedIn(role);
        await user.page.goto(path.replace('/correct', ''));
        await user.settled();
        expect([role, await user.page.getByRole('link', { name: 'Ret og send igen' }).count()]).toEqual([role, 0]);
      }
    });
  });
