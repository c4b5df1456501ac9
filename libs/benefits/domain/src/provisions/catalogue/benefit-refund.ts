import { localDate } from '@ringvirkning/kernel';
import type { ProvisionDocument } from '../provision.js';
import { refunded } from './shares.js';

export const benefitRefund: ProvisionDocument = {
  code: 'refusionstrappen',
  title: { da: 'Refusionstrappen', en: 'The refund steps of income benefits' },
  reference: 'Lov om kommunernes finansiering af visse offentlige ydelser § 5, stk. 2',
  about: {
    da: 'Statens refusion af kontanthjælp og lignende ydelser efter personens uger med ydelser.',
    en: 'The state’s refund of cash benefits and the like by the person’s weeks on benefits.',
  },
  rules: [
    {
      from: localDate('2016-01-04'),
      weeks: [
        { upTo: '4', shares: refunded('0.8', '0.2', 'transfers') },
        { upTo: '26', shares: refunded('0.4', '0.6', 'transfers') },
        { upTo: '52', shares: refunded('0.3', '0.7', 'transfers') },
        { shares: refunded('0.2', '0.8', 'transfers') },
      ],
      source:
        'LBK nr. 221 af 12. februar 2021 § 5, stk. 2: 80 pct. i uge 1-4, 40 pct. i uge 5-26, 30 pct. i uge 27-52, 20 pct. fra uge 53 (star.dk)',
    },
  ],
};
