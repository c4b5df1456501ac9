import { localDate } from '@ringvirkning/kernel';
import { LocalDateSchema, plainText } from '@ringvirkning/message';
import { z } from 'zod';
import type { PartnerMessageType } from '../message-types.js';
import { signOffMembers, TERMS, termsMembers } from './contract-words.js';

const ContractDecisionToldSchema = z
  .strictObject({
    ...termsMembers,
    role: signOffMembers.role,
    party: signOffMembers.party,
    /** The day of the decision, today or before the sign-off. */
    decidedOn: LocalDateSchema.optional(),
    /** Under which the party keeps the case. */
    caseNumber: plainText(z.string().min(1).max(64)).optional(),
  })
  .refine(({ decidedOn, caseNumber }) => decidedOn !== undefined || caseNumber !== undefined);
export type ContractDecisionTold = z.infer<typeof ContractDecisionToldSchema>;

/** After the sign-off of an office: when its party decided, and under which case. Goes the ways of `contract-signed-off/1`; whoever does not know of it lacks nothing but that. */
export const contractDecisionTold: PartnerMessageType<ContractDecisionTold> = {
  name: 'contract-decision-told/1',
  content: ContractDecisionToldSchema,
  examples: [
    { ...TERMS, role: 'council', party: 'herning', decidedOn: localDate('2026-02-28'), caseNumber: '26/1234' },
    { ...TERMS, role: 'municipal-director', party: 'herning', caseNumber: '26/1234' },
  ],
};
