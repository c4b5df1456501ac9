import { z } from 'zod';
import { code } from '../schema/common.js';
import { groupKind, ofGroup, population } from './group.js';

export const average = groupKind({
  name: { da: 'Gennemsnit for gruppen', en: 'Average of the cohort' },
  schema: z.strictObject({
    kind: z.literal('average'),
    ...ofGroup,
    measure: code,
    perPerson: z
      .enum(['last', 'sum'])
      .default('last')
      .meta({ description: "A person's value: the last one measured (a score) or the sum (days)" }),
    population,
  }),
  names: [
    { at: 'measure', is: 'measure', as: 'number', settledFrom: ['followUp'] },
    { at: 'population.of', is: 'fact', as: 'event', settledFrom: ['cohort'] },
    { at: 'population.leftBy', is: 'measure', as: 'event', beside: true },
  ],
  pricedBy: ['quantity'],
  perPerson: true,
});
