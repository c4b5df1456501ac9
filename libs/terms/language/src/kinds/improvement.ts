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
    as: z.enum(['points', 'percent']).optional().meta({
      description:
        'points (without it), or per cent of the own baseline, which must be above 0; atLeast is in the same',
    }),
    confirmedBy: code
      .optional()
      .meta({ description: 'A second measure, not scored by the citizen, that must not have become worse' }),
    from: z
      .enum(['baseline', 'previous'])
      .default('baseline')
      .meta({ description: 'Improvement since the baseline, or since the previous follow-up' }),
    baselineBefore: code.optional().meta({
      description:
        "The baseline is the latest value on or before the day of the person's first fact with this code (a start); without it the first value ever",
    }),
  }),
  names: [
    { at: 'measure', is: 'measure', as: 'number' },
    { at: 'confirmedBy', is: 'measure', as: 'number', beside: true },
    { at: 'baselineBefore', is: 'fact', as: 'event' },
  ],
  pricedBy: ['quantity', 'percentage-point'],
  quantity: 'found',
});
