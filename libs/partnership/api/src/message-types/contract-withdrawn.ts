import { z } from 'zod';
import type { PartnerMessageType } from '../message-types.js';
import { TERMS, termsMembers } from './contract-words.js';

const ContractWithdrawnSchema = z.strictObject(termsMembers);
export type ContractWithdrawn = z.infer<typeof ContractWithdrawnSchema>;

/** Home → partners: other terms are being written. What was signed of these counts no more. */
export const contractWithdrawn: PartnerMessageType<ContractWithdrawn> = {
  name: 'contract-withdrawn/1',
  content: ContractWithdrawnSchema,
  examples: [TERMS],
};
