import { z } from 'zod';
import { code, text } from '../schema/common.js';
import { decimal } from '../schema/decimal.js';
import { groupKind, ofGroup } from './group.js';

export const avoidedCost = groupKind({
  name: { da: 'Undgået udgift', en: 'Avoided cost' },
  schema: z.strictObject({
    kind: z.literal('avoided-cost'),
    ...ofGroup,
    actual: code.meta({ description: 'Outcome that totals the actual cost' }),
    predicted: z.union([
      z.strictObject({ outcome: code }),
      z.strictObject({ amount: decimal, version: text(200), source: text(4000) }),
    ]),
  }),
  names: [
    { at: 'actual', is: 'value', as: 'number' },
    { at: 'predicted.outcome', is: 'value', as: 'number' },
  ],
  pricedBy: ['quantity', 'tranche'],
});
