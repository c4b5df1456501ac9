import { z } from 'zod';
import { ofPerson, personKind } from './person.js';

export const counted = personKind({
  name: { da: 'Antal', en: 'Count' },
  schema: z.strictObject({
    kind: z.literal('counted'),
    ...ofPerson,
    claims: ofPerson.claims.default('repeatable'),
  }),
  names: [],
  pricedBy: ['quantity'],
  quantity: 'stated',
});
