import { z } from 'zod';
import { code } from '../schema/common.js';
import { ofPerson, personKind } from './person.js';

export const reached = personKind({
  name: { da: 'Nået eller ikke nået', en: 'Reached or not' },
  schema: z.strictObject({
    kind: z.literal('reached'),
    ...ofPerson,
    sustained: z
      .strictObject({
        brokenBy: code
          .optional()
          .meta({ description: 'Measure that records an interruption; its quantity is the number of days' }),
        permittedDays: z
          .int()
          .min(0)
          .default(0)
          .meta({ description: 'An interruption of at most so many days does not break the spell' }),
        permittedTimes: z.int().min(0).optional().meta({ description: 'At most so many permitted interruptions' }),
      })
      .optional()
      .meta({
        description:
          'Each follow-up needs the one before it and must run its full additional period; a broken spell starts the period again',
      }),
  }),
  names: [{ at: 'sustained.brokenBy', is: 'measure', as: 'number', beside: true }],
  pricedBy: [],
  quantity: 'one',
  inSteps: ({ sustained }) => sustained !== undefined,
});
