import { beforeAll, describe, expect, it } from '@jest/globals';
import { activateContract, Api, clientCredentials, json, yearly } from '@ringvirkning/seed';
import { eventually } from '@ringvirkning/testing';
import type { BrowsedInstance } from '../support/browsed-instance.js';
import { look } from '../support/walk.js';

const REF = 'BAGUD';
const YEAR = new Date().getFullYear();

/** Twenty were planned to come last year. */
const TERMS = `
language: ringvirkning-terms/1
ref: ${REF}
title: { da: Flere i job, en: More in work }
currency: DKK
period: { from: ${YEAR - 1}-01-01, to: ${YEAR + 2}-12-31 }
parties:
  - { id: aarhus, name: Aarhus Kommune, kind: municipality, organisation: aarhus, municipalityCode: '0751', roles: [authority, payer] }
  - { id: st-basils, name: St Basils, kind: supplier, organisation: st-basils, roles: [supplier] }
  - { id: verifier, name: Revisor, kind: verifier, organisation: verifier-org, roles: [verifier] }
claims: { by: [supplier], attestBy: authority, verifyBy: verifier }
verification: { objectionDays: 0, evidence: { required: false, sources: [register] } }
cohorts: [{ code: c1, name: { da: Hold 1, en: Cohort 1 }, from: ${YEAR - 1}-01-01, to: ${YEAR - 1}-12-31, planned: 20 }]
outcomes:
  - { code: job, name: { da: I job, en: In work }, kind: reached, planned: [{ cohort: c1, count: 10 }], price: { kind: per-claim, amount: 10000 } }
payers: { split: fixed, parts: [{ party: aarhus, share: 1 }] }
payees: [{ party: st-basils, share: 1 }]
`;

export const renegotiation = (arrive: () => BrowsedInstance): void =>
  describe('a contract to which fewer come than planned is renegotiated, in a browser', () => {
    let browsed: BrowsedInstance;
    let id: string;
    beforeAll(async () => {
      browsed = arrive();
      const { overview, seedClient } = browsed.instance;
      const api = new Api(overview.url, clientCredentials(seedClient));
      id = await activateContract(api, {
        ...{ ref: REF, terms: TERMS, appropriations: yearly(['aarhus'], [YEAR - 1, YEAR + 2], '20000000') },
        signOffs: [
          { by: 'council-member', role: 'council', party: 'aarhus' },
          { by: 'municipal-director', role: 'municipal-director', party: 'aarhus' },
        ],
      });
      for (const day of ['05', '06'])
        await api.post(
          'case-worker',
          `/api/outcomes/contracts/${id}/participants`,
          `${REF}:${day}`,
          json({ referredOn: `${YEAR - 1}-02-${day}`, startedOn: `${YEAR - 1}-03-${day}`, cohort: 'c1' }),
        );
    });

    it('the head of department sees it on the contract and among what waits, with the figures it rests on', async () => {
      const head = await browsed.as('department-head');
      await head.speak('da');
      await head.open(`/contracts/${id}/terms`);
      await head.sees('Færre borgere end planlagt');
      await head.sees(/Der er kommet 2, og planen siger 20 i dag/);
      await eventually(async () => {
        await head.open('/work-list');
        expect(await head.row(REF).count()).toBe(1);
      });
      await head.sees('Kontrakter med færre borgere end planlagt');
      expect(await look(head, 'behind', { wide: 'en', phone: 'da', judged: 'phone' })).toEqual([]);
      await head.speak('da');
      const supplier = await browsed.as('supplier');
      await supplier.open(`/contracts/${id}/terms`);
      expect(await supplier.page.getByText('Færre borgere end planlagt').count()).toBe(0);
    });

    it('begins an amendment with the reason, and sees the payment models beside each other while writing it', async () => {
      const head = await browsed.as('department-head');
      await head.open(`/contracts/${id}/terms`);
      await head.press(head.page.getByRole('link', { name: 'Begynd en genforhandling' }));
      expect(await head.page.getByLabel('Begrundelse').first().inputValue()).toBe(
        'Der er kommet 2 borgere, hvor planen sagde 20.',
      );
      await head.page
        .getByRole('group', { name: /^Resultat 1/ })
        .getByLabel('Pris', { exact: true })
        .fill('15.000');
      await head.settled();
      const cells = async () => (await head.row('Betales i alt').first().innerText()).replace(/\s+/g, ' ');
      await eventually(async () => expect(await cells()).toMatch(/100\.000 kr\. .*150\.000 kr\..*\+50\.000 kr\./));
      expect(await look(head, 'renegotiation', { wide: 'da', phone: 'en', judged: 'wide' })).toEqual([]);
      await head.speak('da');
      await head.press(head.button('Gem tillægget'));
      await head.sees('Tillæg under udarbejdelse: version 2');
    });

    it('nothing went wrong behind the pages', async () => expect(await browsed.faults()).toEqual([]));
  });
