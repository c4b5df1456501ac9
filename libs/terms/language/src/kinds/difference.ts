import { z } from 'zod';
import { code, text } from '../schema/common.js';
import { decimal } from '../schema/decimal.js';
import { groupKind, ofGroup } from './group.js';

export const difference = groupKind({
  name: { da: 'Forskel til sammenligning', en: 'Difference to a comparison' },
  schema: z.strictObject({
    kind: z.literal('difference'),
    ...ofGroup,
    of: code.meta({ description: 'The outcome whose value is compared' }),
    against: z
      .union([
        z.strictObject({ outcome: code }),
        z.strictObject({ value: decimal, version: text(200), source: text(4000) }),
      ])
      .meta({
        description:
          'Another outcome (a comparison group), or a historic value with its version and source, which can be challenged',
      }),
    as: z.enum(['points', 'percent', 'total']).meta({
      description:
        'points; percent: of what it is compared with; total: points times the people that the average of counted',
    }),
    better: z.enum(['higher', 'lower']),
  }),
  names: [
    { at: 'of', is: 'value', as: 'number' },
    { at: 'against.outcome', is: 'value', as: 'number', ofOthers: true },
  ],
  pricedBy: ['quantity', 'percentage-point', 'tranche'],
});
