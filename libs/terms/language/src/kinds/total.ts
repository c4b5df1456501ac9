import { z } from 'zod';
import { code } from '../schema/common.js';
import { groupKind, ofGroup } from './group.js';

export const total = groupKind({
  name: { da: 'Sum', en: 'Total' },
  schema: z.strictObject({
    kind: z.literal('total'),
    ...ofGroup,
    measure: code,
    unit: z.enum(['amount', 'number']).default('number'),
  }),
  names: [{ at: 'measure', is: 'measure', as: 'number', settledFrom: ['followUp', 'cohort'] }],
  pricedBy: ['quantity', 'tranche'],
});
