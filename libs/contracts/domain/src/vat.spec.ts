import { describe, expect, it } from '@jest/globals';
import type { Terms } from '@ringvirkning/terms-language';
import { vatRemark } from './vat.js';

const terms = (
  ...payees: readonly Partial<Terms['payees'][number]>[]
): Pick<Terms, 'payees' | 'parties' | 'outcomes'> => ({
  parties: [{ id: 's', name: 'St Basils' }] as Terms['parties'],
  outcomes: [{ code: 'housed', name: { da: 'I bolig', en: 'Housed' } }] as unknown as Terms['outcomes'],
  payees: payees.map((payee) => ({ party: 's', share: '1', ...payee })),
});

describe('what terms state of VAT', () => {
  it('is nothing where they state nothing', () => expect(vatRemark(terms({}))).toBeUndefined());
  it('is told for each payment, with the outcomes that it is for', () =>
    expect(vatRemark(terms({ vat: 'exempt', outcomes: ['housed'] }, { vat: 'liable' }))).toEqual({
      da: 'Moms efter vilkårene: St Basils (I bolig): momsfri; St Basils: momspligtig.',
      en: 'VAT by the terms: St Basils (Housed): exempt from VAT; St Basils: liable to VAT.',
    }));
  it('tells as well that the others have none', () =>
    expect(vatRemark(terms({ vat: 'outside' }, {}))?.en).toBe(
      'VAT by the terms: St Basils: outside the VAT act. Of the other payments the terms state nothing.',
    ));
});
