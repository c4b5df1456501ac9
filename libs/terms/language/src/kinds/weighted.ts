import { z } from 'zod';
import { code } from '../schema/common.js';
import { decimal, share } from '../schema/decimal.js';
import { groupKind, ofGroup } from './group.js';

export const weighted = groupKind({
  name: { da: 'Vægtet sammenfatning', en: 'Weighted combination' },
  schema: z.strictObject({
    kind: z.literal('weighted'),
    ...ofGroup,
    parts: z
      .array(
        z.strictObject({
          outcome: code,
          weight: share,
          target: decimal
            .optional()
            .meta({ description: 'The value that counts as 100 %; without it the value itself is weighted' }),
          atMost: decimal.optional().meta({ description: 'The achievement counts at most this many per cent' }),
        }),
      )
      .min(1),
  }),
  names: [{ at: 'parts.*.outcome', is: 'value', as: 'number' }],
  pricedBy: ['quantity', 'percentage-point'],
});
