import { localDate } from '@ringvirkning/kernel';
import type { ProvisionDocument } from '../provision.js';
import { half, municipal, refunded } from './shares.js';

const BY_MONTH = 'Opgøres pr. måned efter 1/12 af grænserne (BEK nr. 1485 af 6. december 2023 § 3).';
const three = (first: string, second: string, third: string) => [
  { upTo: first, shares: municipal },
  { upTo: second, shares: refunded('0.25', '0.75') },
  { upTo: third, shares: half },
  { shares: refunded('0.75', '0.25') },
];

export const expensiveCases: ProvisionDocument = {
  code: 'sl-176',
  title: {
    da: 'Servicelovens § 176, den centrale refusionsordning',
    en: 'Social Services Act § 176, expensive single cases',
  },
  reference: 'Serviceloven § 176',
  about: {
    da: `Statens refusion af én persons samlede udgifter, i trin. ${BY_MONTH} Personer under 67 år.`,
    en: 'The state’s refund of one person’s total cost, in marginal brackets, reckoned by month at a twelfth of the bounds. People under 67.',
  },
  rules: [
    {
      from: localDate('2020-01-01'),
      to: localDate('2020-12-31'),
      brackets: [
        { upTo: '1090000', shares: municipal },
        { upTo: '2050000', shares: refunded('0.25', '0.75') },
        { shares: half },
      ],
      source: 'Social- og Indenrigsministeriet, satser for 2020: finansiering og takster (sm.dk)',
      note: {
        da: 'Satserne efter § 176; den daværende § 176 a for yngre er ikke med.',
        en: 'The levels of § 176; the § 176 a of that time for younger people is left out.',
      },
    },
    {
      from: localDate('2021-01-01'),
      to: localDate('2021-12-31'),
      brackets: three('830000', '1630000', '2050000'),
      source: 'Lovforslag L 197 (2019-20) § 1, nr. 1-3, i kraft 1. januar 2021',
      note: {
        da: 'Lovens beløb i 2020-niveau; beløbene reguleret til 2021 er ikke fundet i en offentlig kilde.',
        en: 'The amounts of the law at 2020 level; those regulated to 2021 were not found in a public source.',
      },
    },
    {
      from: localDate('2022-01-01'),
      brackets: three('860000', '1680000', '2120000'),
      source: 'Serviceloven § 176, stk. 1 (2022-niveau)',
      note: {
        da: 'Lovens beløb i 2022-niveau; de årligt regulerede beløb derefter tilføjes, når de er fundet i en offentlig kilde.',
        en: 'The amounts of the law at 2022 level; those regulated each year after that are added when found in a public source.',
      },
    },
  ],
};
