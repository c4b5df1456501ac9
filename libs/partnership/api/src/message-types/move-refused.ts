import { IdSchema, InstantSchema } from '@ringvirkning/message';
import { z } from 'zod';
import type { PartnerMessageType } from '../message-types.js';
import { personMoved } from './person-moved.js';

/**
 * `not-from-the-home`: whoever tells it does not lead the contract. `other-terms`: it is reckoned by terms that are not agreed on. `not-in-the-terms`: it names a
 * cohort, currency, outcome or follow-up that these terms do not have. Found by people alone: `not-moved-here`, and `other-days` than those on which the receiver
 * pays. A code and never a text, so that nothing of a person can cross.
 */
export const MOVE_REFUSALS = [
  'not-from-the-home',
  'other-terms',
  'not-in-the-terms',
  'not-moved-here',
  'other-days',
] as const;
export type MoveRefusal = (typeof MOVE_REFUSALS)[number];

const refusedSchema = z.strictObject({
  contractId: IdSchema,
  /** As the statement named the person, and when it was said. */
  person: IdSchema,
  at: InstantSchema,
  reason: z.enum(MOVE_REFUSALS),
});
export type MoveRefused = z.infer<typeof refusedSchema>;

const { contractId, person, at } = personMoved.examples[0]!;

/** Partner → home: a statement about somebody who moved is not taken for true, and why. It is answered by a right statement, if it was wrong, and by nothing else. */
export const moveRefused: PartnerMessageType<MoveRefused> = {
  name: 'move-refused/1',
  content: refusedSchema,
  examples: [{ contractId, person, at, reason: 'other-terms' }],
};
