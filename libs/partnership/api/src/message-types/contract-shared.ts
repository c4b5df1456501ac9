import { instant } from '@ringvirkning/kernel';
import { CodeSchema } from '@ringvirkning/message';
import { z } from 'zod';
import type { PartnerMessageType } from '../message-types.js';
import { signOffMembers, TERMS, termsMembers } from './contract-words.js';

const ContractSharedSchema = z.strictObject({
  ...termsMembers,
  ref: z.string().min(1).max(80),
  /** The terms that were signed, as canonical JSON: the digest is of this text. */
  terms: z.string().min(2),
  /** The organisations, beside home, that sign from an instance of their own. */
  partners: z.array(CodeSchema).min(1).max(98),
  signedOff: z.array(z.strictObject(signOffMembers)).max(200),
});
export type ContractShared = z.infer<typeof ContractSharedSchema>;

/** Home → partners: a version has been frozen by its first sign-off, and waits for theirs. */
export const contractShared: PartnerMessageType<ContractShared> = {
  name: 'contract-shared/1',
  content: ContractSharedSchema,
  examples: [
    {
      ...TERMS,
      ref: 'AAR-2026-1',
      terms: '{"ref":"AAR-2026-1"}',
      partners: ['herning'],
      signedOff: [{ role: 'council', party: 'aarhus', at: instant('2026-03-01T08:00:00.000Z'), decision: 'pkt. 12' }],
    },
  ],
};
