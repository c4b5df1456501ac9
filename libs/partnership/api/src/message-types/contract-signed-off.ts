import { instant } from '@ringvirkning/kernel';
import { z } from 'zod';
import type { PartnerMessageType } from '../message-types.js';
import { signOffMembers, TERMS, termsMembers } from './contract-words.js';

const ContractSignedOffSchema = z.strictObject({ ...termsMembers, ...signOffMembers });
export type ContractSignedOff = z.infer<typeof ContractSignedOffSchema>;

/** An office has signed off these terms. Partner → home of its own; home → partners of its own, and of other partners. */
export const contractSignedOff: PartnerMessageType<ContractSignedOff> = {
  name: 'contract-signed-off/1',
  content: ContractSignedOffSchema,
  examples: [
    { ...TERMS, role: 'council', party: 'herning', at: instant('2026-03-02T08:00:00.000Z'), decision: 'pkt. 7' },
    { ...TERMS, role: 'municipal-director', party: 'herning', at: instant('2026-03-03T08:00:00.000Z') },
  ],
};
