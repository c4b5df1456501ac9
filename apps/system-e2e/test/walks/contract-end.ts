import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  activateContract,
  Api,
  attest,
  clientCredentials,
  importClaims,
  paymentsKnow,
  verify,
  yearly,
} from '@ringvirkning/seed';
import { eventually } from '@ringvirkning/testing';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import { look } from '../support/walk.js';

const REF = 'SLUT';
const YEAR = new Date().getFullYear();
const [FIRST, LAST] = [YEAR - 2, YEAR - 1];

/** Agreed on paper before it came here, and over when it comes: 10,000 kr. for each home. */
const TERMS = `
language: ringvirkning-terms/1
ref: ${REF}
title: { da: Egen bolig, en: Own home }
currency: DKK
period: { from: ${FIRST}-01-01, to: ${LAST}-12-31 }
parties:
  - { id: aarhus, name: Aarhus Kommune, kind: municipality, organisation: aarhus, municipalityCode: '0751', roles: [authority, payer] }
  - { id: st-basils, name: St Basils, kind: supplier, organisation: st-basils, roles: [supplier] }
  - { id: verifier, name: Revisor, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [authority, supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [register] } }
outcomes:
  - { code: home, name: { da: Egen bolig, en: Own home }, kind: reached, planned: [{ count: 5 }], price: { kind: per-claim, amount: 10000 } }
payers: { split: fixed, parts: [{ party: aarhus, share: 1 }] }
payees: [{ party: st-basils, share: 1 }]
`;
const CLAIMS = [
  'participant;outcome;achieved_on;quantity;external_ref;referred_on',
  ...[1, 2, 3].map((n) => `slut-${n};home;${LAST}-03-0${n};1;slut-${n};${FIRST}-01-10`),
].join('\r\n');

export const contractEnd = (arrive: () => BrowsedInstance): void =>
  describe('a contract that is over is settled for good, in a browser', () => {
    let browsed: BrowsedInstance;
    let id: string;
    const at = async (role: string, tab: string) => {
      const user = await browsed.as(role);
      await user.speak('da');
      await user.open(`/contracts/${id}/${tab}`);
      return user;
    };
    beforeAll(async () => {
      browsed = arrive();
      const { overview, seedClient } = browsed.instance;
      const api = new Api(overview.url, clientCredentials(seedClient));
      id = await activateContract(api, {
        ...{ ref: REF, terms: TERMS, appropriations: yearly(['aarhus'], [FIRST, LAST], '5000000') },
        signOffs: [
          { by: 'council-member', role: 'council', party: 'aarhus' },
          { by: 'municipal-director', role: 'municipal-director', party: 'aarhus' },
        ],
      });
      await importClaims(api, 'supplier', id, `${REF}:claims`, CLAIMS);
      await attest(api, 'department-head', id, REF, { all: true });
      await verify(api, 'verifier', id, REF, { all: true });
      await paymentsKnow(api, id, 3);
    });

    it('waits for the controller, who sees what is against it: a last run', async () => {
      const controller = await browsed.as('controller');
      await controller.speak('da');
      await controller.open('/work-list');
      await controller.sees('Udløbne kontrakter at gøre op');
      await controller.press(controller.row(REF).getByRole('link').last());
      await controller.sees('Det står i vejen');
      await controller.sees(/beregn en sidste kørsel/);
      expect(await controller.button('Attestér slutopgørelsen').count()).toBe(0);
      await at('controller', 'payments');
      await controller.page.getByLabel('Skæringsdato', { exact: true }).fill(`${LAST}-12-31`);
      await controller.press(controller.button('Beregn ny kørsel'));
      await controller.arrivesAt('Kørsel 1');
      await controller.confirm('Attestér');
      await controller.sees('Attesteret');
      await (await at('department-head', 'payments')).confirm('Anvis til betaling');
    });

    it('is certified by one and authorised by another, and with that the contract has ended', async () => {
      const controller = await at('controller', 'settlement');
      await controller.sees('Klar til attestation');
      const row = controller.row('St Basils');
      expect((await row.innerText()).replace(/\s+/g, ' ')).toMatch(/30\.000 kr\..*0 kr\..*30\.000 kr\./);
      expect(await look(controller, 'settlement', { wide: 'da', phone: 'en', judged: 'wide' })).toEqual([]);
      await controller.speak('da');
      await controller.confirm('Attestér slutopgørelsen');
      await controller.sees('Attesteret');
      const head = await browsed.as('department-head');
      await head.speak('da');
      await head.open('/work-list');
      await head.sees('Slutopgørelser at godkende');
      await head.press(head.row(REF).getByRole('link').last());
      await head.confirm('Godkend, og afslut kontrakten');
      await head.sees(/blev gjort endeligt op/);
      await eventually(async () => {
        await at('department-head', 'terms');
        await head.sees(/blev gjort endeligt op og afsluttet/);
      });
      expect(await head.page.getByRole('link', { name: 'Foreslå ændring' }).count()).toBe(0);
      expect(await look(head, 'ended', { wide: 'en', phone: 'da', judged: 'phone' })).toEqual([]);
    });

    it('nothing went wrong behind the pages', async () => expect(await browsed.faults()).toEqual([]));
  });
