import { z } from 'zod';
import { code, months } from '../schema/common.js';
import { ofPerson, personKind } from './person.js';

export const spell = personKind({
  name: { da: 'Sammenhængende forløb', en: 'Sustained spell' },
  schema: z.strictObject({
    kind: z.literal('spell'),
    ...ofPerson,
    followUps: z.array(code).min(1),
    measure: code.meta({
      description:
        'Periods: the fact lies on the first day, its quantity is the number of days. A claim counts from the day the milestone is reached',
    }),
    mode: z.enum(['continuous', 'cumulative']),
    withinMonths: months.optional().meta({ description: 'cumulative: the days must lie within so many months' }),
    permittedDays: z
      .int()
      .min(0)
      .default(0)
      .meta({ description: 'continuous: a gap of at most so many days does not break the spell' }),
  }),
  names: [{ at: 'measure', is: 'measure', as: 'number' }],
  pricedBy: [],
  quantity: 'found',
});
