import { z } from 'zod';
import { code, duration } from '../schema/common.js';
import { quantity } from '../schema/decimal.js';
import { ofPerson, personKind } from './person.js';

export const lookBack = personKind({
  name: { da: 'Tilbageblik i register', en: 'Look-back in a register' },
  schema: z.strictObject({
    kind: z.literal('look-back'),
    ...ofPerson,
    measure: code.meta({
      description: 'The registered event, e.g. a shelter night or a stay of several; its quantity counts (default 1)',
    }),
    ...duration,
    counts: z.enum(['days', 'times']).optional().meta({
      description:
        'days (without it): the quantity is the days that a stay lasts from the day of the fact, and those within the time count; times: so many events on that day',
    }),
    atMost: quantity.default('0'),
  }),
  names: [{ at: 'measure', is: 'measure', as: 'event' }],
  pricedBy: [],
  quantity: 'found',
});
