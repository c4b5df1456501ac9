import { CONFIDENCES, METHODS } from '@ringvirkning/statistics';
import { z } from 'zod';
import { share } from './decimal.js';

/** What may follow when a sample does not accept its population. */
export const SAMPLE_CONSEQUENCES = ['extend', 'reduce', 'reject'] as const;

/** Verification by sample, in the words of the EU guidance EGESIF_16-0014-01. Without it every claim is verified. */
export const sample = z.strictObject({
  method: z.enum(METHODS).meta({ description: 'How claims are drawn and their errors projected' }),
  confidence: z.literal(CONFIDENCES).default(90).meta({ description: 'Per cent' }),
  materiality: share.default('0.02').meta({ description: 'The share of the amount that may be wrong' }),
  expectedError: share
    .default('0')
    .meta({ description: 'The share that is expected to be wrong; it makes a computed sample larger' }),
  size: z
    .int()
    .min(30)
    .max(100_000)
    .optional()
    .meta({ description: 'Claims to draw; mus-conservative can compute it. Fewer than 30 say too little' }),
  inconclusive: z
    .enum(SAMPLE_CONSEQUENCES)
    .default('extend')
    .meta({ description: 'When only the upper limit of error is above what may be wrong' }),
  material: z.enum(SAMPLE_CONSEQUENCES).meta({
    description:
      'When the projected error itself is: extend draws more, reduce pays the rest less by the projection, reject returns the rest to the claimant',
  }),
});
export type Sample = z.output<typeof sample>;
