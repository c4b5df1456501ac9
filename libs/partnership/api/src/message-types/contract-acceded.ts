import { instant } from '@ringvirkning/kernel';
import { CodeSchema, InstantSchema } from '@ringvirkning/message';
import { z } from 'zod';
import type { PartnerMessageType } from '../message-types.js';
import { TERMS, termsMembers } from './contract-words.js';

const ContractAccededSchema = z.strictObject({
  ...termsMembers,
  organisation: CodeSchema,
  budgetYear: z.int().min(2000).max(2100),
  at: InstantSchema,
});
export type ContractAcceded = z.infer<typeof ContractAccededSchema>;

/** Partner → home: all its offices have signed, and what it may have to pay in that budget year is appropriated. Home → other partners: the same of it. */
export const contractAcceded: PartnerMessageType<ContractAcceded> = {
  name: 'contract-acceded/1',
  content: ContractAccededSchema,
  examples: [{ ...TERMS, organisation: 'herning', budgetYear: 2026, at: instant('2026-03-04T08:00:00.000Z') }],
};
