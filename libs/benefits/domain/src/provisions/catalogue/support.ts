import { localDate } from '@ringvirkning/kernel';
import type { ProvisionDocument } from '../provision.js';
import { half, municipal } from './shares.js';

const LAW_482 = 'Serviceloven § 176 a som indsat ved lov nr. 482 af 2023 (L 64), i kraft 1. oktober 2023';
const BEFORE = {
  from: localDate('2010-01-01'),
  to: localDate('2023-09-30'),
  shares: municipal,
  source: 'Før 1. oktober 2023 var der ingen statsrefusion ved siden af § 176',
};

/** Housing support, wholly municipal below the limits of § 176. */
export const support: ProvisionDocument = {
  code: 'sl-85',
  title: { da: 'Servicelovens § 85, bostøtte', en: 'Social Services Act § 85, housing support' },
  reference: 'Serviceloven § 85',
  about: {
    da: 'Bostøtte uden for Housing First. Kommunen bærer udgiften alene; dyre enkeltsager hører under § 176.',
    en: 'Housing support outside Housing First. The municipality bears the cost alone; expensive single cases come under § 176.',
  },
  rules: [{ from: localDate('2010-01-01'), shares: municipal, source: 'Serviceloven § 85; ingen statsrefusion' }],
};

export const housingFirst: ProvisionDocument = {
  code: 'sl-85a',
  title: {
    da: 'Servicelovens § 85 a, bostøtte efter Housing First',
    en: 'Social Services Act § 85 a, Housing First support',
  },
  reference: 'Serviceloven §§ 85 a og 176 a, stk. 1 og 3',
  about: {
    da: 'Staten refunderer halvdelen i op til 2 år efter første udskrivning fra en boform efter § 110. Perioden begynder ikke forfra ved en ny indskrivning.',
    en: 'The state refunds half for up to 2 years after the first discharge from a § 110 shelter. The window does not restart at a new admission.',
  },
  rules: [
    BEFORE,
    { from: localDate('2023-10-01'), window: { months: 24, shares: half, beyond: municipal }, source: LAW_482 },
  ],
};

export const temporaryHousing: ProvisionDocument = {
  code: 'sl-107',
  title: { da: 'Servicelovens § 107, midlertidigt botilbud', en: 'Social Services Act § 107, temporary housing' },
  reference: 'Serviceloven §§ 107 og 176 a, stk. 2 og 3',
  about: {
    da: 'Staten refunderer halvdelen i op til 6 måneder inden for 1 år efter første udskrivning fra en boform efter § 110. Perioden begynder ikke forfra.',
    en: 'The state refunds half for up to 6 months within 1 year after the first discharge from a § 110 shelter. The window does not restart.',
  },
  rules: [
    BEFORE,
    {
      from: localDate('2023-10-01'),
      window: { months: 12, atMost: 6, shares: half, beyond: municipal },
      source: LAW_482,
    },
  ],
};
