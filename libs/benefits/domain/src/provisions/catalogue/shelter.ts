import { localDate } from '@ringvirkning/kernel';
import type { ProvisionDocument } from '../provision.js';
import { half, municipal } from './shares.js';

export const shelter: ProvisionDocument = {
  code: 'sl-110',
  title: { da: 'Servicelovens § 110, herberg og forsorgshjem', en: 'Social Services Act § 110, shelters' },
  reference: 'Serviceloven §§ 110 og 177',
  about: {
    da: 'Midlertidigt ophold for personer i hjemløshed. Staten refunderer halvdelen, siden 1. oktober 2023 kun et antal dage pr. person og løbende år. Borgerens egenbetaling er ikke med.',
    en: 'Temporary stays of people in homelessness. The state refunds half, since 1 October 2023 only a number of days per person and running year. The user’s own payment is left out.',
  },
  rules: [
    {
      from: localDate('2010-01-01'),
      to: localDate('2023-09-30'),
      shares: half,
      source: 'Serviceloven § 177 før 1. oktober 2023: 50 pct. uden grænse',
    },
    {
      from: localDate('2023-10-01'),
      to: localDate('2026-03-31'),
      days: [{ upTo: '120', shares: half }, { shares: municipal }],
      source: 'Lov nr. 482 af 2023 (L 64, omlægning af indsatsen mod hjemløshed): 50 pct. i 120 dage',
    },
    {
      from: localDate('2026-04-01'),
      days: [{ upTo: '90', shares: half }, { shares: municipal }],
      source: 'Lov nr. 482 af 2023 (L 64, omlægning af indsatsen mod hjemløshed): 50 pct. i 90 dage',
    },
  ],
};
