import { z } from 'zod';
import { code } from '../schema/common.js';
import { groupKind, ofGroup } from './group.js';

export const ratio = groupKind({
  name: { da: 'Forhold mellem to værdier', en: 'Ratio of two values' },
  schema: z.strictObject({
    kind: z.literal('ratio'),
    ...ofGroup,
    of: code.meta({ description: 'The outcome whose value is divided, e.g. a total' }),
    to: code.meta({ description: 'The outcome by whose value it is divided, above 0' }),
    as: z.enum(['number', 'percent']).default('number'),
  }),
  names: [
    { at: 'of', is: 'value', as: 'number' },
    { at: 'to', is: 'value', as: 'number' },
  ],
  pricedBy: ['quantity', 'percentage-point'],
});
