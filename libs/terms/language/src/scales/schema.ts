import { z } from 'zod';
import { code, sentence, text } from '../schema/common.js';

export const SCORERS = ['citizen', 'professional', 'together'] as const;
/** Who set a score: the citizen, a professional, or both in a conversation. */
export type Scorer = (typeof SCORERS)[number];

const step = z.strictObject({
  value: z.int().min(0).max(100),
  title: sentence,
  description: sentence.optional().meta({ description: 'By what one recognises the step' }),
});

/** An agreed scale: a document of its own, written out in the contract that uses it and so frozen with it. */
export const scale = z.strictObject({
  id: code,
  version: z
    .int()
    .min(1)
    .meta({ description: 'Counts up with every change of a step, so that scores stay comparable' }),
  title: sentence,
  description: sentence.optional(),
  licence: text(200).meta({ description: 'By what right the scale may be used' }),
  scoredBy: z.array(z.enum(SCORERS)).min(1).meta({ description: 'Who may set the score' }),
  better: z.enum(['higher', 'lower']),
  smallestChange: z.int().min(1).meta({ description: 'The smallest difference in value that is a real change' }),
  steps: z.array(step).min(2).max(20).meta({ description: 'By ascending value' }),
});
export type Scale = z.output<typeof scale>;

/** JSON Schema (draft 2020-12) of a scale as it is written. */
export const scaleJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(scale, { io: 'input', unrepresentable: 'any' }),
  $id: 'https://ringvirkning.dk/schemas/scale-1.json',
  title: 'Ringvirkning scale',
});
