import { localDate } from '@ringvirkning/kernel';
import type { ProvisionDocument } from '../provision.js';

export const ownIncome: ProvisionDocument = {
  code: 'egen-indkomst',
  title: { da: 'Borgerens egen indkomst', en: 'The citizen’s own income' },
  reference: 'Ingen fordeling mellem offentlige kasser',
  about: {
    da: 'Det, som et resultat hæver borgerens egen rådighed. Indgår i summen over alle kasser, aldrig i kommunens.',
    en: 'What an outcome adds to the citizen’s own means. Part of the total over all purses, never of a municipal one.',
  },
  rules: [
    {
      from: localDate('2010-01-01'),
      shares: [{ treasury: 'citizen', share: '1' }],
      source: 'Følger af, at beløbet er borgerens',
    },
  ],
};
