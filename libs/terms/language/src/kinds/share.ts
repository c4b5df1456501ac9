import { z } from 'zod';
import { code } from '../schema/common.js';
import { groupKind, ofGroup, population } from './group.js';

export const share = groupKind({
  name: { da: 'Andel af gruppen', en: 'Share of the cohort' },
  schema: z.strictObject({
    kind: z.literal('share'),
    ...ofGroup,
    reaching: code,
    population,
    afterDeadweight: z
      .boolean()
      .default(false)
      .meta({ description: 'Subtract the share of each group that would have reached it anyway' }),
  }),
  names: [
    { at: 'reaching', is: 'fact', as: 'event', settledFrom: ['followUp'] },
    { at: 'population.of', is: 'fact', as: 'event', settledFrom: ['cohort'] },
    { at: 'population.leftBy', is: 'measure', as: 'event', beside: true },
  ],
  pricedBy: ['quantity', 'percentage-point'],
});
