import { z } from 'zod';
import { code } from '../schema/common.js';
import { decimal } from '../schema/decimal.js';
import { ofPerson, personKind } from './person.js';

export const score = personKind({
  name: { da: 'Score inden for en grænse', en: 'Score within a bound' },
  schema: z.strictObject({
    kind: z.literal('score'),
    ...ofPerson,
    measure: code.meta({
      description:
        'The measured value. The claim is judged by the value at its follow-up (or the latest one), wherever the person began; measured again at the same follow-up, the latest on or before the claim counts',
    }),
    atMost: decimal.optional().meta({ description: 'Reached at this value and below it' }),
    atLeast: decimal.optional().meta({ description: 'Reached at this value and above it' }),
  }),
  names: [{ at: 'measure', is: 'measure', as: 'number' }],
  pricedBy: [],
  quantity: 'found',
});
