import { IdSchema } from '@ringvirkning/message';
import { z } from 'zod';
import type { PartnerMessageType } from '../message-types.js';
import { MessageIdSchema } from '../messages.js';
import { TERMS } from './contract-words.js';

const ContractRefusedSchema = z.strictObject({
  contract: IdSchema,
  /** Id of the message. */
  of: MessageIdSchema,
  type: z.string().regex(/^contract-[a-z-]+\/\d+$/),
  /** A code, e.g. `contracts.terms-differ`. */
  reason: z.string().regex(/^[a-z]+\.[a-z-]+$/),
});
export type ContractRefused = z.infer<typeof ContractRefusedSchema>;

/** Both ways: what a message about a contract said was not taken for true, and why. It is never answered. */
export const contractRefused: PartnerMessageType<ContractRefused> = {
  name: 'contract-refused/1',
  content: ContractRefusedSchema,
  examples: [{ contract: TERMS.contract, of: 'm-1', type: 'contract-shared/1', reason: 'contracts.terms-differ' }],
};
