import { z } from 'zod';
import { code } from '../schema/common.js';
import { quantity } from '../schema/decimal.js';
import { ofPerson, personKind } from './person.js';

export const improvement = personKind({
  name: { da: 'Forbedring mod egen baseline', en: 'Improvement on own baseline' },
  schema: z.strictObject({
    kind: z.literal('improvement'),
    ...ofPerson,
    measure: code.meta({
      description:
        'The measured value; the first fact of a person is the baseline. The claim is judged by the value at its follow-up (or the latest one); measured again at the same follow-up, the latest on or before the claim counts',
    }),
    better: z.enum(['higher', 'lower']),
    atLeast: quantity
      .default('0')
      .meta({ description: 'Improvements below this are not reached; no improvement never is' }),
    confirmedBy: code
      .optional()
      .meta({ description: 'A second measure, not scored by the citizen, that must not have become worse' }),
    from: z
      .enum(['baseline', 'previous'])
      .default('baseline')
      .meta({ description: 'Improvement since the baseline, or since the previous follow-up' }),
  }),
  names: [
    { at: 'measure', is: 'measure', as: 'number' },
    { at: 'confirmedBy', is: 'measure', as: 'number', beside: true },
  ],
  pricedBy: ['quantity'],
  quantity: 'found',
});
